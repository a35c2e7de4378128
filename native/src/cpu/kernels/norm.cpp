// Norms over runs of elements. Sums are kept in lanes of float and go to double after each block of 128 vectors, which stays
// in the first-level cache: a block is read twice, for its mean and for the squares around it, and blocks are joined in
// double, so no mean, large as it may be, costs digits of the variance. Bound by memory: 5 operations an element forward.
#include "cpu/kernels/norm.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/joined_mean.h"
#include "cpu/kernels/runs.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <class T>
constexpr int64_t kBlock = kLanes<T> * kChains * 32;

// f(first element, runs of it) for parts of runs that are blocks together.
template <class T, class F>
NT_INLINE void for_each_block(NormRuns runs, F&& f) {
  const int64_t some = runs.length < kBlock<T> ? kBlock<T> / (runs.length > 0 ? runs.length : 1) : 1;
  for (int64_t s = 0; s < runs.count; s += some) {
    const int64_t count = runs.count - s < some ? runs.count - s : some;
    for (int64_t j = 0; j < runs.length; j += kBlock<T>) {
      f(s * runs.step + j, NormRuns{count, runs.step, runs.length - j < kBlock<T> ? runs.length - j : kBlock<T>});
    }
  }
}

NT_INLINE NormMoments joined(const NormMoments& a, const NormMoments& b) {
  if (a.count == 0) return b;
  const double count = a.count + b.count, share = b.count / count, delta = b.mean - a.mean;
  return {count, joined_mean(a.mean, b.mean, share), a.squares + b.squares + delta * delta * a.count * share};
}

// Where T overflowed or something is not finite: in double, and an infinity gives an infinite mean.
template <class T>
[[gnu::noinline]] NormMoments exact_moments(const T* x, NormRuns runs) {
  const double count = static_cast<double>(runs.count * runs.length);
  double sum = 0, squares = 0;
  for (int64_t s = 0; s < runs.count; ++s) {
    for (int64_t j = 0; j < runs.length; ++j) sum += static_cast<double>(x[s * runs.step + j]);
  }
  const double mean = sum / count;
  for (int64_t s = 0; s < runs.count; ++s) {
    for (int64_t j = 0; j < runs.length; ++j) {
      const double d = static_cast<double>(x[s * runs.step + j]) - mean;
      squares += d * d;
    }
  }
  return {count, mean, squares};
}

// Around the block's first element, then around its mean: equal elements have no variance.
template <class T>
NT_INLINE NormMoments block_moments(const T* x, NormRuns runs) {
  const Vector<T> first = splat<T>(x[0]);
  Chains<T> sums, squares;
  for (int64_t s = 0; s < runs.count; ++s) {
    for_each_vector<T>(
        runs.length, [&](const auto& places, int chain) __attribute__((always_inline)) {
          sums.lanes[chain] += places.keep(places.load(x + s * runs.step) - first);
        });
  }
  const double count = static_cast<double>(runs.count * runs.length);
  const double mean = static_cast<double>(x[0]) + sums.sum() / count;
  const T rounded = static_cast<T>(mean);
  const Vector<T> center = splat<T>(rounded);
  for (int64_t s = 0; s < runs.count; ++s) {
    for_each_vector<T>(
        runs.length, [&](const auto& places, int chain) __attribute__((always_inline)) {
          const Vector<T> d = places.keep(places.load(x + s * runs.step) - center);
          squares.lanes[chain] += d * d;
        });
  }
  const double off = mean - static_cast<double>(rounded), around = squares.sum() - count * off * off;
  if (!(around - around == 0)) return exact_moments(x, runs);
  return {count, mean, around < 0 ? 0 : around};
}

template <class T>
NormMoments moments(const void* x, NormRuns runs) {
  NormMoments total;
  for_each_block<T>(
      runs, [&](int64_t at, NormRuns block) __attribute__((always_inline)) {
        total = joined(total, block_moments<T>(static_cast<const T*>(x) + at, block));
      });
  return total;
}

NormMoments join(const NormMoments* parts, int64_t n) {
  NormMoments total;
  for (int64_t i = 0; i < n; ++i) total = joined(total, parts[i]);
  return total;
}

