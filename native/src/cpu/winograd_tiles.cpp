#include "cpu/winograd_tiles.h"

#include <algorithm>

#include "cpu/kernels/kernels.h"
#include "cpu/parts.h"

namespace nt::cpu {
namespace {

// Planes are pages apart, which no hardware foresees.
template <int kWrite>
void prefetch(const float* from, int64_t n) {
  constexpr int64_t kLine = 16;
  for (int64_t i = 0; i < n; i += kLine) __builtin_prefetch(from + i, kWrite);
}

}  // namespace

// A tile's transforms take kTile for each channel, a kernel's take kKernel, as measured.
int64_t winograd_work(int64_t tiles, int64_t channels, int64_t rows) {
  constexpr int64_t kTile = 150, kKernel = 700;
  const int64_t kernels = channels * rows;
  return tiles * (kWinogradPlaces * kernels + kTile * (channels + rows)) + kKernel * kernels;
}

WinogradLanes::WinogradLanes(const WinogradPlane& plane)
    : p_(plane),
      conv_(kernels().conv),
      loops_(kernels().winograd),
      lanes_(conv_.lanes),
      height_(plane.tile_rows()),
      width_(plane.tile_columns()),
      images_(takes_images()) {}

// Where that wastes fewer lanes; but rows as wide as a vector of inputs are cheaper to take apart than images to turn.
bool WinogradLanes::takes_images() const {
  const int64_t by_images = divide_up(p_.batch, lanes_) * height_ * width_;
  const int64_t by_rows = p_.batch * divide_up(height_ * width_, lanes_);
  return 2 * width_ < lanes_ ? by_images <= by_rows : by_images * 6 < by_rows * 5;
}

int64_t WinogradLanes::items() const { return images_ ? divide_up(p_.batch, lanes_) : p_.batch; }

int64_t WinogradLanes::vectors(int64_t tile_rows) const {
  return images_ ? tile_rows * width_ : divide_up(tile_rows * width_, lanes_);
}

int64_t WinogradLanes::input_room(int64_t tile_rows) const {
  return images_ ? (2 * tile_rows + 2) * (2 * width_ + 2) * lanes_ : 8 * row_plane(tile_rows);
}

int64_t WinogradLanes::output_room(int64_t tile_rows) const { return 4 * (vectors(tile_rows) + 1) * lanes_; }

void WinogradLanes::describe(int64_t tile_rows, Tiles& tiles) const {
  tiles.input_start.clear();
  tiles.output_start.clear();
  const int64_t count = vectors(tile_rows);
  if (images_) {
    const int64_t row = (2 * width_ + 2) * lanes_, out_row = 2 * width_ * lanes_;
    for (int64_t y = 0; y < tile_rows; ++y) {
      for (int64_t x = 0; x < width_; ++x) {
        tiles.input_start.push_back(2 * (y * row + x * lanes_));
        tiles.output_start.push_back(2 * (y * out_row + x * lanes_));
      }
    }
    tiles.input = {nullptr, count, {0, row, 2 * row, 3 * row}, {0, lanes_, 2 * lanes_, 3 * lanes_}};
    tiles.output = {nullptr, count, {0, out_row}, {0, lanes_}};
  } else {
    const int64_t row = row_plane(tile_rows), out = (count + 1) * lanes_;
    for (int64_t v = 0; v < count; ++v) {
      tiles.input_start.push_back(v * lanes_);
      tiles.output_start.push_back(v * lanes_);
    }
    tiles.input = {nullptr, count, {0, row, width_, row + width_}, {0, 2 * row, 4 * row, 6 * row}};
    tiles.output = {nullptr, count, {0, 2 * out}, {0, out}};
  }
  tiles.input.start = tiles.input_start.data();
  tiles.output.start = tiles.output_start.data();
}

void WinogradLanes::gather(const Piece& piece, const float* source, int64_t channel, int64_t channels,
                           float* scratch) const {
  if (images_) return gather_images(piece, source, channel, channels, scratch);
  const int64_t row = row_plane(piece.rows), first = 2 * piece.first - p_.top, size = p_.height * p_.width;
  const int64_t begin = std::max<int64_t>(0, first), end = std::min(p_.height, first + 2 * piece.rows + 2);
  const float* from = source + (piece.item * channels + channel) * size;
  if (channel + 1 < channels) prefetch<0>(from + size + begin * p_.width, (end - begin) * p_.width);
  loops_.split({source, source + p_.batch * channels * size, from, p_.height, p_.width, first, p_.left, piece.rows + 1,
                width_, scratch, 2 * row, row});
}

void WinogradLanes::gather_images(const Piece& piece, const float* source, int64_t channel, int64_t channels,
                                  float* scratch) const {
  const int64_t size = p_.height * p_.width, first = 2 * piece.first - p_.top, row = (2 * width_ + 2) * lanes_;
  const int64_t begin = std::max<int64_t>(0, first), end = std::min(p_.height, first + 2 * piece.rows + 2);
  if (begin >= end) return;
  const int64_t image = piece.item * lanes_, images = std::min(lanes_, p_.batch - image);
  const float* from = source + (image * channels + channel) * size + begin * p_.width;
  for (int64_t i = 0; i < images && channel + 1 < channels; ++i) {
    prefetch<0>(from + i * channels * size + size, (end - begin) * p_.width);
  }
  conv_.transpose({from, images, channels * size, end - begin, p_.width,
                   scratch + (begin - first) * row + p_.left * lanes_, row, lanes_});
}

void WinogradLanes::scatter(const Piece& piece, float* scratch, float* result, int64_t channel,
                            int64_t channels) const {
  if (images_) return scatter_images(piece, scratch, result, channel, channels);
  const int64_t out = (vectors(piece.rows) + 1) * lanes_,
                rows = std::min(2 * piece.rows, p_.out_height - 2 * piece.first);
  float* to = result + ((piece.item * channels + channel) * p_.out_height + 2 * piece.first) * p_.out_width;
  if (channel + 1 < channels) prefetch<1>(to + p_.out_height * p_.out_width, rows * p_.out_width);
  for (int64_t a = 0; a < 2; ++a) {
    const float* from = scratch + 2 * a * out;
    loops_.merge({from, from + out, (rows + 1 - a) / 2, width_, p_.out_width, to + a * p_.out_width, 2 * p_.out_width});
  }
}

void WinogradLanes::scatter_images(const Piece& piece, float* scratch, float* result, int64_t channel,
                                   int64_t channels) const {
  const int64_t rows = std::min(2 * piece.rows, p_.out_height - 2 * piece.first), width = p_.out_width;
  if (width != 2 * width_) {
    for (int64_t y = 1; y < rows; ++y) {
      std::copy_n(scratch + y * 2 * width_ * lanes_, width * lanes_, scratch + y * width * lanes_);
    }
  }
  const int64_t image = piece.item * lanes_, images = std::min(lanes_, p_.batch - image);
  const int64_t stride = channels * p_.out_height * width, places = rows * width;
  float* to = result + ((image * channels + channel) * p_.out_height + 2 * piece.first) * width;
  for (int64_t i = 0; i < images && channel + 1 < channels; ++i) {
    prefetch<1>(to + i * stride + p_.out_height * width, places);
  }
  int64_t k = 0;
  for (; k + lanes_ <= places; k += lanes_) {
    conv_.transpose({scratch + k * lanes_, lanes_, lanes_, 1, images, to + k, 0, stride});
  }
  if (k == places) return;
  float last[kMostLanes * kMostLanes];
  conv_.transpose({scratch + k * lanes_, places - k, lanes_, 1, images, last, 0, lanes_});
  for (int64_t i = 0; i < images; ++i) std::copy_n(last + i * lanes_, places - k, to + i * stride + k);
}

}  // namespace nt::cpu
