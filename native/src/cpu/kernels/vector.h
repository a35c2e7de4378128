// One register's worth of numbers, as GCC's vector extension: +, *, <, ?: work lane by lane. Kernel files only, for its
// width is the instruction set's.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "functors/isa.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

template <class T>
struct VectorOf {
  typedef T Type __attribute__((vector_size(kVectorBytes)));
};
template <class T>
using Vector = typename VectorOf<T>::Type;
// Integers of T's width: what comparisons give and shuffles take.
template <class T>
using Lane = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;
template <class T>
using Lanes = Vector<Lane<T>>;
template <class T>
constexpr int kLanes = kVectorBytes / static_cast<int>(sizeof(T));

NT_INLINE constexpr int64_t round_up(int64_t n, int64_t step) { return (n + step - 1) / step * step; }

template <class T>
NT_INLINE Vector<T> load(const T* from) {
  Vector<T> v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

template <class T>
NT_INLINE Lanes<T> load_lanes(const Lane<T>* from) {
  Lanes<T> v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

template <class V, class T>
NT_INLINE void store(T* to, const V& v) {
  std::memcpy(to, &v, sizeof v);
}

// x in every lane: x - 0 is x for -0 too, so that nothing is left to compute.
template <class T>
NT_INLINE Vector<T> splat(T x) {
  return x - Vector<T>{};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
