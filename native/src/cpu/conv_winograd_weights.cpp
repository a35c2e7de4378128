// The gradient for weights by Winograd's way: G^T [sum over tiles of (A g A^T) * (B^T d B)] G, whose sum is 16 products of
// all (output, tile) by all (tile, channel). Channels and outputs are lanes, so that planes of any size fill them.
#include <algorithm>
#include <atomic>
#include <vector>

#include "cpu/conv_weights.h"
#include "cpu/conv_winograd.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/winograd_tiles.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Tiles of a block. Sums are read and written once for each block, so many weights want many tiles; of few, all that
// belongs to a block stays in the second cache.
int64_t most_tiles(const ConvArgs& a) { return a.in_channels + a.out_channels < 256 ? 64 : 128; }

class WeightSums {
 public:
  explicit WeightSums(const ConvArgs& a)
      : a_(a),
        conv_(kernels().conv),
        loops_(kernels().winograd),
        wide_(conv_.lanes),
        height_(divide_up(a.out[1], 2)),
        width_(divide_up(a.out[2], 2)) {
    tile_ = std::min<int64_t>(even_part(a.out_channels, conv_.most_rows), wide_);
    tiles_ = divide_up(a.out_channels, tile_);
    vectors_ = divide_up(a.in_channels, wide_);
    panel_vectors_ = std::min<int64_t>(conv_.tile[tile_], vectors_);
    panel_ = panel_vectors_ * wide_;
    panels_ = divide_up(vectors_, panel_vectors_);
    const int64_t whole = height_ * width_, most = most_tiles(a);
    block_rows_ = whole <= most ? height_ : even_part(height_, most / width_);
    block_images_ = whole <= most ? even_part(a.batch, most / whole) : 1;
    block_tiles_ = block_images_ * block_rows_ * width_;
    input_place_ = odd_lines(panels_ * block_tiles_ * panel_);
    gradient_tile_ = block_tiles_ * tile_ + wide_;  // the last vector writes more than its tile
    gradient_place_ = odd_lines(tiles_ * gradient_tile_);
    sum_place_ = odd_lines(panels_ * a.out_channels * panel_);
    for (int64_t v = 0; v < panel_vectors_; ++v) at_.push_back({v * wide_, v * wide_, wide_});
    totals_.resize(static_cast<size_t>(a.out_channels));
  }

  // Whether all gradients for weights are finite.
  bool run() {
    inputs_.grow(kWinogradPlaces * input_place_);
    gradients_.grow(kWinogradPlaces * gradient_place_);
    sums_.grow(kWinogradPlaces * sum_place_);
    bool first = true;
    for (int64_t image = 0; image < a_.batch; image += block_images_) {
      for (int64_t row = 0; row < height_; row += block_rows_) {
        const Block block{image, std::min(block_images_, a_.batch - image), row, std::min(block_rows_, height_ - row)};
        transform(block);
        multiply(block.images * block.rows * width_, !first);
        first = false;
      }
    }
    if (a_.grad_bias) std::copy(totals_.begin(), totals_.end(), static_cast<float*>(a_.grad_bias));
    return write();
  }

 private:
  struct Block {
    int64_t image, images, first, rows;
  };

  // Threads share out the vectors of channels and the tiles of outputs.
  void transform(const Block& block) {
    const int64_t work = block.images * block.rows * width_ * kWinogradPlaces * wide_;
    parallel_for(vectors_ + tiles_, kGrain / work + 1, [&](int64_t begin, int64_t end) {
      const int64_t columns = 2 * width_ + 2, room = (2 * block.rows + 2) * columns * wide_;
      Workspace<float> turned(room);
      std::vector<int64_t> start, at;
      for (int64_t y = 0; y < block.rows; ++y) {
        for (int64_t x = 0; x < width_; ++x) {
          at.push_back(static_cast<int64_t>(start.size()) * panel_);
          start.push_back(2 * (y * columns + x) * wide_);
        }
      }
      WinogradTiles tiles{start.data(), static_cast<int64_t>(start.size()), {}, {}};
      for (int64_t i = 0; i < 4; ++i) {
        tiles.row[i] = i * columns * wide_;
        tiles.column[i] = i * wide_;
      }
      // The border stays zero: channels and images of a block have the same.
      std::fill_n(turned.data(), room, 0.0f);
      for (int64_t u = begin; u < std::min(end, vectors_); ++u) inputs(block, u, tiles, at.data(), turned.data());
      std::fill_n(turned.data(), room, 0.0f);
      for (int64_t u = std::max(begin, vectors_); u < end; ++u) gradients(block, u - vectors_, tiles, turned.data());
    });
  }

  void inputs(const Block& block, int64_t vector, const WinogradTiles& tiles, const int64_t* at, float* turned) const {
    const int64_t size = a_.in[1] * a_.in[2], c = vector * wide_, first = 2 * block.first - a_.padding[1];
    const int64_t begin = std::max<int64_t>(0, first), end = std::min(a_.in[1], first + 2 * block.rows + 2);
    const int64_t columns = 2 * width_ + 2;
    for (int64_t i = 0; i < block.images; ++i) {
      const float* from = static_cast<const float*>(a_.input) + ((block.image + i) * a_.in_channels + c) * size;
      if (begin < end) {
        conv_.transpose({from + begin * a_.in[2], std::min(wide_, a_.in_channels - c), size, end - begin, a_.in[2],
                         turned + ((begin - first) * columns + a_.padding[2]) * wide_, columns * wide_, wide_});
      }
      loops_.input({turned, tiles,
                    inputs_.data() + (vector / panel_vectors_ * block_tiles_ + i * tiles.count) * panel_ +
                        vector % panel_vectors_ * wide_,
                    at, input_place_});
    }
  }

