// How Winograd's tiles become lanes of vectors: as the same tile of neighbouring images where planes are small, else as
// neighbouring tiles of one image.
#pragma once

#include <cstdint>
#include <vector>

#include "cpu/kernels/conv.h"
#include "cpu/kernels/winograd.h"

namespace nt::cpu {

struct WinogradPlane {
  int64_t batch, height, width, out_height, out_width, top, left;  // zeros before the plane

  int64_t tile_rows() const { return (out_height + 1) / 2; }
  int64_t tile_columns() const { return (out_width + 1) / 2; }
};

constexpr int64_t kMostLanes = 16;
// Of a transformed tile, and of a kernel.
constexpr int64_t kWinogradPlaces = 16, kWinogradTaps = 9;

// Multiply-adds that take as long as `tiles` tiles of so many channels and rows do.
int64_t winograd_work(int64_t tiles, int64_t channels, int64_t rows);

// Works on pieces: some rows of tiles of one item, which is an image or as many images as there are lanes.
class WinogradLanes {
 public:
  explicit WinogradLanes(const WinogradPlane& plane);

  int64_t items() const;
  int64_t vectors(int64_t tile_rows) const;
  // Floats of the scratch that a piece needs for inputs and for outputs of one channel. Inputs' must be zeroed once for
  // each piece.
  int64_t input_room(int64_t tile_rows) const;
  int64_t output_room(int64_t tile_rows) const;

  // What the transforms are told for a piece of so many rows.
  struct Tiles {
    std::vector<int64_t> input_start, output_start;
    WinogradTiles input, output;
  };
  void describe(int64_t tile_rows, Tiles& tiles) const;

  struct Piece {
    int64_t item, first, rows;  // of tiles
  };
  // Planes of channel `channel` of `channels` to scratch, and back.
  void gather(const Piece& piece, const float* source, int64_t channel, int64_t channels, float* scratch) const;
  void scatter(const Piece& piece, float* scratch, float* result, int64_t channel, int64_t channels) const;

 private:
  bool takes_images() const;
  int64_t row_plane(int64_t tile_rows) const { return (tile_rows + 1) * width_ + 2 * lanes_; }
  void gather_images(const Piece& piece, const float* source, int64_t channel, int64_t channels, float* scratch) const;
  void scatter_images(const Piece& piece, float* scratch, float* result, int64_t channel, int64_t channels) const;

  const WinogradPlane p_;
  const ConvLoops& conv_;
  const WinogradLoops& loops_;
  const int64_t lanes_, height_, width_;  // in tiles
  const bool images_;
};

}  // namespace nt::cpu
