// Reduction functors, one for both compilers. A functor has an accumulator `Acc` and
//   identity()               the accumulator of nothing
//   step(acc, x, index)      one more element; index counts the reduced elements in row-major order
//   merge(a, b)              two accumulators, a's elements before b's
//   finish(acc, n)           the result from n elements (the first output)
// kIndexed: step uses index (device and vector code may skip counting elsewhere).
#pragma once

#include "core/scalar.h"
#include "functors/integer.h"
#include "functors/isa.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// Sum in T itself; callers split long runs pairwise, so that the error grows with log n. Wraps for integers.
template <class T>
struct Sum {
  using Acc = T;
  static constexpr bool kIndexed = false;
  Sum() = default;
  explicit Sum(const Scalar*) {}
  NT_HD Acc identity() const { return T(0); }
  NT_HD Acc step(Acc a, T x, int64_t) const { return wrapping_add(a, x); }
  NT_HD Acc merge(Acc a, Acc b) const { return wrapping_add(a, b); }
  NT_HD T finish(Acc a, int64_t) const { return a; }
};

// Sum / n; NaN for n = 0.
template <class T>
struct Mean : Sum<T> {
  using Sum<T>::Sum;
  NT_HD T finish(T a, int64_t n) const { return a / static_cast<T>(n); }
};

// Wraps for integers, as PyTorch's does.
template <class T>
struct Prod {
  using Acc = T;
  static constexpr bool kIndexed = false;
  Prod() = default;
  explicit Prod(const Scalar*) {}
  NT_HD Acc identity() const { return T(1); }
  NT_HD Acc step(Acc a, T x, int64_t) const { return wrapping_mul(a, x); }
  NT_HD Acc merge(Acc a, Acc b) const { return wrapping_mul(a, b); }
  NT_HD T finish(Acc a, int64_t) const { return a; }
};

// sqrt(sum of squares).
template <class T>
struct Norm : Sum<T> {
  using Sum<T>::Sum;
  NT_HD T step(T a, T x, int64_t) const { return a + x * x; }
  NT_HD T finish(T a, int64_t) const { return m::sqrt(a); }
};

namespace detail {
// The order of extremes: NaN above everything (for a maximum) or below everything (for a minimum), by kMax.
template <class T, bool kMax>
NT_HD bool beats(T a, T b) {
  if constexpr (kMax) {
    return a > b || (a != a && b == b);
  } else {
    return a < b || (a != a && b == b);
  }
}
template <class T>
struct Lowest;
#define NT_LIMITS(type, low, high)                    \
  template <>                                         \
  struct Lowest<type> {                               \
    NT_HD static type lowest() { return low; }        \
    NT_HD static type highest() { return high; }      \
  };
NT_LIMITS(bool, false, true)
NT_LIMITS(uint8_t, 0, 255)
NT_LIMITS(int8_t, -128, 127)
NT_LIMITS(int16_t, -32768, 32767)
NT_LIMITS(int32_t, INT32_MIN, INT32_MAX)
NT_LIMITS(int64_t, INT64_MIN, INT64_MAX)
NT_LIMITS(float, -__builtin_huge_valf(), __builtin_huge_valf())
NT_LIMITS(double, -__builtin_huge_val(), __builtin_huge_val())
#undef NT_LIMITS

template <class T, bool kMax>
struct Extremum {
  using Acc = T;
  static constexpr bool kIndexed = false;
  Extremum() = default;
  explicit Extremum(const Scalar*) {}
  NT_HD Acc identity() const { return kMax ? Lowest<T>::lowest() : Lowest<T>::highest(); }
  // As two choices, which need no branch: a NaN stays because nothing compares with it.
  NT_HD Acc step(Acc a, T x, int64_t) const {
    const T better = (kMax ? x > a : x < a) ? x : a;
    return x != x ? x : better;
  }
  NT_HD Acc merge(Acc a, Acc b) const { return step(a, b, 0); }
  NT_HD T finish(Acc a, int64_t) const { return a; }
};

template <class T>
struct ValueIndex {
  T value;
  int64_t index;
};

// The first of equal extremes wins; index is -1 while there was no element.
template <class T, bool kMax>
struct IndexedExtremum {
  using Acc = ValueIndex<T>;
  using Value = Extremum<T, kMax>;  // the same without the index
  static constexpr bool kIndexed = true;
  IndexedExtremum() = default;
  explicit IndexedExtremum(const Scalar*) {}
  NT_HD Acc identity() const { return {kMax ? Lowest<T>::lowest() : Lowest<T>::highest(), -1}; }
  NT_HD Acc step(Acc a, T x, int64_t index) const {
    return a.index < 0 || beats<T, kMax>(x, a.value) ? Acc{x, index} : a;
  }
  NT_HD Acc merge(Acc a, Acc b) const {
    if (b.index < 0) return a;
    if (a.index < 0 || beats<T, kMax>(b.value, a.value)) return b;
    if (beats<T, kMax>(a.value, b.value)) return a;
    return a.index < b.index ? a : b;
  }
};
}  // namespace detail

