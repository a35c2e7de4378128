// The gradient for convolution's weights where planes are small and images many: input and gradient are turned to (channel, place,
// image), zeros around the input; then an output row with all images is one run for every tap, and nothing is packed for each.
#include <algorithm>
#include <vector>

#include "cpu/conv_dots.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kMost = 128 << 10;  // floats of a block of images, which stay in the second cache

class BatchLastWeights {
 public:
  explicit BatchLastWeights(const ConvArgs& a) : a_(a), s_(a), loops_(kernels().conv), rows_(s_.channels * s_.taps) {
    for (int d = 0; d < 2; ++d) {
      // Rows and columns that some tap reads.
      const int64_t reach = (a.out[d + 1] - 1) * a.stride[d + 1] + (a.kernel[d + 1] - 1) * a.dilation[d + 1] + 1;
      size_[d] = std::max(reach, a.in[d + 1] + a.padding[d + 1]);
    }
    tile_ = dots_tile(loops_, s_.outputs, rows_);
  }

  static int64_t floats(const ConvArgs& a, int64_t lanes) {
    const BatchLastWeights sizes(a);
    return (sizes.source_size() + sizes.s_.outputs * sizes.s_.places) * lanes;
  }

  void run() {
    const int64_t blocks = divide_up(a_.batch, loops_.lanes);
    sum_passes(a_, blocks, [&](int64_t g, int64_t begin, int64_t end, float* weights, float* bias) {
      part(g, begin, end, weights, bias);
    });
  }

 private:
  int64_t source_size() const { return s_.channels * size_[0] * size_[1]; }

  // Blocks [begin, end) of a group.
  void part(int64_t g, int64_t begin, int64_t end, float* weights, float* bias) const {
    const int64_t lanes = loops_.lanes, sums = s_.outputs * rows_ * lanes, source = source_size() * lanes;
    const Workspace<float> scratch(sums + source + s_.outputs * s_.places * lanes);
    float* x = scratch.data() + sums;
    float* grad = x + source;
    std::fill_n(scratch.data(), sums + source, 0.0f);
    std::vector<double> totals(static_cast<size_t>(s_.outputs));
    for (int64_t image = begin * lanes; image < std::min(a_.batch, end * lanes); image += lanes) {
      turn(static_cast<const float*>(a_.grad_output), image, g, s_.outputs, a_.out, a_.out[2] * lanes,
           s_.places * lanes, grad);
      for (int64_t m = 0; m < s_.outputs; ++m) {
        totals[static_cast<size_t>(m)] +=
            static_cast<double>(loops_.sum(grad + m * s_.places * lanes, s_.places * lanes));
      }
      turn(static_cast<const float*>(a_.input), image, g, s_.channels, a_.in, size_[1] * lanes,
           size_[0] * size_[1] * lanes, x + (a_.padding[1] * size_[1] + a_.padding[2]) * lanes);
      multiply(x, grad, scratch.data());
    }
    sum_lanes(loops_, tile_, s_.outputs, rows_, scratch.data(), nullptr, weights);
    if (bias) std::copy(totals.begin(), totals.end(), bias);
  }

  // A lane for each image; lanes without one are zero.
  void turn(const float* from, int64_t image, int64_t g, int64_t channels, const int64_t (&size)[kSpatial],
            int64_t to_row, int64_t to_channel, float* to) const {
    const int64_t plane = size[1] * size[2], whole = channels * a_.groups * plane;
    from += image * whole + g * channels * plane;
    for (int64_t c = 0; c < channels; ++c) {
      loops_.transpose({from + c * plane, std::min<int64_t>(loops_.lanes, a_.batch - image), whole, size[1], size[2],
                        to + c * to_channel, to_row, loops_.lanes});
    }
  }

  void multiply(const float* x, const float* grad, float* sums) const {
    const int64_t lanes = loops_.lanes, columns = a_.out[2];
    int64_t place[kMaxConvDots];
    std::vector<ConvDotsRun> runs;
    for (int64_t y = 0; y < a_.out[1]; ++y) runs.push_back({y * columns * lanes, y * a_.stride[1] * size_[1] * lanes});
    ConvDots d{nullptr, s_.places * lanes, x, place, runs.data(), a_.out[1], columns, lanes, nullptr};
    for (int64_t m = 0; m < s_.outputs; m += tile_.m) {
      const int64_t ms = std::min(tile_.m, s_.outputs - m);
      d.grad = grad + m * s_.places * lanes;
      for (int64_t k = 0; k < rows_; k += tile_.k) {
        const int64_t ks = std::min(tile_.k, rows_ - k);
        for (int64_t i = 0; i < ks; ++i) place[i] = place_of(k + i) * lanes;
        d.sums = sums + (m * rows_ + k * ms) * lanes;
        loops_.dots[ms][ks](d);
      }
    }
  }

  // Where weight k's places begin.
  int64_t place_of(int64_t k) const {
    const int64_t c = k / s_.taps, tap = k % s_.taps, i = tap / a_.kernel[2], j = tap % a_.kernel[2];
    return (c * size_[0] + i * a_.dilation[1]) * size_[1] + j * a_.dilation[2];
  }

  const ConvArgs& a_;
  const GroupSizes s_;
  const ConvLoops& loops_;
  const int64_t rows_;
  int64_t size_[2];  // of a plane with its border
  DotsTile tile_;
};

}  // namespace

bool batch_last_weights_pay(const ConvArgs& a) {
  const int64_t lanes = kernels().conv.lanes;
  const bool runs = a.stride[2] == 1 && a.out[2] < lanes && a.out[2] > 1;
  return runs && a.batch >= lanes && BatchLastWeights::floats(a, lanes) <= kMost;
}

void conv_weights_batch_last(const ConvArgs& args) { BatchLastWeights(args).run(); }

}  // namespace nt::cpu
