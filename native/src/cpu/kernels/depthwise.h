// What the loops of depthwise convolution (one channel a group, stride 1) are told. The source plane stands in `padded`, with
// zeros around it: row y + ky of `pitch` numbers is what kernel row ky takes for output row y.
#pragma once

#include <cstdint>

namespace nt::cpu {

struct DepthwisePlane {
  const float* from;
  int64_t height, width;  // of `from`
  int64_t top, left;      // where it begins in `padded`
  float* padded;
  int64_t pitch;
  int64_t rows, columns;  // of the output
};

constexpr int kMaxDepthwise = 5;  // kernel size

// result[y][x] = bias + sum over ky, kx of weights[ky * size + kx] * padded[y + ky][x + kx]. `flipped`: weights from the last one on.
using DepthwiseLoop = void (*)(const DepthwisePlane& plane, const float* weights, bool flipped, float bias,
                               float* result);
// sums[ky * size + kx] += dot(grad, padded moved by ky, kx), as vectors of partial sums.
using DepthwiseWeightsLoop = void (*)(const DepthwisePlane& plane, const float* grad, float* sums);

struct DepthwiseLoops {
  DepthwiseLoop run[kMaxDepthwise + 1] = {};  // by size; null: none
  DepthwiseWeightsLoop weights[kMaxDepthwise + 1] = {};
};

}  // namespace nt::cpu
