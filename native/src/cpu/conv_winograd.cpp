#include "cpu/conv_winograd.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "cpu/conv_batch_last.h"
#include "cpu/conv_direct.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/winograd_tiles.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Channels of one visit to a tile of results, and floats of transformed tiles that stay in the first cache meanwhile.
constexpr int64_t kDepth = 192, kNear = 6 << 10;
// Floats of transformed inputs and results of a block, if that is no less than kFewest vectors of tiles: weights are read
// once for each block.
constexpr int64_t kBlock = 128 << 10, kFewest = 4;

// result[m] = bias[m] + sum over c of source[c] correlated with weights[m][c], for each image.
struct Problem {
  WinogradPlane plane;
  int64_t channels, rows;
  const float* weights;
  int64_t weight_row, weight_channel;
  bool turned;  // kernels by half a turn
  const float* source;
  const float* bias;
  float* result;
};

class Winograd {
 public:
  explicit Winograd(const Problem& p)
      : p_(p), lanes_(p.plane), conv_(kernels().conv), loops_(kernels().winograd), wide_(conv_.lanes) {
    tile_ = std::min<int64_t>(even_part(p.rows, conv_.most_rows), wide_);
    tiles_ = divide_up(p.rows, tile_);
    panel_vectors_ = conv_.tile[tile_];
    panel_ = panel_vectors_ * wide_;
    depth_ = even_part(p.channels, kDepth);
    depths_ = divide_up(p.channels, depth_);
    choose_block();
    group_ = std::max<int64_t>(1, kNear / (depth_ * panel_));
    for (int64_t v = 0; v < panel_vectors_ * group_; ++v) {
      at_.push_back({v / panel_vectors_ * depth_ * panel_ + v % panel_vectors_ * wide_, v * wide_, wide_});
    }
    region_ = depth_ * tile_ + wide_;
    weight_place_ = depths_ * tiles_ * region_;
    source_place_ = odd_lines(depths_ * divide_up(block_vectors_, panel_vectors_) * depth_ * panel_);
    result_place_ = odd_lines(p.rows * block_vectors_ * wide_);
    pack_weights();
  }

  // Whether all results are finite.
  bool run() const {
    const int64_t heights = divide_up(p_.plane.tile_rows(), block_rows_),
                  groups = divide_up(lanes_.items(), block_items_);
    std::atomic<bool> finite{true};
    parallel_for(heights * groups, 1, [&](int64_t begin, int64_t end) {
      Scratch scratch(*this);
      for (int64_t u = begin; u < end && finite; ++u) {
        const int64_t item = u / heights * block_items_, first = u % heights * block_rows_;
        const Block block{item, std::min(block_items_, lanes_.items() - item), first,
                          std::min(block_rows_, p_.plane.tile_rows() - first)};
        if (!one(block, scratch)) finite = false;
      }
    });
    return finite;
  }

 private:
  struct Block {
    int64_t item, items, first, rows;
  };
  struct Scratch {
    Workspace<float> source, result, input, output;
    std::vector<int64_t> at;  // of each vector in a panel
    WinogradLanes::Tiles tiles;
    int64_t rows = 0;

    explicit Scratch(const Winograd& w)
        : source(kWinogradPlaces * w.source_place_),
          result(kWinogradPlaces * w.result_place_),
          input(w.lanes_.input_room(w.block_rows_)),
          output(w.lanes_.output_room(w.block_rows_)) {
      for (int64_t v = 0; v < w.block_vectors_; ++v) {
        at.push_back(v / w.panel_vectors_ * w.depth_ * w.panel_ + v % w.panel_vectors_ * w.wide_);
      }
    }
  };

  // Items, or rows of one, that waste the fewest lanes; rows have a vector's time for the inputs that they share.
  void choose_block() {
    const int64_t rows = p_.plane.tile_rows(), whole = lanes_.vectors(rows),
                  of_vector = kWinogradPlaces * wide_ * (p_.channels + p_.rows);
    const int64_t most =
        std::min(std::max(kFewest, kBlock / of_vector), divide_up(lanes_.items() * whole, max_threads()));
    block_rows_ = rows;
    block_items_ = whole < most ? even_part(lanes_.items(), most / whole) : 1;
    int64_t least = whole <= most ? 0 : INT64_MAX;
    for (int64_t r = 1; r < rows && least > 0 && (r == 1 || lanes_.vectors(r) <= most); ++r) {
      const int64_t time = divide_up(rows, r) * (lanes_.vectors(r) + 1);
      if (time > least) continue;
      least = time;
      block_rows_ = r;
    }
    block_vectors_ = block_items_ * lanes_.vectors(block_rows_);
  }

