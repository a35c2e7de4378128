#include "cpu/kernels/fill.h"
#include "functors/math.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kLanes = 16;

// f over all i in lanes that vectors fill, which `join` brings together.
template <class T, class F, class J>
NT_HD T fold(int64_t n, T start, F&& f, J&& join) {
  T lanes[kLanes];
  for (int64_t l = 0; l < kLanes; ++l) lanes[l] = start;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int64_t l = 0; l < kLanes; ++l) lanes[l] = join(lanes[l], f(i + l));
  }
  for (int64_t l = 0; i + l < n; ++l) lanes[l] = join(lanes[l], f(i + l));
  for (int64_t l = 1; l < kLanes; ++l) lanes[0] = join(lanes[0], lanes[l]);
  return lanes[0];
}

template <class T, class F>
NT_HD T sum_of(int64_t n, F&& f) {
  return fold<T>(n, T(0), f, [](T a, T b) { return a + b; });
}

// y = e^(x - max) / sum, or its logarithm x - max - log(sum). A NaN makes the whole row NaN through the sum; a row of -inf
// is NaN as in PyTorch.
template <class T>
void forward(const void* from, void* to, int64_t n, bool log) {
  const T* x = static_cast<const T*>(from);
  T* y = static_cast<T*>(to);
  const T largest = fold<T>(
      n, -static_cast<T>(__builtin_huge_val()), [&](int64_t i) { return x[i]; }, [](T a, T b) { return b > a ? b : a; });
  if (log) {
    const T sum = sum_of<T>(n, [&](int64_t i) { return m::exp(x[i] - largest); });
    const T shift = largest + m::log(sum);
    for (int64_t i = 0; i < n; ++i) y[i] = x[i] - shift;
    return;
  }
  for (int64_t i = 0; i < n; ++i) y[i] = m::exp(x[i] - largest);
  const T sum = sum_of<T>(n, [&](int64_t i) { return y[i]; });
  const T scale = 1 / sum;
  for (int64_t i = 0; i < n; ++i) y[i] *= scale;
}

template <class T>
void backward(const void* grad, const void* output, void* result, int64_t n, bool log) {
  const T* g = static_cast<const T*>(grad);
  const T* y = static_cast<const T*>(output);
  T* r = static_cast<T*>(result);
  if (log) {
    const T sum = sum_of<T>(n, [&](int64_t i) { return g[i]; });
    for (int64_t i = 0; i < n; ++i) r[i] = g[i] - m::exp(y[i]) * sum;
    return;
  }
  const T sum = sum_of<T>(n, [&](int64_t i) { return g[i] * y[i]; });
  for (int64_t i = 0; i < n; ++i) r[i] = y[i] * (g[i] - sum);
}

}  // namespace

void fill_softmax(Kernels& table) {
  table.softmax[static_cast<int>(Dtype::float32)] = {forward<float>, backward<float>};
  table.softmax[static_cast<int>(Dtype::float64)] = {forward<double>, backward<double>};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