template <class T>
void apply(void* y, const void* x, NormRuns runs, const NormMap& map) {
  const T mean = static_cast<T>(map.mean), rstd = static_cast<T>(map.rstd);
  const T *weight = static_cast<const T*>(map.weight), *bias = static_cast<const T*>(map.bias);
  for (int64_t s = 0; s < runs.count; ++s) {
    const T scale = weight ? rstd * weight[s * map.step] : rstd, shift = bias ? bias[s * map.step] : T(0);
    const T* from = static_cast<const T*>(x) + s * runs.step;
    T* to = static_cast<T*>(y) + s * runs.step;
#pragma GCC ivdep
    for (int64_t j = 0; j < runs.length; ++j) to[j] = (from[j] - mean) * scale + shift;
  }
}

// Adds what two chains hold to both sums.
template <class T>
NT_INLINE void take(NormSums& to, Chains<T>& plain, Chains<T>& moment) {
  to.plain += plain.sum();
  to.moment += moment.sum();
  plain = moment = Chains<T>{};
}

template <class T, bool kEach>
NT_INLINE void sum_runs(NormSums* to, const T* g, const T* x, NormRuns runs, T mean) {
  const Vector<T> center = splat<T>(mean);
  Chains<T> plain, moment;
  NormSums total;
  for_each_block<T>(
      kEach ? NormRuns{1, 0, runs.length} : runs, [&](int64_t at, NormRuns block) __attribute__((always_inline)) {
        for (int64_t s = 0; s < block.count; ++s) {
          const int64_t run = at + s * block.step;
          for_each_vector<T>(
              block.length, [&](const auto& places, int chain) __attribute__((always_inline)) {
                const Vector<T> slope = places.keep(places.load(g + run));
                plain.lanes[chain] += slope;
                moment.lanes[chain] += places.keep(slope * (places.load(x + run) - center));
              });
        }
        take(total, plain, moment);
      });
  *to = total;
}

template <class T>
void sums(NormSums* to, const void* g, const void* x, NormRuns runs, double mean, bool each) {
  const T *slopes = static_cast<const T*>(g), *values = static_cast<const T*>(x), center = static_cast<T>(mean);
  if (!each) return sum_runs<T, false>(to, slopes, values, runs, center);
  for (int64_t s = 0; s < runs.count; ++s) {
    sum_runs<T, true>(to + s, slopes + s * runs.step, values + s * runs.step, runs, center);
  }
}

template <class T>
void gradient(void* grad_x, const void* g, const void* x, NormRuns runs, const NormSlope& by) {
  const T mean = static_cast<T>(by.mean), rstd = static_cast<T>(by.rstd);
  const T slope = static_cast<T>(by.slope), shift = static_cast<T>(by.shift);
  const T* weight = static_cast<const T*>(by.weight);
  for (int64_t s = 0; s < runs.count; ++s) {
    const T scale = weight ? rstd * weight[s * by.step] : rstd;
    const T *values = static_cast<const T*>(x) + s * runs.step, *slopes = static_cast<const T*>(g) + s * runs.step;
    T* to = static_cast<T*>(grad_x) + s * runs.step;
    if (by.given) {
#pragma GCC ivdep
      for (int64_t j = 0; j < runs.length; ++j) to[j] = slopes[j] * scale;
    } else {
#pragma GCC ivdep
      for (int64_t j = 0; j < runs.length; ++j) to[j] = slopes[j] * scale + ((values[j] - mean) * slope + shift);
    }
  }
}

template <class T, bool kWeight, bool kBias>
NT_INLINE void map_elements(T* __restrict y, const T* __restrict x, int64_t n, T mean, T rstd,
                            const T* __restrict weight, const T* __restrict bias) {
  for (int64_t j = 0; j < n; ++j) {
    const T normal = (x[j] - mean) * rstd;
    const T scaled = kWeight ? normal * weight[j] : normal;
    y[j] = kBias ? scaled + bias[j] : scaled;
  }
}

