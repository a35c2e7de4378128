#include "functors/reduce.h"

#include "cpu/kernels/fill.h"
#include "functors/reduce_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kLanes = 32;      // independent accumulators: wide enough for vectors and their latency
constexpr int64_t kBlock = 4096;    // elements that go into one set of lanes before it is folded
constexpr int kLevels = 48;         // partial results of 1, 2, 4, ... blocks, so that errors grow with log n

template <class F, class T>
struct Loops {
  using Acc = typename F::Acc;

  static void identity(void* acc, const Scalar* params) { *static_cast<Acc*>(acc) = fn::make<F>(params).identity(); }

  static Acc block(const F& f, const T* x, int64_t n, int64_t first) {
    Acc lanes[kLanes];
    for (int64_t l = 0; l < kLanes; ++l) lanes[l] = f.identity();
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
      for (int64_t l = 0; l < kLanes; ++l) lanes[l] = f.step(lanes[l], x[i + l], first + i + l);
    }
    for (int64_t l = 0; i + l < n; ++l) lanes[l] = f.step(lanes[l], x[i + l], first + i + l);
    for (int64_t half = kLanes / 2; half > 0; half /= 2) {
      for (int64_t l = 0; l < half; ++l) lanes[l] = f.merge(lanes[l], lanes[l + half]);
    }
    return lanes[0];
  }

  static void row(void* acc, const void* data, int64_t n, int64_t first, const Scalar* params) {
    const F f = fn::make<F>(params);
    const T* x = static_cast<const T*>(data);
    Acc levels[kLevels];
    uint64_t blocks = 0;
    for (int64_t start = 0; start < n; start += kBlock) {
      Acc sum = block(f, x + start, n - start < kBlock ? n - start : kBlock, first + start);
      // As a binary counter carries.
      int level = 0;
      for (uint64_t carry = blocks; carry & 1; carry >>= 1, ++level) sum = f.merge(levels[level], sum);
      levels[level] = sum;
      ++blocks;
    }
    Acc total = *static_cast<Acc*>(acc);
    for (int level = kLevels - 1; level >= 0; --level) {
      if (blocks >> level & 1) total = f.merge(total, levels[level]);
    }
    *static_cast<Acc*>(acc) = total;
  }

  static void columns(void* acc, const void* data, int64_t n, int64_t index, const Scalar* params) {
    const F f = fn::make<F>(params);
    Acc* a = static_cast<Acc*>(acc);
    const T* x = static_cast<const T*>(data);
#pragma GCC ivdep
    for (int64_t j = 0; j < n; ++j) a[j] = f.step(a[j], x[j], index);
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
      sizeof(typename F<T>::Acc), L::identity, L::row, L::columns, L::merge, L::finish, DtypeOf<R>::value};
}

}  // namespace

void fill_reduce(Kernels& table) {
#define NT_REDUCE(name, Functor, TYPES) NT_ADD_##TYPES(ReduceOp::name, Functor)
#include "functors/reduce.def"
#undef NT_REDUCE
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
