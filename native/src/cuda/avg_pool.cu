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

// A window's part along one direction without its padding, and how many elements it has with it.
struct Span {
  int64_t begin, end, padded;

  __device__ Span(const Axis& axis, int64_t o) {
    const int64_t start = axis.start(o), last = least(start + axis.length(o), axis.in + axis.padding);
    begin = most(start, 0);
    end = least(last, axis.in);
    padded = last - start;
  }
  __device__ int64_t inside() const { return end - begin; }
};

struct Window {
  Span z, y, x;

  __device__ Window(const Pool& pool, int64_t oz, int64_t oy, int64_t ox) : z(pool.z, oz), y(pool.y, oy), x(pool.x, ox) {}

  // 0 where the window lies in the padding alone.
  __device__ int64_t divisor(const Divisor& how) const {
    if (z.inside() <= 0 || y.inside() <= 0 || x.inside() <= 0) return 0;
    if (how.divisor_override != 0) return how.divisor_override;
    return how.count_include_pad ? z.padded * y.padded * x.padded : z.inside() * y.inside() * x.inside();
  }
};

template <class S, class T>
__global__ void __launch_bounds__(kThreads) avg_pool(S* out, const S* in, Pool pool, Divisor how) {
  const int64_t number = thread_number();
  if (number >= pool.outputs()) return;
  const Place at(number, pool.z.out, pool.y.out, pool.x.out);
  const S* plane = in + at.plane * pool.input(pool.z.in, 0, 0);
  const Window window(pool, at.z, at.y, at.x);
  const int64_t divisor = window.divisor(how);
  T sum = T(0);
  for (int64_t z = window.z.begin; z < window.z.end; ++z) {
    for (int64_t y = window.y.begin; y < window.y.end; ++y) {
      for (int64_t x = window.x.begin; x < window.x.end; ++x) sum += convert<T>(plane[pool.input(z, y, x)]);
    }
  }
  out[number] = convert<S>(divisor == 0 ? T(0) : sum / static_cast<T>(divisor));
}

// Each input adds its share of the windows that hold it.
template <class S, class T>
__global__ void __launch_bounds__(kThreads) avg_pool_grad(S* grad_in, const S* grad_out, Pool pool, Divisor how) {
  const int64_t number = thread_number();
  if (number >= pool.inputs()) return;
  const Place at(number, pool.z.in, pool.y.in, pool.x.in);
  T sum = T(0);
  for (int64_t oz = pool.z.first_window(at.z); oz < pool.z.last_window(at.z); ++oz) {
    for (int64_t oy = pool.y.first_window(at.y); oy < pool.y.last_window(at.y); ++oy) {
      for (int64_t ox = pool.x.first_window(at.x); ox < pool.x.last_window(at.x); ++ox) {
        const int64_t divisor = Window(pool, oz, oy, ox).divisor(how);
        sum += convert<T>(grad_out[pool.output(at.plane, oz, oy, ox)]) / static_cast<T>(divisor);
      }
    }
  }
  grad_in[number] = convert<S>(sum);
}

// Windows are dense: dilation is no parameter of this op.
Pool undilated(const PoolArgs& args) {
  Pool pool(args);
  pool.z.dilation = pool.y.dilation = pool.x.dilation = 1;
  return pool;
}

}  // namespace

void avg_pool_forward(const PoolArgs& args) {
  const Pool pool = undilated(args);
  if (pool.outputs() == 0) return;
  const Queue queue("avg_pool", args.device_index);
  visit_float("avg_pool", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(avg_pool<S, decltype(compute)>, ceil_div(pool.outputs(), kThreads), kThreads,
                 static_cast<S*>(args.output), static_cast<const S*>(args.input), pool,
                 Divisor{args.count_include_pad, args.divisor_override});
  });
}

void avg_pool_backward(const PoolArgs& args) {
  const Pool pool = undilated(args);
  if (pool.inputs() == 0) return;
  const Queue queue("avg_pool_backward", args.device_index);
  visit_float("avg_pool_backward", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(avg_pool_grad<S, decltype(compute)>, ceil_div(pool.inputs(), kThreads), kThreads,
                 static_cast<S*>(args.grad_input), static_cast<const S*>(args.grad_output), pool,
                 Divisor{args.count_include_pad, args.divisor_override});
  });
}

}  // namespace nt::cuda