template <class T>
struct Amax : detail::Extremum<T, true> {
  using detail::Extremum<T, true>::Extremum;
};
template <class T>
struct Amin : detail::Extremum<T, false> {
  using detail::Extremum<T, false>::Extremum;
};

// Index of the extreme element.
template <class T>
struct Argmax : detail::IndexedExtremum<T, true> {
  using detail::IndexedExtremum<T, true>::IndexedExtremum;
  NT_HD int64_t finish(detail::ValueIndex<T> a, int64_t) const { return a.index; }
};
template <class T>
struct Argmin : detail::IndexedExtremum<T, false> {
  using detail::IndexedExtremum<T, false>::IndexedExtremum;
  NT_HD int64_t finish(detail::ValueIndex<T> a, int64_t) const { return a.index; }
};

// Value and index: the second output takes acc.index.
template <class T>
struct MaxDim : detail::IndexedExtremum<T, true> {
  using detail::IndexedExtremum<T, true>::IndexedExtremum;
  NT_HD T finish(detail::ValueIndex<T> a, int64_t) const { return a.value; }
};
template <class T>
struct MinDim : detail::IndexedExtremum<T, false> {
  using detail::IndexedExtremum<T, false>::IndexedExtremum;
  NT_HD T finish(detail::ValueIndex<T> a, int64_t) const { return a.value; }
};

template <class T>
struct All {
  using Acc = bool;
  static constexpr bool kIndexed = false;
  All() = default;
  explicit All(const Scalar*) {}
  NT_HD Acc identity() const { return true; }
  NT_HD Acc step(Acc a, T x, int64_t) const { return a & (x != T(0)); }
  NT_HD Acc merge(Acc a, Acc b) const { return a & b; }
  NT_HD bool finish(Acc a, int64_t) const { return a; }
};

template <class T>
struct Any {
  using Acc = bool;
  static constexpr bool kIndexed = false;
  Any() = default;
  explicit Any(const Scalar*) {}
  NT_HD Acc identity() const { return false; }
  NT_HD Acc step(Acc a, T x, int64_t) const { return a | (x != T(0)); }
  NT_HD Acc merge(Acc a, Acc b) const { return a | b; }
  NT_HD bool finish(Acc a, int64_t) const { return a; }
};

// Variance by Welford's update in double, merged by Chan's: no cancellation however large the mean is, and counts beyond
// 2^24. params[0] is the correction; n - correction <= 0 divides by 0.
template <class T>
struct Var {
  struct Acc {
    double mean, m2, count;
  };
  static constexpr bool kIndexed = false;
  double correction = 1;
  Var() = default;
  explicit Var(const Scalar* p) : correction(p[0].to<double>()) {}
  NT_HD Acc identity() const { return {0, 0, 0}; }
  NT_HD Acc step(Acc a, T x, int64_t) const {
    const double count = a.count + 1;
    const double delta = x - a.mean;
    const double mean = a.mean + delta / count;
    return {mean, a.m2 + delta * (x - mean), count};
  }
  NT_HD Acc merge(Acc a, Acc b) const {
    if (a.count == 0) return b;
    if (b.count == 0) return a;
    const double count = a.count + b.count;
    const double delta = b.mean - a.mean;
    return {a.mean + delta * (b.count / count), a.m2 + b.m2 + delta * delta * (a.count * b.count / count), count};
  }
  NT_HD T finish(Acc a, int64_t) const {
    const double divisor = a.count - correction;
    return static_cast<T>(a.m2 / (divisor > 0 ? divisor : 0));
  }
};

NT_END_FUNCTORS
