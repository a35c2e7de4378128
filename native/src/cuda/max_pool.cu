// Maximum over windows. NaN wins, then the first maximum, as in PyTorch.
#include "cuda/pool.cuh"

namespace nt::cuda {
namespace {

template <class S, class T>
__global__ void __launch_bounds__(kThreads) max_pool(S* out, int64_t* indices, const S* in, Pool pool) {
  const int64_t number = thread_number();
  if (number >= pool.outputs()) return;
  const Place at(number, pool.z.out, pool.y.out, pool.x.out);
  const S* plane = in + at.plane * pool.input(pool.z.in, 0, 0);
  T best = T(0);
  int64_t where = -1;
  for (int64_t kz = 0; kz < pool.z.length(at.z); ++kz) {
    const int64_t z = pool.z.start(at.z) + kz * pool.z.dilation;
    if (z < 0 || z >= pool.z.in) continue;
    for (int64_t ky = 0; ky < pool.y.length(at.y); ++ky) {
      const int64_t y = pool.y.start(at.y) + ky * pool.y.dilation;
      if (y < 0 || y >= pool.y.in) continue;
      for (int64_t kx = 0; kx < pool.x.length(at.x); ++kx) {
        const int64_t x = pool.x.start(at.x) + kx * pool.x.dilation;
        if (x < 0 || x >= pool.x.in) continue;
        const T value = convert<T>(plane[pool.input(z, y, x)]);
        if (where < 0 || value > best || value != value) {
          best = value;
          where = pool.input(z, y, x);
        }
      }
    }
  }
  out[number] = convert<S>(best);
  if (indices) indices[number] = where;
}

// Each input looks up the windows that may have chosen it.
template <class S, class T>
__global__ void __launch_bounds__(kThreads)
    max_pool_grad(S* grad_in, const S* grad_out, const int64_t* indices, Pool pool) {
  const int64_t number = thread_number();
  if (number >= pool.inputs()) return;
  const Place at(number, pool.z.in, pool.y.in, pool.x.in);
  const int64_t mine = pool.input(at.z, at.y, at.x);
  T sum = T(0);
  for (int64_t oz = pool.z.first_window(at.z); oz < pool.z.last_window(at.z); ++oz) {
    for (int64_t oy = pool.y.first_window(at.y); oy < pool.y.last_window(at.y); ++oy) {
      for (int64_t ox = pool.x.first_window(at.x); ox < pool.x.last_window(at.x); ++ox) {
        const int64_t o = pool.output(at.plane, oz, oy, ox);
        if (indices[o] == mine) sum += convert<T>(grad_out[o]);
      }
    }
  }
  grad_in[number] = convert<S>(sum);
}

}  // namespace

void max_pool_forward(const PoolArgs& args) {
  const Pool pool(args);
  if (pool.outputs() == 0) return;
  const Queue queue("max_pool", args.device_index);
  visit_float("max_pool", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(max_pool<S, decltype(compute)>, ceil_div(pool.outputs(), kThreads), kThreads,
                 static_cast<S*>(args.output), args.indices, static_cast<const S*>(args.input), pool);
  });
}

void max_pool_backward(const PoolArgs& args) {
  const Pool pool(args);
  if (pool.inputs() == 0) return;
  NT_CHECK(args.indices, Code::internal, "[max_pool_backward] the forward's indices were not saved");
  const Queue queue("max_pool_backward", args.device_index);
  visit_float("max_pool_backward", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(max_pool_grad<S, decltype(compute)>, ceil_div(pool.inputs(), kThreads), kThreads,
                 static_cast<S*>(args.grad_input), static_cast<const S*>(args.grad_output), args.indices, pool);
  });
}

}  // namespace nt::cuda