  // [place][block of channels][tile of rows][channel][row].
  void pack_weights() {
    weights_.grow(kWinogradPlaces * weight_place_);
    parallel_for(depths_ * tiles_, 1, [&](int64_t begin, int64_t end) {
      const int64_t stride =
          divide_up(kWinogradTaps, wide_) * wide_;  // of a channel, which may be followed by the next ones
      Workspace<float> turned(depth_ * stride * wide_);
      for (int64_t u = begin; u < end; ++u) {
        const int64_t c = u / tiles_ * depth_, m = u % tiles_ * tile_;
        const int64_t channels = std::min(depth_, p_.channels - c), rows = std::min(tile_, p_.rows - m);
        const float* from = p_.weights + m * p_.weight_row + c * p_.weight_channel;
        int64_t channel = kWinogradTaps * wide_;
        if (p_.weight_channel == kWinogradTaps) {
          conv_.transpose({from, rows, p_.weight_row, 1, channels * kWinogradTaps, turned.data(), 0, wide_});
        } else {
          channel = stride * wide_;
          const float* end_of_weights = p_.weights + p_.rows * p_.channels * kWinogradTaps;
          for (int64_t k = 0; k < channels; ++k, from += p_.weight_channel) {
            const bool last = from + (rows - 1) * p_.weight_row + stride > end_of_weights;
            conv_.transpose(
                {from, rows, p_.weight_row, 1, last ? kWinogradTaps : stride, turned.data() + k * channel, 0, wide_});
          }
        }
        loops_.weights({turned.data() + (p_.turned ? (kWinogradTaps - 1) * wide_ : 0), channels, channel,
                        p_.turned ? -wide_ : wide_, weights_.data() + u * region_, rows, weight_place_});
      }
    });
  }

  bool one(const Block& block, Scratch& scratch) const {
    if (scratch.rows != block.rows) {
      lanes_.describe(block.rows, scratch.tiles);
      scratch.rows = block.rows;
    }
    std::fill_n(scratch.input.data(), lanes_.input_room(block.rows), 0.0f);
    transform_source(block, scratch);
    multiply(block, scratch);
    return transform_result(block, scratch);
  }

  void transform_source(const Block& block, Scratch& scratch) const {
    const int64_t vectors = lanes_.vectors(block.rows);
    const int64_t panels = divide_up(block.items * vectors, panel_vectors_);
    for (int64_t i = 0; i < block.items; ++i) {
      for (int64_t c = 0; c < p_.channels; ++c) {
        lanes_.gather({block.item + i, block.first, block.rows}, p_.source, c, p_.channels, scratch.input.data());
        loops_.input({scratch.input.data(), scratch.tiles.input,
                      scratch.source.data() + c / depth_ * panels * depth_ * panel_ + c % depth_ * panel_,
                      scratch.at.data() + i * vectors, source_place_});
      }
    }
  }

  void multiply(const Block& block, Scratch& scratch) const {
    const int64_t vectors = block.items * lanes_.vectors(block.rows), panels = divide_up(vectors, panel_vectors_),
                  row = vectors * wide_;
    const int64_t start = 0;
    for (int64_t t = 0; t < kWinogradPlaces; ++t) {
      for (int64_t d = 0; d < depths_; ++d) {
        const int64_t channels = std::min(depth_, p_.channels - d * depth_);
        for (int64_t panel = 0; panel < panels; panel += group_) {
          const float* source = scratch.source.data() + t * source_place_ + (d * panels + panel) * depth_ * panel_;
          const float* weights = weights_.data() + t * weight_place_ + d * tiles_ * region_;
          float* result = scratch.result.data() + t * result_place_ + panel * panel_;
          const int64_t count = std::min(group_ * panel_vectors_, vectors - panel * panel_vectors_);
          for (int64_t m = 0; m < p_.rows; m += tile_) {
            conv_.run[std::min(tile_, p_.rows - m)]({{1, channels, panel_, &start, nullptr},
                                                     weights + m / tile_ * region_,
                                                     source,
                                                     result + m * row,
                                                     row,
                                                     nullptr,
                                                     d > 0,
                                                     at_.data(),
                                                     count});
          }
        }
      }
    }
  }

