// What ops over windows, statistics and grids tell a backend. Tensors are dense; up to three spatial dimensions, where
// fewer stand last and those before them have size 1, so that one kernel does 1-d, 2-d and 3-d.
#pragma once

#include <cstdint>

#include "core/dtype.h"

namespace nt {

constexpr int kSpatial = 3;

class LateGradient;

// Convolution of (batch, in_channels, in) with weight (out_channels, in_channels / groups, kernel). Padding is what stands
// before the input; what stands behind it follows from `out`.
struct ConvArgs {
  Dtype dtype;
  int64_t batch, in_channels, out_channels, groups;
  int64_t in[kSpatial], out[kSpatial], kernel[kSpatial], stride[kSpatial], padding[kSpatial], dilation[kSpatial];
  const void* input;        // null where it is not needed
  const void* weight;
  const void* bias;         // null where there is none
  void* output;             // forward
  const void* grad_output;  // backward
  void* grad_input;         // null where it is not asked for, as the next two
  void* grad_weight;
  void* grad_bias;
  int32_t device_index;
  const LateGradient* late_grad_output;  // on the CPU, in place of grad_output
};

// Pooling over `planes` blocks of size `in`. Adaptive windows reach from floor(o in / out) to ceil((o + 1) in / out);
// kernel, stride, padding and dilation then count for nothing.
struct PoolArgs {
  Dtype dtype;
  int64_t planes;
  int64_t in[kSpatial], out[kSpatial], kernel[kSpatial], stride[kSpatial], padding[kSpatial], dilation[kSpatial];
  bool adaptive;
  bool count_include_pad;
  int64_t divisor_override;  // 0: none
  const void* input;
  void* output;
  int64_t* indices;  // position of the maximum in its flattened plane; null where it is not asked for
  uint8_t* places;   // instead, where Backend::max_pool_in_places: its number in its window, row by row
  const void* grad_output;
  void* grad_input;  // every element is written
  int32_t device_index;
};

// Calls f(window, position of the window's place 0 in the flattened plane) for each window of one plane of two dimensions.
template <class F>
void for_each_window(const PoolArgs& args, F&& f) {
  int64_t window = 0;
  for (int64_t r = 0; r < args.out[1]; ++r) {
    const int64_t row = (r * args.stride[1] - args.padding[1]) * args.in[2] - args.padding[2];
    for (int64_t c = 0; c < args.out[2]; ++c) f(window++, row + c * args.stride[2]);
  }
}

// From PoolArgs::places to PoolArgs::indices.
inline void places_to_indices(const PoolArgs& args, const uint8_t* places, int64_t* indices) {
  for (int64_t p = 0; p < args.planes; ++p, places += args.out[1] * args.out[2], indices += args.out[1] * args.out[2]) {
    for_each_window(args, [&](int64_t window, int64_t first) {
      const int64_t y = places[window] / args.kernel[2], x = places[window] % args.kernel[2];
      indices[window] = first + y * args.dilation[1] * args.in[2] + x * args.dilation[2];
    });
  }
}

// y = (x - mean) rstd weight + bias, with mean and rstd = 1 / sqrt(var + eps) over each of `groups` groups. Group g begins
// at element g * group_stride and has `segments` runs of `length` elements, segment_stride apart.
// Weight and bias have one number for each element of a group (`per_element`), or one for each run: number
// (g % affine_groups) * affine_segments + (s % affine_segments) for run s of group g.
struct NormArgs {
  Dtype dtype;
  int64_t groups, group_stride, segments, segment_stride, length;
  bool per_element;
  int64_t affine_groups, affine_segments;
  double eps;
  const void* input;
  const void* weight;  // null where there is none, as bias
  const void* bias;
  void* output;        // forward
  void* mean;          // one for each group; the forward writes them unless they are `given`
  void* rstd;
  void* var;           // forward: the variance without eps; null where it is not asked for
  bool given;          // statistics are constants
  const void* grad_output;  // backward
  void* grad_input;
  void* grad_weight;
  void* grad_bias;
  int32_t device_index;
};

// output[a, o, c] = sum over k of weights[o * taps + k] * input[a, positions[o * taps + k], c] over (outer, in, inner), or,
// where `transposed`, its transpose: output[a, positions[o * taps + k], c] += ... input[a, o, c]. A null `weights` copies.
struct ResampleArgs {
  Dtype dtype;
  int64_t outer, in, out, inner, taps;
  bool transposed;
  const int64_t* positions;  // in host memory, as the weights
  const double* weights;
  const void* input;
  void* output;
  int32_t device_index;
};

// Sampling (batch, channels, in) at grid (batch, out, rank), whose last dimension names coordinates from the last
// dimension to the first, -1 to 1 over the input.
struct GridSampleArgs {
  enum class Mode : int32_t { bilinear = 0, nearest = 1, bicubic = 2 };
  enum class Padding : int32_t { zeros = 0, border = 1, reflection = 2 };
  Dtype dtype;
  int rank;  // 2 or 3
  int64_t batch, channels;
  int64_t in[kSpatial], points;  // points: places to sample, for each of the batch
  Mode mode;
  Padding padding;
  bool align_corners;
  const void* input;
  const void* grid;
  void* output;             // forward
  const void* grad_output;  // backward
  void* grad_input;         // null where it is not asked for
  void* grad_grid;
  int32_t device_index;
};

}  // namespace nt
