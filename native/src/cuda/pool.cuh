// What the pooling kernels share. One thread makes one element of the result, so that nothing is added atomically; windows
// overlap in cache. Bound by memory: input and output once.
#pragma once

#include "cuda/convert.h"
#include "cuda/kernels.h"
#include "cuda/queue.h"
#include "cuda/visit_float.h"

namespace nt::cuda {

// Windows [first, last) along one axis, of what is needed to find them.
struct Axis {
  int64_t in, out, kernel, stride, padding, dilation;

  // The first position of an output's window; it may be in the padding.
  __device__ int64_t start(int64_t o) const { return o * stride - padding; }
  // The outputs whose windows may hold position i: [first, last).
  __device__ int64_t first_window(int64_t i) const {
    const int64_t reach = i + padding - (kernel - 1) * dilation;
    return reach <= 0 ? 0 : (reach + stride - 1) / stride;
  }
  __device__ int64_t last_window(int64_t i) const {
    const int64_t end = (i + padding) / stride + 1;
    return end < out ? end : out;
  }
};

struct Pool {
  int64_t planes;
  Axis y, x;

  explicit Pool(const Pool2dArgs& a)
      : planes(a.planes),
        y{a.in[0], a.out[0], a.kernel[0], a.stride[0], a.padding[0], a.dilation[0]},
        x{a.in[1], a.out[1], a.kernel[1], a.stride[1], a.padding[1], a.dilation[1]} {}

  int64_t outputs() const { return planes * y.out * x.out; }
  int64_t inputs() const { return planes * y.in * x.in; }
};

// Where a thread's element lies in planes of `height` by `width`.
struct Place {
  int64_t plane, y, x;

  __device__ Place(int64_t index, int64_t height, int64_t width)
      : plane(index / (height * width)), y(index / width % height), x(index % width) {}
};

__device__ inline int64_t thread_number() { return int64_t{blockIdx.x} * kThreads + threadIdx.x; }

}  // namespace nt::cuda
