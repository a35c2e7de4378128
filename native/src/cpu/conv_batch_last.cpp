#include "cpu/conv_batch_last.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cpu/kernels/conv.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Which places of the source one place of the result takes, and by which taps, in one direction.
struct Taken {
  int64_t place, tap;
};
using Axis = std::vector<std::vector<Taken>>;

Axis forward_axis(const ConvArgs& a, int d) {
  Axis axis(static_cast<size_t>(a.out[d]));
  for (int64_t o = 0; o < a.out[d]; ++o) {
    for (int64_t k = 0; k < a.kernel[d]; ++k) {
      const int64_t i = o * a.stride[d] - a.padding[d] + k * a.dilation[d];
      if (i >= 0 && i < a.in[d]) axis[static_cast<size_t>(o)].push_back({i, k});
    }
  }
  return axis;
}

Axis backward_axis(const ConvArgs& a, int d) {
  Axis axis(static_cast<size_t>(a.in[d]));
  for (int64_t o = 0; o < a.out[d]; ++o) {
    for (int64_t k = 0; k < a.kernel[d]; ++k) {
      const int64_t i = o * a.stride[d] - a.padding[d] + k * a.dilation[d];
      if (i >= 0 && i < a.in[d]) axis[static_cast<size_t>(i)].push_back({o, k});
    }
  }
  return axis;
}

// result[n][m][place] = bias[m] + sum over the taps of place, and over c, of weights[m][c][tap] * source[n][c][taken].
struct Problem {
  int64_t batch, groups, channels, rows, kernel_y, kernel_x, source_width, source_places;
  Axis y, x;
  const float *weights, *source, *bias;
  int64_t weight_group, weight_row, weight_channel;
  float* result;

  int64_t places() const { return static_cast<int64_t>(y.size() * x.size()); }
};

class BatchLast {
 public:
  explicit BatchLast(const Problem& p) : p_(p), loops_(kernels().conv), taps_(p.kernel_y * p.kernel_x) {
    tile_ = divide_up(p.rows, divide_up(p.rows, loops_.most_rows));
    const int64_t vectors = divide_up(p.batch, loops_.lanes * max_threads());
    vectors_ = std::min<int64_t>(loops_.tile[tile_], vectors);
    images_ = vectors_ * loops_.lanes;
    for (int64_t v = 0; v < vectors_; ++v) at_.push_back({v * loops_.lanes, v * loops_.lanes, loops_.lanes});
    pack_weights();
  }

  void run() const {
    const int64_t blocks = divide_up(p_.batch, images_);
    parallel_for(blocks * p_.groups, 1, [&](int64_t begin, int64_t end) {
      const int64_t source = p_.channels * p_.source_places * images_;
      Workspace<float> scratch(source + p_.rows * p_.places() * images_);
      for (int64_t u = begin; u < end; ++u) {
        const int64_t image = u / p_.groups * images_, group = u % p_.groups;
        const int64_t count = std::min(images_, p_.batch - image);
        turn_source(image, count, group, scratch.data());
        multiply(group, scratch.data(), scratch.data() + source);
        turn_result(image, count, group, scratch.data() + source);
      }
    });
  }

 private:
  // [group][tile][tap][channel][row].
  void pack_weights() {
    std::vector<int64_t> taps;
    for (int64_t t = 0; t < taps_; ++t) taps.push_back(t);
    weights_.grow(p_.groups * p_.rows * p_.channels * taps_);
    for (int64_t g = 0; g < p_.groups; ++g) {
      for (int64_t m = 0; m < p_.rows; m += tile_) {
        loops_.pack_weights({p_.weights + g * p_.weight_group + m * p_.weight_row, std::min(tile_, p_.rows - m),
                             p_.weight_row, p_.channels, p_.weight_channel, taps_, 1, taps.data(),
                             weights_.data() + (g * p_.rows + m) * p_.channels * taps_});
      }
    }
  }

  // To (place, channel, image): what a tap takes is one run.
  void turn_source(int64_t image, int64_t count, int64_t group, float* to) const {
    const int64_t size = p_.channels * p_.source_places;
    for (int64_t i = 0; i < images_; i += loops_.lanes) {
      if (i >= count) {
        // Lanes of no image: zeros, so that nothing denormal slows the others.
        for (int64_t k = 0; k < size; ++k) std::fill_n(to + k * images_ + i, loops_.lanes, 0.0f);
        continue;
      }
      loops_.transpose({p_.source + ((image + i) * p_.groups + group) * size,
                        std::min<int64_t>(loops_.lanes, count - i), p_.groups * size, p_.channels, p_.source_places,
                        to + i, images_, p_.channels * images_});
    }
  }