  bool transform_result(const Block& block, Scratch& scratch) const {
    const int64_t vectors = lanes_.vectors(block.rows), row = block.items * vectors * wide_;
    bool finite = true;
    for (int64_t m = 0; m < p_.rows; ++m) {
      for (int64_t i = 0; i < block.items; ++i) {
        finite &= loops_.output({scratch.result.data() + m * row + i * vectors * wide_, result_place_,
                                 p_.bias ? p_.bias[m] : 0.0f, scratch.output.data(), scratch.tiles.output});
        lanes_.scatter({block.item + i, block.first, block.rows}, scratch.output.data(), p_.result, m, p_.rows);
      }
    }
    return finite;
  }

  const Problem& p_;
  const WinogradLanes lanes_;
  const ConvLoops& conv_;
  const WinogradLoops& loops_;
  const int64_t wide_;
  int64_t tile_, tiles_, panel_vectors_, panel_, group_, depth_, depths_, block_items_, block_rows_, block_vectors_;
  int64_t region_, weight_place_, source_place_, result_place_;
  std::vector<ConvVector> at_;
  Workspace<float> weights_;
};

Problem forward_of(const ConvArgs& a) {
  return {{a.batch, a.in[1], a.in[2], a.out[1], a.out[2], a.padding[1], a.padding[2]},
          a.in_channels,
          a.out_channels,
          static_cast<const float*>(a.weight),
          a.in_channels * kWinogradTaps,
          kWinogradTaps,
          false,
          static_cast<const float*>(a.input),
          static_cast<const float*>(a.bias),
          static_cast<float*>(a.output)};
}

Problem backward_of(const ConvArgs& a) {
  return {{a.batch, a.out[1], a.out[2], a.in[1], a.in[2], 2 - a.padding[1], 2 - a.padding[2]},
          a.out_channels,
          a.in_channels,
          static_cast<const float*>(a.weight),
          kWinogradTaps,
          a.in_channels * kWinogradTaps,
          true,
          static_cast<const float*>(a.grad_output),
          nullptr,
          static_cast<float*>(a.grad_input)};
}

// Multiply-adds that the others do for a channel and row; the batch-last way leaves out taps over padding.
int64_t direct_work(const Problem& p, bool all_taps) {
  auto taps = [&](int64_t size, int64_t out, int64_t before) {
    if (all_taps) return 3 * out;
    int64_t inside = 0;
    for (int64_t k = 0; k < 3; ++k) {
      inside += std::max<int64_t>(0, std::min(out, size + before - k) - std::max<int64_t>(0, before - k));
    }
    return inside;
  };
  const WinogradPlane& s = p.plane;
  return s.batch * taps(s.height, s.out_height, s.top) * taps(s.width, s.out_width, s.left);
}

// Whether it saves an eighth of the time.
bool pays(const Problem& p, bool all_taps) {
  const WinogradLanes lanes(p.plane);
  const int64_t tiles = lanes.items() * lanes.vectors(p.plane.tile_rows()) * kernels().conv.lanes,
                kernels = p.channels * p.rows;
  return winograd_work(tiles, p.channels, p.rows) * 8 < direct_work(p, all_taps) * kernels * 7;
}

}  // namespace

bool winograd_takes(const ConvArgs& a) {
  constexpr int64_t kFewestChannels = 32, kMostFloats = 4 << 20;  // of a row of tiles
  if (a.groups != 1 || std::min(a.in_channels, a.out_channels) < kFewestChannels) return false;
  for (int d = 1; d < kSpatial; ++d) {
    const int64_t behind = a.out[d] + 2 - a.in[d] - a.padding[d];
    if (a.kernel[d] != 3 || a.stride[d] != 1 || a.dilation[d] != 1) return false;
    if (a.padding[d] > 2 || behind < 0 || behind > 2) return false;
  }
  return kWinogradPlaces * divide_up(a.out[2] + 2, 2) * (a.in_channels + a.out_channels) <= kMostFloats;
}

bool winograd_forward(const ConvArgs& args) {
  if (!winograd_takes(args)) return false;
  const Problem problem = forward_of(args);
  return pays(problem, direct_conv_fills(args) || !batch_last_takes(args)) && Winograd(problem).run();
}

bool winograd_backward_input(const ConvArgs& args) {
  if (!winograd_takes(args)) return false;
  const Problem problem = backward_of(args);
  return pays(problem, direct_conv_pays(args)) && Winograd(problem).run();
}

}  // namespace nt::cpu
