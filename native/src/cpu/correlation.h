// What convolution's forward and its gradient for the input have in common: a sum over channels and taps of a window that
// moves over a plane.
#pragma once

#include <cstdint>
#include <vector>

#include "cpu/kernels/conv.h"
#include "cpu/workspace.h"

namespace nt::cpu {

// result[m][y][x] = bias[m] + sum over c, i, j of
//   weights[m][c][tap(i, j)] * source[c][y * row_step + row[i]][x * column_step + column[j]],  zero outside the source
// for each image and group.
struct Correlation {
  int64_t batch, groups;
  int64_t channels, rows;  // of a group
  int64_t height, width, out_height, out_width;
  int64_t row_step = 1, column_step = 1;
  std::vector<int64_t> row, column;
  std::vector<int64_t> tap;  // of (i, j), from a (m, c)'s first weight on
  const float* weights;
  int64_t weight_group, weight_row, weight_channel;
  const float* source;
  const float* bias = nullptr;

  int64_t places() const { return out_height * out_width; }
  int64_t taps() const { return static_cast<int64_t>(tap.size()); }
  int64_t flops_of_image() const { return 2 * groups * rows * channels * taps() * places(); }
};

// Offsets taken apart for a step: offset[t] = residue[index[t]] + step * (first + place[t]), place between 0 and span.
struct Residues {
  int64_t first, span;
  std::vector<int64_t> residue, index, place;

  Residues(const std::vector<int64_t>& offsets, int64_t step);
};

// A piece of the result: rows of output from `first` on, of some images of one group, by some of its channels.
struct CorrelationPart {
  int64_t image, images, group, first, height, row_begin, row_end;
  float* result;  // of image `image`, channel 0 of the group, output row `first`
  int64_t result_image, result_row;
};

// What a thread keeps from one part to the next.
struct CorrelationWork {
  Workspace<float> packed;
  const void* plan = nullptr;  // that `vectors` is for, with the part's sizes
  int64_t images = 0, height = 0;
  std::vector<ConvVector> vectors;
};

// How the work is cut up so that packed planes stay in the second cache and a tile's part of them in the first.
class CorrelationPlan {
 public:
  // Parts of at most so many images; `threads` that should all find one.
  CorrelationPlan(const Correlation& c, int64_t threads);

  int64_t block_images, block_height, block_channels, tile_rows;
  void compute(const CorrelationPart& part, CorrelationWork& work) const;

 private:
  void pack(const CorrelationPart& part, int64_t channel, int64_t channels, float* to) const;
  void pack_weights();
  void set_vectors(const CorrelationPart& part, CorrelationWork& work) const;

  const Correlation& c_;
  const ConvLoops& loops_;
  Residues rows_, columns_;
  // Places of an output row fill vectors: taps of a row share a plane too, whose rows are `span` longer. Else an output
  // plane is one run, and each column tap has a plane of its own.
  bool by_rows_;
  bool few_;        // few channels by rows: a segment is a channel's row of taps, which lie equally far apart
  int64_t length_;  // of a packed row
  std::vector<int64_t> packed_;   // source column where each packed plane of a channel begins
  std::vector<int64_t> segment_;  // where a tap's (a row of taps') places begin
  int64_t residue_plane_, plane_, image_;
  Workspace<float> weights_;
};

}  // namespace nt::cpu
