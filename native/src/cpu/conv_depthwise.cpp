#include "cpu/conv_depthwise.h"

#include <algorithm>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// A plane of `in` rows and columns, `top` rows and `left` columns of zeros before it, and the windows of `size` over it.
class Padded {
 public:
  Padded(const int64_t* in, const int64_t* out, int64_t size, int64_t top, int64_t left) {
    const int64_t lanes = kernels().conv.lanes;
    plane_ = {nullptr, in[1], in[2], top, left, nullptr, divide_up(out[2], lanes) * lanes + size - 1, out[1], out[2]};
    floats_ = (plane_.rows + size - 1) * plane_.pitch;
    memory_.grow(floats_ + lanes);
    std::fill_n(memory_.data(), floats_ + lanes, 0.0f);
    plane_.padded = memory_.data();
  }

  const DepthwisePlane& of(const float* from) {
    plane_.from = from;
    return plane_;
  }

 private:
  DepthwisePlane plane_;
  int64_t floats_;
  Workspace<float> memory_;
};

int64_t size_of_plane(const int64_t* sizes) { return sizes[1] * sizes[2]; }

// Results of `out` for all planes, several of one channel after the other in a thread's part.
void correlate(const ConvArgs& a, const void* source, const int64_t* in, const int64_t* out, int64_t top, int64_t left,
               bool flipped, const void* bias, void* result) {
  const int64_t size = a.kernel[1], taps = size * size, channels = a.in_channels;
  const DepthwiseLoop loop = kernels().depthwise.run[size];
  parallel_for(a.batch * channels, kGrain / (size_of_plane(out) * 2) + 1, [&](int64_t begin, int64_t end) {
    Padded padded(in, out, size, top, left);
    for (int64_t p = begin; p < end; ++p) {
      loop(padded.of(static_cast<const float*>(source) + p * size_of_plane(in)),
           static_cast<const float*>(a.weight) + p % channels * taps, flipped,
           bias ? static_cast<const float*>(bias)[p % channels] : 0.0f,
           static_cast<float*>(result) + p * size_of_plane(out));
    }
  });
}

}  // namespace

bool depthwise_takes(const ConvArgs& a) {
  if (a.groups != a.in_channels || a.groups != a.out_channels || a.groups == 1 || a.kernel[1] != a.kernel[2])
    return false;
  const int64_t size = a.kernel[1], lanes = kernels().conv.lanes;
  if (size > kMaxDepthwise || !kernels().depthwise.run[size]) return false;
  for (int d = 1; d < kSpatial; ++d) {
    // Padding that is no more than windows reach over, and the same behind.
    const bool same = a.out[d] == a.in[d] + 2 * a.padding[d] - size + 1;
    if (a.stride[d] != 1 || a.dilation[d] != 1 || a.padding[d] >= size || !same) return false;
  }
  const auto fills = [&](int64_t n) { return n * 4 >= divide_up(n, lanes) * lanes * 3; };
  return fills(a.out[2]) && fills(a.in[2]);
}

void depthwise_forward(const ConvArgs& a) {
  correlate(a, a.input, a.in, a.out, a.padding[1], a.padding[2], false, a.bias, a.output);
}

void depthwise_backward_input(const ConvArgs& a) {
  const int64_t last = a.kernel[1] - 1;
  correlate(a, a.grad_output, a.out, a.in, last - a.padding[1], last - a.padding[2], true, nullptr, a.grad_input);
}

void depthwise_backward_weights(const ConvArgs& a) {
  const int64_t size = a.kernel[1], taps = size * size, lanes = kernels().conv.lanes, channels = a.in_channels;
  const DepthwiseWeightsLoop loop = kernels().depthwise.weights[size];
  parallel_for(channels, kGrain / (a.batch * size_of_plane(a.out) * 2) + 1, [&](int64_t begin, int64_t end) {
    Padded padded(a.in, a.out, size, a.padding[1], a.padding[2]);
    const Workspace<float> sums(taps * lanes);
    for (int64_t c = begin; c < end; ++c) {
      std::fill_n(sums.data(), taps * lanes, 0.0f);
      for (int64_t n = 0; n < a.batch; ++n) {
        const int64_t p = n * channels + c;
        loop(padded.of(static_cast<const float*>(a.input) + p * size_of_plane(a.in)),
             static_cast<const float*>(a.grad_output) + p * size_of_plane(a.out), sums.data());
      }
      kernels().conv.sum_lanes(sums.data(), taps, static_cast<float*>(a.grad_weight) + c * taps);
    }
  });
}

}  // namespace nt::cpu
