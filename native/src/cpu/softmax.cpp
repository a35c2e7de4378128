#include "cpu/network.h"

#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

// Calls f(offset in bytes, scratch of 3 rows) for each row; rows whose elements lie apart are gathered first.
template <class T, class F>
void for_each_line(const SoftmaxArgs& args, F&& f) {
  const int64_t lines = args.outer * args.inner;
  parallel_for(lines, std::max<int64_t>(1, kGrain / std::max<int64_t>(args.size, 1)), [&](int64_t begin, int64_t end) {
    for (int64_t line = begin; line < end; ++line) f(line / args.inner * args.size * args.inner + line % args.inner);
  });
}

template <class T>
void gather(T* to, const T* from, const SoftmaxArgs& args) {
  for (int64_t i = 0; i < args.size; ++i) to[i] = from[i * args.inner];
}
template <class T>
void scatter(T* to, const T* from, const SoftmaxArgs& args) {
  for (int64_t i = 0; i < args.size; ++i) to[i * args.inner] = from[i];
}

template <class T>
void forward(const SoftmaxArgs& args) {
  const auto loop = kernels().softmax[static_cast<int>(DtypeOf<T>::value)].forward;
  const T* x = static_cast<const T*>(args.input);
  T* y = static_cast<T*>(args.result);
  for_each_line<T>(args, [&](int64_t at) {
    if (args.inner == 1) return loop(x + at, y + at, args.size, args.log);
    thread_local std::vector<T> in, out;
    in.resize(static_cast<size_t>(args.size));
    out.resize(static_cast<size_t>(args.size));
    gather(in.data(), x + at, args);
    loop(in.data(), out.data(), args.size, args.log);
    scatter(y + at, out.data(), args);
  });
}

template <class T>
void backward(const SoftmaxArgs& args) {
  const auto loop = kernels().softmax[static_cast<int>(DtypeOf<T>::value)].backward;
  const T* g = static_cast<const T*>(args.grad_output);
  const T* y = static_cast<const T*>(args.output);
  T* r = static_cast<T*>(args.result);
  for_each_line<T>(args, [&](int64_t at) {
    if (args.inner == 1) return loop(g + at, y + at, r + at, args.size, args.log);
    thread_local std::vector<T> grad, out, result;
    for (auto* v : {&grad, &out, &result}) v->resize(static_cast<size_t>(args.size));
    gather(grad.data(), g + at, args);
    gather(out.data(), y + at, args);
    loop(grad.data(), out.data(), result.data(), args.size, args.log);
    scatter(r + at, result.data(), args);
  });
}

}  // namespace

void softmax_forward(const SoftmaxArgs& args) {
  args.dtype == Dtype::float64 ? forward<double>(args) : forward<float>(args);
}

void softmax_backward(const SoftmaxArgs& args) {
  args.dtype == Dtype::float64 ? backward<double>(args) : backward<float>(args);
}

}  // namespace nt::cpu