  void multiply(int64_t group, const float* source, float* result) const {
    const int64_t run = p_.channels * images_, places = p_.places();
    std::vector<int64_t> from, weights;
    int64_t place = 0;
    for (const auto& ys : p_.y) {
      for (const auto& xs : p_.x) {
        from.clear();
        for (const Taken& y : ys) {
          for (const Taken& x : xs) from.push_back((y.place * p_.source_width + x.place) * run);
        }
        for (int64_t m = 0; m < p_.rows; m += tile_) {
          const int64_t rows = std::min(tile_, p_.rows - m);
          weights.clear();
          for (const Taken& y : ys) {
            for (const Taken& x : xs) weights.push_back((y.tap * p_.kernel_x + x.tap) * p_.channels * rows);
          }
          loops_.run[rows]({{static_cast<int64_t>(from.size()), p_.channels, images_, from.data(), weights.data()},
                            weights_.data() + (group * p_.rows + m) * p_.channels * taps_,
                            source,
                            result + (m * places + place) * images_,
                            places * images_,
                            p_.bias ? p_.bias + group * p_.rows + m : nullptr,
                            false,
                            at_.data(),
                            vectors_});
        }
        ++place;
      }
    }
  }

  // From (row, place, image).
  void turn_result(int64_t image, int64_t count, int64_t group, const float* from) const {
    const int64_t size = p_.rows * p_.places(), lanes = loops_.lanes;
    for (int64_t i = 0; i < count; i += lanes) {
      float* to = p_.result + ((image + i) * p_.groups + group) * size;
      for (int64_t k = 0; k < size; k += lanes) {
        // The last block begins earlier, for a vector is written whole.
        const int64_t at = std::min(k, size - lanes);
        loops_.transpose(
            {from + at * images_ + i, lanes, images_, 1, std::min(lanes, count - i), to + at, 0, p_.groups * size});
      }
    }
  }

  const Problem& p_;
  const ConvLoops& loops_;
  int64_t taps_, tile_, vectors_, images_;
  std::vector<ConvVector> at_;
  Workspace<float> weights_;
};

// `row` and `channel` are how many kernels two rows and two channels of the weight lie apart.
Problem problem_of(const ConvArgs& a, const int64_t* source_size, int64_t channels, int64_t rows, Axis y, Axis x,
                   const void* source, const void* bias, int64_t row, int64_t channel, void* result) {
  const int64_t taps = a.kernel[1] * a.kernel[2];
  return {a.batch,
          a.groups,
          channels,
          rows,
          a.kernel[1],
          a.kernel[2],
          source_size[2],
          source_size[1] * source_size[2],
          std::move(y),
          std::move(x),
          static_cast<const float*>(a.weight),
          static_cast<const float*>(source),
          static_cast<const float*>(bias),
          rows * channels * taps,
          row * taps,
          channel * taps,
          static_cast<float*>(result)};
}

}  // namespace

bool batch_last_takes(const ConvArgs& a) {
  constexpr int64_t kMost = 1 << 18;  // floats of a block of images
  const int64_t lanes = kernels().conv.lanes, in = a.in_channels / a.groups * a.in[1] * a.in[2],
                out = a.out_channels / a.groups * a.out[1] * a.out[2];
  return a.batch >= lanes && std::min(in, out) >= lanes && (in + out) * 2 * lanes <= kMost;
}

void batch_last_forward(const ConvArgs& a) {
  const int64_t channels = a.in_channels / a.groups, rows = a.out_channels / a.groups;
  BatchLast(problem_of(a, a.in, channels, rows, forward_axis(a, 1), forward_axis(a, 2), a.input, a.bias, channels, 1, a.output))
      .run();
}

void batch_last_backward_input(const ConvArgs& a) {
  const int64_t channels = a.out_channels / a.groups, rows = a.in_channels / a.groups;
  BatchLast(problem_of(a, a.out, channels, rows, backward_axis(a, 1), backward_axis(a, 2), a.grad_output, nullptr, 1, rows,
                       a.grad_input))
      .run();
}

}  // namespace nt::cpu