template <class T>
void apply_elements(void* y, const void* x, int64_t n, const NormMap& map) {
  const T mean = static_cast<T>(map.mean), rstd = static_cast<T>(map.rstd);
  const T *weight = static_cast<const T*>(map.weight), *bias = static_cast<const T*>(map.bias);
  T* to = static_cast<T*>(y);
  const T* from = static_cast<const T*>(x);
  if (weight) {
    bias ? map_elements<T, true, true>(to, from, n, mean, rstd, weight, bias)
         : map_elements<T, true, false>(to, from, n, mean, rstd, weight, bias);
  } else {
    bias ? map_elements<T, false, true>(to, from, n, mean, rstd, weight, bias)
         : map_elements<T, false, false>(to, from, n, mean, rstd, weight, bias);
  }
}

template <class T>
NormSums sums_elements(const void* g, const void* x, const void* weight, int64_t n, double mean) {
  const T *slopes = static_cast<const T*>(g), *values = static_cast<const T*>(x), *w = static_cast<const T*>(weight);
  NormSums total;
  if (!w) {
    sum_runs<T, true>(&total, slopes, values, {1, 0, n}, static_cast<T>(mean));
    return total;
  }
  const Vector<T> center = splat<T>(static_cast<T>(mean));
  Chains<T> plain, moment;
  for_each_block<T>(
      {1, 0, n}, [&](int64_t at, NormRuns block) __attribute__((always_inline)) {
        for_each_vector<T>(
            block.length, [&](const auto& places, int chain) __attribute__((always_inline)) {
              const Vector<T> h = places.keep(places.load(slopes + at) * places.load(w + at));
              plain.lanes[chain] += h;
              moment.lanes[chain] += places.keep(h * (places.load(values + at) - center));
            });
        take(total, plain, moment);
      });
  return total;
}

template <class T, bool kWeight>
NT_INLINE void gradient_run(T* __restrict to, const T* __restrict g, const T* __restrict x, const T* __restrict weight,
                            int64_t n, T mean, T rstd, T slope, T shift) {
  for (int64_t j = 0; j < n; ++j) {
    const T h = kWeight ? g[j] * weight[j] : g[j];
    to[j] = h * rstd + ((x[j] - mean) * slope + shift);
  }
}

template <class T>
void gradient_elements(void* grad_x, const void* g, const void* x, int64_t n, const NormSlope& by) {
  const T mean = static_cast<T>(by.mean), rstd = static_cast<T>(by.rstd);
  const T slope = static_cast<T>(by.slope), shift = static_cast<T>(by.shift);
  const T *slopes = static_cast<const T*>(g), *values = static_cast<const T*>(x), *w = static_cast<const T*>(by.weight);
  T* to = static_cast<T*>(grad_x);
  w ? gradient_run<T, true>(to, slopes, values, w, n, mean, rstd, slope, shift)
    : gradient_run<T, false>(to, slopes, values, w, n, mean, rstd, slope, shift);
}

template <class T>
void add_elements(void* plain, void* moment, const void* g, const void* x, int64_t n, double mean, double rstd) {
  const T center = static_cast<T>(mean), scale = static_cast<T>(rstd);
  T* __restrict first = static_cast<T*>(plain);
  T* __restrict second = static_cast<T*>(moment);
  const T* __restrict slopes = static_cast<const T*>(g);
  const T* __restrict values = static_cast<const T*>(x);
  for (int64_t j = 0; j < n; ++j) {
    first[j] += slopes[j];
    second[j] += slopes[j] * ((values[j] - center) * scale);
  }
}

template <class T>
void drain(double* to, void* from, int64_t n) {
  double* __restrict sum = to;
  T* __restrict part = static_cast<T*>(from);
  for (int64_t j = 0; j < n; ++j) {
    sum[j] += static_cast<double>(part[j]);
    part[j] = 0;
  }
}

template <class T>
constexpr NormLoops kLoops = {
    moments<T>,      join,    apply<T>, sums<T>, gradient<T>, apply_elements<T>, sums_elements<T>, gradient_elements<T>,
    add_elements<T>, drain<T>};

}  // namespace

void fill_norm(Kernels& table) {
  table.norm[static_cast<int>(Dtype::float32)] = kLoops<float>;
  table.norm[static_cast<int>(Dtype::float64)] = kLoops<double>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
