// Softmax and log-softmax over the middle of (outer, size, inner), and their derivatives. Bound by memory: the input is read
// twice (the second time mostly from L2) and the result written once, 12 bytes an element of float32.
#include "cuda/convert.h"
#include "cuda/kernels.h"
#include "cuda/queue.h"
#include "cuda/visit_float.h"
#include "functors/math.h"

namespace nt::cuda {
namespace {

// blockDim: (inner, threads of a run, outer). Neighbouring threads read neighbours whether inner is 1 or not.
struct Shape {
  int64_t outer, size, inner;
  bool log;

  // The first element of this thread's run, or -1 beyond the end.
  __device__ int64_t run() const {
    const int64_t per_row = (inner + blockDim.x - 1) / blockDim.x;
    const int64_t o = blockIdx.x / per_row * blockDim.z + threadIdx.z;
    const int64_t i = blockIdx.x % per_row * blockDim.x + threadIdx.x;
    return o < outer && i < inner ? o * size * inner + i : -1;
  }
};

// The largest x so far and the sum of e^(x - largest). -inf adds nothing; +inf and NaN make the sum NaN, as in PyTorch.
template <class T>
struct Partition {
  T largest, sum;

  __device__ static Partition nothing() { return {-static_cast<T>(__builtin_huge_val()), T(0)}; }
  __device__ static T scaled(T sum, T from, T to) { return sum == T(0) ? T(0) : sum * m::exp(from - to); }
  __device__ void add(T x) {
    if (x == nothing().largest) return;
    const T top = x > largest ? x : largest;
    sum = scaled(sum, largest, top) + m::exp(x - top);
    largest = top;
  }
  __device__ static Partition merge(Partition a, Partition b) {
    const T top = a.largest > b.largest ? a.largest : b.largest;
    return {top, scaled(a.sum, a.largest, top) + scaled(b.sum, b.largest, top)};
  }
};

template <class T>
struct Sum {
  T sum;
  __device__ static Sum merge(Sum a, Sum b) { return {a.sum + b.sum}; }
};

// Merges the values of a run's threads; all of them get the result.
template <class Value>
__device__ Value merge_run(Value value) {
  __shared__ Value shared[kThreads];
  const int width = blockDim.x;
  Value* run = shared + threadIdx.z * blockDim.y * width + threadIdx.x;
  run[threadIdx.y * width] = value;
  for (int half = blockDim.y / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.y < half)
      run[threadIdx.y * width] = Value::merge(run[threadIdx.y * width], run[(threadIdx.y + half) * width]);
  }
  __syncthreads();
  return run[0];
}

template <class S, class T>
__global__ void __launch_bounds__(kThreads) softmax(S* result, const S* input, Shape shape) {
  const int64_t start = shape.run();
  Partition<T> part = Partition<T>::nothing();
  if (start >= 0) {
    for (int64_t j = threadIdx.y; j < shape.size; j += blockDim.y) part.add(convert<T>(input[start + j * shape.inner]));
  }
  part = merge_run(part);
  if (start < 0) return;
  const T log_sum = shape.log ? m::log(part.sum) : T(0);
  const T factor = T(1) / part.sum;
  for (int64_t j = threadIdx.y; j < shape.size; j += blockDim.y) {
    const int64_t at = start + j * shape.inner;
    const T x = convert<T>(input[at]) - part.largest;
    result[at] = convert<S>(shape.log ? x - log_sum : m::exp(x) * factor);
  }
}

// y (g - sum(g y)); of the logarithm: g - e^y sum(g).
template <class S, class T>
__global__ void __launch_bounds__(kThreads) softmax_grad(S* result, const S* output, const S* grad, Shape shape) {
  const int64_t start = shape.run();
  Sum<T> total{T(0)};
  if (start >= 0) {
    for (int64_t j = threadIdx.y; j < shape.size; j += blockDim.y) {
      const int64_t at = start + j * shape.inner;
      const T g = convert<T>(grad[at]);
      total.sum += shape.log ? g : g * convert<T>(output[at]);
    }
  }
  total = merge_run(total);
  if (start < 0) return;
  for (int64_t j = threadIdx.y; j < shape.size; j += blockDim.y) {
    const int64_t at = start + j * shape.inner;
    const T g = convert<T>(grad[at]), y = convert<T>(output[at]);
    result[at] = convert<S>(shape.log ? g - m::exp(y) * total.sum : y * (g - total.sum));
  }
}

int64_t power_of_two_from(int64_t n, int64_t limit) {
  int64_t power = 1;
  while (power < n && power < limit) power *= 2;
  return power;
}

struct Launch {
  Shape shape;
  dim3 threads;
  int64_t blocks;

  explicit Launch(const SoftmaxArgs& args) : shape{args.outer, args.size, args.inner, args.log} {
    const int64_t x = power_of_two_from(args.inner, 32);
    const int64_t y = power_of_two_from(ceil_div(args.size, 4), kThreads / x);
    const int64_t z = power_of_two_from(args.outer, std::min<int64_t>(kThreads / (x * y), 64));
    threads = dim3(static_cast<unsigned>(x), static_cast<unsigned>(y), static_cast<unsigned>(z));
    blocks = ceil_div(args.inner, x) * ceil_div(args.outer, z);
  }
};

bool is_empty(const SoftmaxArgs& args) { return args.outer == 0 || args.size == 0 || args.inner == 0; }

}  // namespace

void softmax_forward(const SoftmaxArgs& args) {
  if (is_empty(args)) return;
  const Queue queue("softmax", args.device_index);
  const Launch at(args);
  visit_float("softmax", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(softmax<S, decltype(compute)>, at.blocks, at.threads, static_cast<S*>(args.result),
                 static_cast<const S*>(args.input), at.shape);
  });
}

void softmax_backward(const SoftmaxArgs& args) {
  if (is_empty(args)) return;
  const Queue queue("softmax_backward", args.device_index);
  const Launch at(args);
  visit_float("softmax_backward", args.dtype, [&](auto storage, auto compute) {
    using S = decltype(storage);
    queue.launch(softmax_grad<S, decltype(compute)>, at.blocks, at.threads, static_cast<S*>(args.result),
                 static_cast<const S*>(args.output), static_cast<const S*>(args.grad_output), at.shape);
  });
}

}  // namespace nt::cuda
