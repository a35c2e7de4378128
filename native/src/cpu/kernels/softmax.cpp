#include "cpu/kernels/fill.h"
#include "cpu/kernels/runs.h"
#include "functors/math.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kStretch = 512;  // exponentials whose sum alone is wanted
constexpr int64_t kGroup = 64;     // neighbouring columns that are computed together

// e^t for t <= 0. What is below all numbers, as a mask's -inf, is not computed: processors take a hundred times as long over
// results that underflow; for the same reason what is no normal float is 0.
NT_INLINE float power(float t) { return poly::exp_or_zero(t); }
NT_INLINE double power(double t) {
  constexpr double kLeast = -746;
  const double e = m::exp(t < kLeast ? 0 : t);  // NaN goes through
  return t < kLeast ? 0 : e;
}

template <class T>
NT_INLINE T largest_of(const T* x, int64_t n) {
  const auto larger = [](const auto& a, const auto& b) __attribute__((always_inline)) { return b > a ? b : a; };
  const Vector<T> least = splat<T>(-static_cast<T>(__builtin_huge_val()));
  Vector<T> best[kChains] = {least, least, least, least};
  for_each_vector<T>(
      n, [&](const auto& places, int chain)
             __attribute__((always_inline)) { best[chain] = larger(best[chain], places.keep(places.load(x), least)); });
  return fold_lanes<T, kLanes<T>>(larger(larger(best[0], best[1]), larger(best[2], best[3])), larger);
}

// f(places) over a run, added.
template <class T, class F>
NT_INLINE T sum_of(int64_t n, F&& f) {
  Chains<T> sums;
  for_each_vector<T>(
      n, [&](const auto& places, int chain)
             __attribute__((always_inline)) { sums.lanes[chain] += places.keep(f(places)); });
  return static_cast<T>(sums.sum());
}

template <class T>
NT_INLINE T sum_of_powers(const T* x, int64_t n, T largest) {
  T sum = 0;
  for (int64_t i = 0; i < n; i += kStretch) {
    const int64_t size = n - i < kStretch ? n - i : kStretch;
    T e[kStretch];
    for (int64_t j = 0; j < size; ++j) e[j] = power(x[i + j] - largest);
    sum += sum_of<T>(
        size, [&](const auto& places) __attribute__((always_inline)) { return places.load(e); });
  }
  return sum;
}

// y = e^(x - max) / sum, or its logarithm (x - max) - log(sum), in this order: max + log(sum) would lose the logarithm
// beside a large max. A NaN makes the whole row NaN through the sum; a row of -inf
// is NaN as in PyTorch.
template <class T>
void forward(const void* from, void* to, int64_t n, bool log) {
  const T* x = static_cast<const T*>(from);
  T* y = static_cast<T*>(to);
  const T largest = largest_of(x, n);
  if (log) {
    const T shift = m::log(sum_of_powers(x, n, largest));
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) y[i] = (x[i] - largest) - shift;
    return;
  }
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) y[i] = power(x[i] - largest);
  const T scale = 1 / sum_of<T>(
                          n, [&](const auto& places) __attribute__((always_inline)) { return places.load(y); });
  for (int64_t i = 0; i < n; ++i) y[i] *= scale;
}

template <class T>
void backward(const void* grad, const void* output, void* result, int64_t n, bool log) {
  const T* g = static_cast<const T*>(grad);
  const T* y = static_cast<const T*>(output);
  T* r = static_cast<T*>(result);
  if (log) {
    const T sum = sum_of<T>(
        n, [&](const auto& places) __attribute__((always_inline)) { return places.load(g); });
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) r[i] = g[i] - power(y[i]) * sum;
    return;
  }
  const T sum = sum_of<T>(
      n, [&](const auto& places) __attribute__((always_inline)) { return places.load(g) * places.load(y); });
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) r[i] = y[i] * (g[i] - sum);
}

// As forward, of columns: their rows are read three times, so they should stay in the cache.
template <bool kLog, class T>
NT_INLINE void forward_some(const T* x, T* y, int64_t n, int64_t step, int64_t width) {
  T largest[kGroup], sum[kGroup];
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
      const T e = power(x[i * step + j] - largest[j]);
      sum[j] += e;
      if (!kLog) y[i * step + j] = e;
    }
  }
  for (int64_t j = 0; j < width; ++j) sum[j] = kLog ? m::log(sum[j]) : 1 / sum[j];
  for (int64_t i = 0; i < n; ++i) {
    T* out = y + i * step;
    const T* in = x + i * step;
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) out[j] = kLog ? (in[j] - largest[j]) - sum[j] : out[j] * sum[j];
  }
}

template <bool kLog, class T>
NT_INLINE void backward_some(const T* g, const T* y, T* r, int64_t n, int64_t step, int64_t width) {
  T sum[kGroup];
  for (int64_t j = 0; j < width; ++j) sum[j] = 0;
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t j = 0; j < width; ++j) sum[j] += kLog ? g[i * step + j] : g[i * step + j] * y[i * step + j];
  }
  for (int64_t i = 0; i < n; ++i) {
    const int64_t at = i * step;
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) {
      r[at + j] = kLog ? g[at + j] - power(y[at + j]) * sum[j] : y[at + j] * (g[at + j] - sum[j]);
    }
  }
}

// f(first column, how many), for groups of a number that the compiler knows, and for what is left.
template <class F>
NT_INLINE void for_each_group(int64_t width, F&& f) {
  int64_t j = 0;
  for (; j + kGroup <= width; j += kGroup) f(j, kGroup);
  if (j < width) f(j, width - j);
}

template <bool kLog, class T>
void forward_groups(const T* x, T* y, int64_t n, int64_t step, int64_t width) {
  for_each_group(
      width, [&](int64_t j, int64_t some)
                 __attribute__((always_inline)) { forward_some<kLog>(x + j, y + j, n, step, some); });
}

template <bool kLog, class T>
void backward_groups(const T* g, const T* y, T* r, int64_t n, int64_t step, int64_t width) {
  for_each_group(
      width, [&](int64_t j, int64_t some)
                 __attribute__((always_inline)) { backward_some<kLog>(g + j, y + j, r + j, n, step, some); });
}

template <class T>
void forward_columns(const void* from, void* to, int64_t n, int64_t step, int64_t width, bool log) {
  const T* x = static_cast<const T*>(from);
  T* y = static_cast<T*>(to);
  log ? forward_groups<true>(x, y, n, step, width) : forward_groups<false>(x, y, n, step, width);
}

template <class T>
void backward_columns(const void* grad, const void* output, void* result, int64_t n, int64_t step, int64_t width,
                      bool log) {
  const T* g = static_cast<const T*>(grad);
  const T* y = static_cast<const T*>(output);
  T* r = static_cast<T*>(result);
  log ? backward_groups<true>(g, y, r, n, step, width) : backward_groups<false>(g, y, r, n, step, width);
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
