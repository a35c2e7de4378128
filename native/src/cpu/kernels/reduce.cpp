#include "functors/reduce.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/runs.h"
#include "functors/reduce_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kBlock = 4096;  // elements that go into one set of lanes before it is folded
constexpr int kLevels = 48;       // partial results of 1, 2, 4, ... blocks, so that errors grow with log n

template <class F, class T>
struct Loops {
  using Acc = typename F::Acc;
  static constexpr bool kIsVar = std::is_same_v<F, fn::Var<T>>;
  static constexpr bool kIsNorm = std::is_same_v<F, fn::Norm<T>>;
  static constexpr bool kAdds =
      std::is_floating_point_v<T> && (kIsNorm || std::is_same_v<F, fn::Sum<T>> || std::is_same_v<F, fn::Mean<T>>);
  // Independent accumulators: four vectors of them hide an addition's latency.
  static constexpr int64_t kLanes = sizeof(Acc) <= 4 ? 64 : 32;

  static void identity(void* acc, int64_t n, const Scalar* params) {
    const Acc start = fn::make<F>(params).identity();
    for (int64_t j = 0; j < n; ++j) static_cast<Acc*>(acc)[j] = start;
  }

  template <int64_t kWidth>
  static Acc in_lanes(const F& f, const T* x, int64_t n, int64_t first) {
    Acc lanes[kWidth];
    for (int64_t l = 0; l < kWidth; ++l) lanes[l] = f.identity();
    int64_t i = 0;
    for (; i + kWidth <= n; i += kWidth) {
#pragma GCC unroll 1  // or GCC takes the lanes apart before it thinks of vectors
      for (int64_t l = 0; l < kWidth; ++l) lanes[l] = f.step(lanes[l], x[i + l], first + i + l);
    }
    for (int64_t l = 0; i + l < n; ++l) lanes[l] = f.step(lanes[l], x[i + l], first + i + l);
    for (int64_t half = kWidth / 2; half > 0; half /= 2) {
      for (int64_t l = 0; l < half; ++l) lanes[l] = f.merge(lanes[l], lanes[l + half]);
    }
    return lanes[0];
  }

  // As in_lanes, with the lanes in registers.
  static T in_vectors(const T* x, int64_t n) requires kAdds {
    Chains<T> sums;
    for_each_vector<T>(
        n, [&](const auto& places, int chain) __attribute__((always_inline)) {
          const Vector<T> v = places.keep(places.load(x));
          sums.lanes[chain] += kIsNorm ? v * v : v;
        });
    return static_cast<T>(sums.sum());
  }

  // The value is found first, in vectors; then the first place that holds it, a stretch at a time.
  static Acc find(const T* x, int64_t n, int64_t first) requires F::kIndexed {
    const auto best = Loops<typename F::Value, T>::block({}, x, n, 0);
    auto is_best = [best](T value) -> bool { return (value == best) | ((value != value) & (best != best)); };
    const int64_t i = first_of(x, n, is_best);
    return {x[i], first + i};
  }

  // The place of the first element for which f is true, n where there is none.
  template <class G>
  static int64_t first_of(const T* x, int64_t n, G&& f) {
    using Bits = std::conditional_t<
        sizeof(T) == 1, uint8_t,
        std::conditional_t<sizeof(T) == 2, uint16_t, std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>>>;
    constexpr int64_t kStretch = 64;
    int64_t i = 0;
    for (; i + kStretch <= n; i += kStretch) {
      Bits found = 0;  // as wide as an element, so that vectors hold both
      for (int64_t l = 0; l < kStretch; ++l) found |= f(x[i + l]) ? Bits(1) : Bits(0);
      if (!found) continue;
      Bits place = kStretch;
      for (int64_t l = 0; l < kStretch; ++l) {
        const Bits here = f(x[i + l]) ? static_cast<Bits>(l) : static_cast<Bits>(kStretch);
        place = here < place ? here : place;
      }
      return i + static_cast<int64_t>(place);
    }
    while (i < n && !f(x[i])) ++i;
    return i;
  }

  // Twice over a block that stays in the cache, instead of a division for each element. Distances from the first element
  // are summed, so that equal numbers have no variance.
  static Acc moments(const T* x, int64_t n) requires kIsVar {
    const double first = static_cast<double>(x[0]);
    const double mean =
        first + sum_of(n, [=](int64_t i) { return static_cast<double>(x[i]) - first; }) / static_cast<double>(n);
    const double m2 = sum_of(n, [=](int64_t i) {
      const double delta = static_cast<double>(x[i]) - mean;
      return delta * delta;
    });
    return {mean, m2, static_cast<double>(n)};
  }

  template <class G>
  static double sum_of(int64_t n, G&& g) {
    constexpr int64_t kWidth = 32;
    double lanes[kWidth] = {};
    int64_t i = 0;
    for (; i + kWidth <= n; i += kWidth) {
      for (int64_t l = 0; l < kWidth; ++l) lanes[l] += g(i + l);
    }
    for (int64_t l = 0; i + l < n; ++l) lanes[l] += g(i + l);
    for (int64_t l = 1; l < kWidth; ++l) lanes[0] += lanes[l];
    return lanes[0];
  }

