// Scans: each line is walked once. Lines that lie side by side are walked together, so that the inner loop is over
// neighbours and the accumulators are an array; 2 loads and a store an element either way.
#include "cpu/scan.h"

#include <cmath>

#include "cpu/parallel.h"
#include "functors/integer.h"

namespace nt::cpu {
namespace {

constexpr int64_t kColumns = 512;  // lines that are walked together
constexpr int kLines = 4;          // the same where each is a run of memory

// Floats are summed in double, integers wrap.
template <class T>
struct Sum {
  using Acc = std::conditional_t<std::is_floating_point_v<T>, double, T>;
  static Acc first(T x, int64_t) { return static_cast<Acc>(x); }
  static Acc step(Acc acc, T x, int64_t) { return fn::wrapping_add(acc, static_cast<Acc>(x)); }
  static T value(Acc acc) { return static_cast<T>(acc); }
};

template <class T>
struct Prod {
  using Acc = std::conditional_t<std::is_floating_point_v<T>, double, T>;
  static Acc first(T x, int64_t) { return static_cast<Acc>(x); }
  static Acc step(Acc acc, T x, int64_t) { return fn::wrapping_mul(acc, static_cast<Acc>(x)); }
  static T value(Acc acc) { return static_cast<T>(acc); }
};

// log(sum of e^x), kept as it is in the result; infinities that are equal stay.
template <class T>
struct LogSumExp {
  using Acc = double;
  static Acc first(T x, int64_t) { return static_cast<double>(x); }
  static Acc step(Acc acc, T next, int64_t) {
    const double x = static_cast<double>(next);
    if (std::isnan(acc) || std::isnan(x)) return acc + x;
    const double low = std::min(acc, x), high = std::max(acc, x);
    return low == high && std::isinf(low) ? low : high + std::log1p(std::exp(low - high));
  }
  static T value(Acc acc) { return static_cast<T>(acc); }
};

// The extremum and where it stands; the last of equals, and NaN wins.
template <class T>
struct Place {
  T value;
  int64_t index;
};
template <class T>
bool is_nan(T x) {
  return x != x;
}
template <class T, bool kMax>
struct Extremum {
  using Acc = Place<T>;
  static Acc first(T x, int64_t i) { return {x, i}; }
  static Acc step(Acc acc, T x, int64_t i) {
    const bool wins = is_nan(x) || (!is_nan(acc.value) && (kMax ? x >= acc.value : x <= acc.value));
    return wins ? Acc{x, i} : acc;
  }
  static T value(Acc acc) { return acc.value; }
};
template <class T>
using Max = Extremum<T, true>;
template <class T>
using Min = Extremum<T, false>;

template <class Acc>
int64_t index_of(const Acc&) {
  return 0;
}
template <class T>
int64_t index_of(const Place<T>& acc) {
  return acc.index;
}

// `width` neighbouring lines from `first` on, an element of the (outer, 0, inner) block.
template <class F, class T>
void columns(const ScanArgs& args, int64_t first, int64_t width) {
  const T* x = static_cast<const T*>(args.input) + first;
  T* y = static_cast<T*>(args.output) + first;
  int64_t* indices = args.indices ? args.indices + first : nullptr;
  typename F::Acc acc[kColumns];
  for (int64_t n = 0; n < args.size; ++n) {
    const int64_t i = args.reverse ? args.size - 1 - n : n, at = i * args.inner;
    if (n == 0) {
      for (int64_t j = 0; j < width; ++j) acc[j] = F::first(x[at + j], i);
    } else {
      for (int64_t j = 0; j < width; ++j) acc[j] = F::step(acc[j], x[at + j], i);
    }
    for (int64_t j = 0; j < width; ++j) y[at + j] = F::value(acc[j]);
    if (indices) {
      for (int64_t j = 0; j < width; ++j) indices[at + j] = index_of(acc[j]);
    }
  }
}

// Lines one after the other, whose elements are neighbours: each waits for its own sums only.
template <class F, class T, int kCount>
void lines(const ScanArgs& args, int64_t first) {
  const T* x = static_cast<const T*>(args.input) + first;
  T* y = static_cast<T*>(args.output) + first;
  const int64_t begin = args.reverse ? args.size - 1 : 0, step = args.reverse ? -1 : 1;
  typename F::Acc acc[kCount];
  for (int64_t l = 0; l < kCount; ++l) acc[l] = F::first(x[l * args.size + begin], begin);
  for (int64_t n = 0, i = begin; n < args.size; ++n, i += step) {
    for (int64_t l = 0; l < kCount; ++l) {
      const int64_t at = l * args.size + i;
      if (n > 0) acc[l] = F::step(acc[l], x[at], i);
      y[at] = F::value(acc[l]);
      if (args.indices) args.indices[first + at] = index_of(acc[l]);
    }
  }
}

template <class F, class T>
void run(const ScanArgs& args) {
  const int64_t chunks = (args.inner + kColumns - 1) / kColumns;
  const int64_t work = args.size * std::min(args.inner, kColumns);
  parallel_for(args.outer * chunks, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
    if (args.inner == 1) {
      int64_t outer = begin;
      for (; outer + kLines <= end; outer += kLines) lines<F, T, kLines>(args, outer * args.size);
      for (; outer < end; ++outer) lines<F, T, 1>(args, outer * args.size);
      return;
    }
    for (int64_t task = begin; task < end; ++task) {
      const int64_t outer = task / chunks, column = task % chunks * kColumns;
      columns<F, T>(args, outer * args.size * args.inner + column, std::min(kColumns, args.inner - column));
    }
  });
}

template <class T>
void run_as(const ScanArgs& args) {
  switch (args.op) {
    case ScanOp::sum:
      return run<Sum<T>, T>(args);
    case ScanOp::prod:
      return run<Prod<T>, T>(args);
    case ScanOp::max:
      return run<Max<T>, T>(args);
    case ScanOp::min:
      return run<Min<T>, T>(args);
    case ScanOp::logsumexp:
      return run<LogSumExp<T>, T>(args);
  }
}

}  // namespace

void scan(const ScanArgs& args) {
  if (args.outer * args.size * args.inner == 0) return;
  visit_dtype(args.dtype, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_same_v<T, bool>) {
      // False and true are 0 and 1, which are compared alike.
      run_as<uint8_t>(args);
    } else if constexpr (std::is_arithmetic_v<T>) {
      run_as<T>(args);
    } else {
      fail(Code::internal, "[scan] ", args.dtype, " should have been widened");
    }
  });
}

}  // namespace nt::cpu
