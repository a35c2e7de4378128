// Mean over windows. The divisor is divisor_override where that is not 0, else the number of elements in the window, with or
// without its padding; a window may not reach beyond the padding.
#include "cuda/pool.cuh"

namespace nt::cuda {
namespace {

struct Divisor {
  bool count_include_pad;
  int64_t divisor_override;
};

__device__ int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
__device__ int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

// A window without its padding, and what its sum is divided by.
struct Window {
  int64_t y0, y1, x0, x1, divisor;

  __device__ Window(const Pool& pool, const Divisor& how, int64_t oy, int64_t ox) {
    y0 = pool.y.start(oy);
    x0 = pool.x.start(ox);
    y1 = least(y0 + pool.y.kernel, pool.y.in + pool.y.padding);
    x1 = least(x0 + pool.x.kernel, pool.x.in + pool.x.padding);
    const int64_t padded = (y1 - y0) * (x1 - x0);
    y0 = most(y0, 0);
    x0 = most(x0, 0);
    y1 = least(y1, pool.y.in);
    x1 = least(x1, pool.x.in);
    divisor = how.divisor_override != 0 ? how.divisor_override : how.count_include_pad ? padded : (y1 - y0) * (x1 - x0);
  }
};

template <class S, class T>
__global__ void __launch_bounds__(kThreads) avg_pool2d(S* out, const S* in, Pool pool, Divisor how) {
  const int64_t number = thread_number();
  if (number >= pool.planes * pool.y.out * pool.x.out) return;
  const Place at(number, pool.y.out, pool.x.out);
  const S* plane = in + at.plane * pool.y.in * pool.x.in;
  const Window window(pool, how, at.y, at.x);
  T sum = T(0);
  for (int64_t y = window.y0; y < window.y1; ++y) {
    for (int64_t x = window.x0; x < window.x1; ++x) sum += convert<T>(plane[y * pool.x.in + x]);
  }
  const bool outside = window.y0 >= window.y1 || window.x0 >= window.x1;
  out[number] = convert<S>(outside ? T(0) : sum / static_cast<T>(window.divisor));
}

// Each input adds its share of the windows that hold it.
template <class S, class T>
__global__ void __launch_bounds__(kThreads) avg_pool2d_grad(S* grad_in, const S* grad_out, Pool pool, Divisor how) {
  const int64_t number = thread_number();
  if (number >= pool.planes * pool.y.in * pool.x.in) return;
  const Place at(number, pool.y.in, pool.x.in);
  T sum = T(0);
  for (int64_t oy = pool.y.first_window(at.y); oy < pool.y.last_window(at.y); ++oy) {
    for (int64_t ox = pool.x.first_window(at.x); ox < pool.x.last_window(at.x); ++ox) {
      const Window window(pool, how, oy, ox);
      const int64_t o = (at.plane * pool.y.out + oy) * pool.x.out + ox;
      sum += convert<T>(grad_out[o]) / static_cast<T>(window.divisor);
    }
  }
  grad_in[number] = convert<S>(sum);
}

// Windows are dense: dilation is no parameter of this op.
Pool undilated(const Pool2dArgs& args) {
  Pool pool(args);
  pool.y.dilation = pool.x.dilation = 1;
  return pool;
}

}  // namespace

void avg_pool2d_forward(const Pool2dArgs& args) {
  const Pool pool = undilated(args);
  if (pool.outputs() == 0) return;
  const Queue queue("avg_pool2d", args.device_index);
  visit_float("avg_pool2d", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(avg_pool2d<S, decltype(compute)>, ceil_div(pool.outputs(), kThreads), kThreads,
                 static_cast<S*>(args.output), static_cast<const S*>(args.input), pool,
                 Divisor{args.count_include_pad, args.divisor_override});
  });
}

void avg_pool2d_backward(const Pool2dArgs& args) {
  const Pool pool = undilated(args);
  if (pool.inputs() == 0) return;
  const Queue queue("avg_pool2d_backward", args.device_index);
  visit_float("avg_pool2d_backward", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(avg_pool2d_grad<S, decltype(compute)>, ceil_div(pool.inputs(), kThreads), kThreads,
                 static_cast<S*>(args.grad_input), static_cast<const S*>(args.grad_output), pool,
                 Divisor{args.count_include_pad, args.divisor_override});
  });
}

}  // namespace nt::cuda
