// What the pooling kernels share. One thread makes one element of the result, so that nothing is added atomically; windows
// overlap in cache. Bound by memory: input and output once.
#pragma once

#include "cuda/convert.h"
#include "cuda/kernels.h"
#include "cuda/queue.h"
#include "cuda/visit_float.h"

namespace nt::cuda {

// One direction, of what is needed to find its windows.
struct Axis {
  int64_t in, out, kernel, stride, padding, dilation;
  bool adaptive;

  Axis(const PoolArgs& a, int d)
      : in(a.in[d]),
        out(a.out[d]),
        kernel(a.kernel[d]),
        stride(a.stride[d]),
        padding(a.padding[d]),
        dilation(a.dilation[d]),
        adaptive(a.adaptive) {}

  // The first position of an output's window; it may be in the padding.
  __device__ int64_t start(int64_t o) const { return adaptive ? o * in / out : o * stride - padding; }
  // How many elements the window has, `dilation` apart.
  __device__ int64_t length(int64_t o) const {
    return adaptive ? ((o + 1) * in + out - 1) / out - o * in / out : kernel;
  }
  // The outputs whose windows may hold position i: [first, last).
  __device__ int64_t first_window(int64_t i) const {
    if (adaptive) return i * out / in;
    const int64_t reach = i + padding - (kernel - 1) * dilation;
    return reach <= 0 ? 0 : (reach + stride - 1) / stride;
  }
  __device__ int64_t last_window(int64_t i) const {
    const int64_t end = adaptive ? ((i + 1) * out + in - 1) / in : (i + padding) / stride + 1;
    return end < out ? end : out;
  }
};

struct Pool {
  int64_t planes;
  Axis z, y, x;

  explicit Pool(const PoolArgs& a) : planes(a.planes), z(a, 0), y(a, 1), x(a, 2) {}

  __host__ __device__ int64_t outputs() const { return planes * z.out * y.out * x.out; }
  __host__ __device__ int64_t inputs() const { return planes * z.in * y.in * x.in; }
  // Where an element lies in a plane, and in all of them.
  __device__ int64_t input(int64_t iz, int64_t iy, int64_t ix) const { return (iz * y.in + iy) * x.in + ix; }
  __device__ int64_t output(int64_t plane, int64_t oz, int64_t oy, int64_t ox) const {
    return ((plane * z.out + oz) * y.out + oy) * x.out + ox;
  }
};

// Where a thread's element lies in planes of `depth` by `height` by `width`.
struct Place {
  int64_t plane, z, y, x;

  __device__ Place(int64_t index, int64_t depth, int64_t height, int64_t width)
      : plane(index / (depth * height * width)),
        z(index / (height * width) % depth),
        y(index / width % height),
        x(index % width) {}
};

__device__ inline int64_t thread_number() { return int64_t{blockIdx.x} * kThreads + threadIdx.x; }

}  // namespace nt::cuda