  static Acc block(const F& f, const T* x, int64_t n, int64_t first) {
    if constexpr (F::kIndexed) {
      if (n >= 16) return find(x, n, first);
    } else if constexpr (kIsVar) {
      if (n > 0) return moments(x, n);
    } else if constexpr (std::is_same_v<F, fn::Any<T>>) {
      return first_of(x, n, [](T value) { return value != T(0); }) < n;
    } else if constexpr (std::is_same_v<F, fn::All<T>>) {
      return first_of(x, n, [](T value) { return value == T(0); }) == n;
    } else if constexpr (kAdds) {
      if (n >= 16) return in_vectors(x, n);
    } else {
      if (n >= 4 * kLanes) return in_lanes<kLanes>(f, x, n, first);
      if (n >= 16) return in_lanes<16>(f, x, n, first);
    }
    Acc acc = f.identity();
    for (int64_t i = 0; i < n; ++i) acc = f.step(acc, x[i], first + i);
    return acc;
  }

  static Acc blocks(const F& f, const T* x, int64_t n, int64_t first) {
    Acc levels[kLevels];
    uint64_t done = 0;
    for (int64_t start = 0; start < n; start += kBlock) {
      Acc sum = block(f, x + start, n - start < kBlock ? n - start : kBlock, first + start);
      // As a binary counter carries.
      int level = 0;
      for (uint64_t carry = done; carry & 1; carry >>= 1, ++level) sum = f.merge(levels[level], sum);
      levels[level] = sum;
      ++done;
    }
    Acc total = f.identity();
    for (int level = kLevels - 1; level >= 0; --level) {
      if (done >> level & 1) total = f.merge(total, levels[level]);
    }
    return total;
  }

  static void rows(void* acc, const char* data, int64_t row_bytes, int64_t rows, int64_t n, int64_t first,
                   const Scalar* params) {
    const F f = fn::make<F>(params);
    Acc* a = static_cast<Acc*>(acc);
    for (int64_t r = 0; r < rows; ++r) {
      const T* x = reinterpret_cast<const T*>(data + r * row_bytes);
      a[r] = f.merge(a[r], n <= kBlock ? block(f, x, n, first) : blocks(f, x, n, first));
    }
  }

  // Four rows for each load and store of the accumulators.
  static void columns(void* acc, const char* data, int64_t row_bytes, int64_t rows, int64_t n, int64_t first,
                      const Scalar* params) {
    const F f = fn::make<F>(params);
    Acc* a = static_cast<Acc*>(acc);
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4) {
      const T* x0 = reinterpret_cast<const T*>(data + r * row_bytes);
      const T* x1 = reinterpret_cast<const T*>(data + (r + 1) * row_bytes);
      const T* x2 = reinterpret_cast<const T*>(data + (r + 2) * row_bytes);
      const T* x3 = reinterpret_cast<const T*>(data + (r + 3) * row_bytes);
      const int64_t index = first + r;
#pragma GCC ivdep
      for (int64_t j = 0; j < n; ++j) {
        a[j] = f.step(f.step(f.step(f.step(a[j], x0[j], index), x1[j], index + 1), x2[j], index + 2), x3[j], index + 3);
      }
    }
    for (; r < rows; ++r) {
      const T* x = reinterpret_cast<const T*>(data + r * row_bytes);
#pragma GCC ivdep
      for (int64_t j = 0; j < n; ++j) a[j] = f.step(a[j], x[j], first + r);
    }
  }

  static void merge(void* left, const void* right, int64_t n, const Scalar* params) {
    const F f = fn::make<F>(params);
    Acc* a = static_cast<Acc*>(left);
    const Acc* b = static_cast<const Acc*>(right);
    for (int64_t j = 0; j < n; ++j) a[j] = f.merge(a[j], b[j]);
  }

  static void finish(void* out, [[maybe_unused]] int64_t* indices, const void* acc, int64_t n, int64_t count,
                     const Scalar* params) {
    using R = decltype(std::declval<F>().finish(Acc{}, 0));
    const F f = fn::make<F>(params);
    const Acc* a = static_cast<const Acc*>(acc);
    R* to = static_cast<R*>(out);
    for (int64_t j = 0; j < n; ++j) {
      to[j] = f.finish(a[j], count);
      if constexpr (F::kIndexed) {
        if (indices) indices[j] = a[j].index;
      }
    }
  }
};

template <template <class> class F, class T>
void add(Kernels& table, ReduceOp op) {
  using L = Loops<F<T>, T>;
  using R = decltype(std::declval<F<T>>().finish(typename F<T>::Acc{}, 0));
  table.reduce[static_cast<int>(op)][static_cast<int>(DtypeOf<T>::value)] = {
      sizeof(typename F<T>::Acc), F<T>::kIndexed, L::identity, L::rows, L::columns, L::merge, L::finish,
      DtypeOf<R>::value};
}

}  // namespace

void fill_reduce(Kernels& table){
#define NT_REDUCE(name, Functor, TYPES) NT_ADD_##TYPES(ReduceOp::name, Functor)
#include "functors/reduce.def"
#undef NT_REDUCE
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