  void gradients(const Block& block, int64_t tile, const WinogradTiles& tiles, float* turned) {
    const int64_t size = a_.out[1] * a_.out[2], m = tile * tile_, rows = std::min(tile_, a_.out_channels - m);
    const int64_t height = std::min(2 * block.rows, a_.out[1] - 2 * block.first), columns = 2 * width_ + 2;
    for (int64_t i = 0; i < block.images; ++i) {
      const float* from = static_cast<const float*>(a_.grad_output) + ((block.image + i) * a_.out_channels + m) * size +
                          2 * block.first * a_.out[2];
      conv_.transpose({from, rows, size, height, a_.out[2], turned, columns * wide_, wide_});
      loops_.gradient(
          {turned, tiles, gradients_.data() + tile * gradient_tile_ + i * tiles.count * rows, rows, gradient_place_});
      for (int64_t k = 0; k < rows; ++k) {
        totals_[static_cast<size_t>(m + k)] += static_cast<double>(conv_.sum(from + k * size, height * a_.out[2]));
      }
    }
  }

  void multiply(int64_t count, bool accumulate) const {
    const int64_t flops = 2 * count * panel_ * a_.out_channels, start = 0;
    parallel_for(kWinogradPlaces * panels_, (1 << 20) / flops + 1, [&](int64_t begin, int64_t end) {
      for (int64_t u = begin; u < end; ++u) {
        const int64_t place = u / panels_, panel = u % panels_;
        for (int64_t m = 0; m < a_.out_channels; m += tile_) {
          conv_.run[std::min(tile_, a_.out_channels - m)](
              {{1, count, panel_, &start, nullptr},
               gradients_.data() + place * gradient_place_ + m / tile_ * gradient_tile_,
               inputs_.data() + place * input_place_ + panel * block_tiles_ * panel_,
               sums_.data() + place * sum_place_ + (panel * a_.out_channels + m) * panel_,
               panel_,
               nullptr,
               accumulate,
               at_.data(),
               std::min(panel_vectors_, vectors_ - panel * panel_vectors_)});
        }
      }
    });
  }

  bool write() const {
    std::atomic<bool> finite{true};
    parallel_for(a_.out_channels, kGrain / (a_.in_channels * kWinogradPlaces) + 1, [&](int64_t begin, int64_t end) {
      const Workspace<float> taps(kWinogradTaps * wide_), kernels((kWinogradTaps + 1) * wide_);
      bool all = true;
      for (int64_t m = begin; m < end; ++m) {
        for (int64_t v = 0; v < vectors_; ++v) {
          const int64_t panel = v / panel_vectors_, c = v * wide_;
          all &=
              loops_.weight_gradient(sums_.data() + (panel * a_.out_channels + m) * panel_ + v % panel_vectors_ * wide_,
                                     sum_place_, taps.data());
          // From the last taps on: each vector of them is followed by anything.
          for (int64_t t = (kWinogradTaps - 1) / wide_ * wide_; t >= 0; t -= wide_) {
            conv_.transpose({taps.data() + t * wide_, std::min(wide_, kWinogradTaps - t), wide_, 1, wide_,
                             kernels.data() + t, 0, kWinogradTaps});
          }
          std::copy_n(kernels.data(), std::min(wide_, a_.in_channels - c) * kWinogradTaps,
                      static_cast<float*>(a_.grad_weight) + (m * a_.in_channels + c) * kWinogradTaps);
        }
      }
      if (!all) finite = false;
    });
    return finite;
  }

  const ConvArgs& a_;
  const ConvLoops& conv_;
  const WinogradLoops& loops_;
  const int64_t wide_, height_, width_;  // of planes in tiles
  int64_t tile_, tiles_, vectors_, panel_vectors_, panel_, panels_;
  int64_t block_rows_, block_images_, block_tiles_, input_place_, gradient_tile_, gradient_place_, sum_place_;
  std::vector<ConvVector> at_;
  std::vector<double> totals_;
  Workspace<float> inputs_, gradients_, sums_;
};

}  // namespace

// As for the forward.
bool winograd_weights_pay(const ConvArgs& a) {
  if (!winograd_takes(a) || !panels_pay(a)) return false;
  const int64_t lanes = kernels().conv.lanes, channels = divide_up(a.in_channels, lanes) * lanes;
  const int64_t kernels = channels * a.out_channels, tiles = a.batch * divide_up(a.out[1], 2) * divide_up(a.out[2], 2);
  const int64_t time = winograd_work(tiles, channels, a.out_channels);
  return time * 8 < a.batch * a.out[1] * a.out[2] * kWinogradTaps * kernels * 7;
}

bool winograd_backward_weights(const ConvArgs& args) { return WeightSums(args).run(); }

}  // namespace nt::cpu
