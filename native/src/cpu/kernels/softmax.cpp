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
  for (int64_t half = kLanes / 2; half > 0; half /= 2) {
    for (int64_t l = 0; l < half; ++l) lanes[l] = join(lanes[l], lanes[l + half]);
  }
  return lanes[0];
}

template <class T, class F>
NT_HD T sum_of(int64_t n, F&& f) {
  return fold<T>(n, T(0), f, [](T a, T b) { return a + b; });
}

// y = e^(x - max) / sum, or its logarithm (x - max) - log(sum), in this order: max + log(sum) would lose the logarithm
// beside a large max. A NaN makes the whole row NaN through the sum; a row of -inf
// is NaN as in PyTorch.
template <class T>
void forward(const void* from, void* to, int64_t n, bool log) {
  const T* x = static_cast<const T*>(from);
  T* y = static_cast<T*>(to);
  const T largest = fold<T>(
      n, -static_cast<T>(__builtin_huge_val()), [&](int64_t i) { return x[i]; },
      [](T a, T b) { return b > a ? b : a; });
  if (log) {
    const T sum = sum_of<T>(n, [&](int64_t i) { return m::exp(x[i] - largest); });
    const T shift = m::log(sum);
    for (int64_t i = 0; i < n; ++i) y[i] = (x[i] - largest) - shift;
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

// As forward, of columns: the rows of a tile are read three times, so it should stay in the cache.
template <class T>
void forward_columns(const void* from, void* to, int64_t n, int64_t step, int64_t width, bool log) {
  const T* x = static_cast<const T*>(from);
  T* y = static_cast<T*>(to);
  T largest[kSoftmaxColumns], sum[kSoftmaxColumns];
  for (int64_t j = 0; j < width; ++j) {
    largest[j] = -static_cast<T>(__builtin_huge_val());
    sum[j] = 0;
  }
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t j = 0; j < width; ++j) largest[j] = x[i * step + j] > largest[j] ? x[i * step + j] : largest[j];
  }
  for (int64_t i = 0; i < n; ++i) {
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) {
      const T e = m::exp(x[i * step + j] - largest[j]);
      sum[j] += e;
      if (!log) y[i * step + j] = e;
    }
  }
  for (int64_t j = 0; j < width; ++j) sum[j] = log ? m::log(sum[j]) : 1 / sum[j];
  for (int64_t i = 0; i < n; ++i) {
    T* out = y + i * step;
    const T* in = x + i * step;
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) out[j] = log ? (in[j] - largest[j]) - sum[j] : out[j] * sum[j];
  }
}

template <class T>
void backward_columns(const void* grad, const void* output, void* result, int64_t n, int64_t step, int64_t width,
                      bool log) {
  const T* g = static_cast<const T*>(grad);
  const T* y = static_cast<const T*>(output);
  T* r = static_cast<T*>(result);
  T sum[kSoftmaxColumns];
  for (int64_t j = 0; j < width; ++j) sum[j] = 0;
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t j = 0; j < width; ++j) sum[j] += log ? g[i * step + j] : g[i * step + j] * y[i * step + j];
  }
  for (int64_t i = 0; i < n; ++i) {
    const int64_t at = i * step;
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) {
      r[at + j] = log ? g[at + j] - m::exp(y[at + j]) * sum[j] : y[at + j] * (g[at + j] - sum[j]);
    }
  }
}

template <class T>
constexpr SoftmaxLoops loops{forward<T>, backward<T>, forward_columns<T>, backward_columns<T>};

}  // namespace

void fill_softmax(Kernels& table) {
  table.softmax[static_cast<int>(Dtype::float32)] = loops<float>;
  table.softmax[static_cast<int>(Dtype::float64)] = loops<double>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
