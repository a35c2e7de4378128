// Runs of elements in vectors, and sums of them in several chains. Kernel files only.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

constexpr int kChains = 4;

template <class T>
NT_INLINE Lanes<T> lane_numbers() {
  Lanes<T> v;
  for (int i = 0; i < kLanes<T>; ++i) v[i] = i;
  return v;
}

// Places of a run: load() takes their elements, keep() gives lanes that do not belong to them another value.
template <class T>
struct Whole {
  int64_t at;
  NT_INLINE Vector<T> load(const T* from) const { return cpu::load(from + at); }
  NT_INLINE Vector<T> keep(const Vector<T>& v, const Vector<T>& = Vector<T>{}) const { return v; }
};

// The last vector of a run, whose first lanes have been there already.
template <class T>
struct Last {
  int64_t at;
  Lanes<T> mine;
  NT_INLINE Vector<T> load(const T* from) const { return cpu::load(from + at); }
  NT_INLINE Vector<T> keep(const Vector<T>& v, const Vector<T>& other = Vector<T>{}) const { return mine ? v : other; }
};

// A run of less than a vector.
template <class T>
struct Short {
  int64_t n;
  Lanes<T> mine;
  NT_INLINE Vector<T> load(const T* from) const {
    T room[kLanes<T>] = {};
    for (int64_t i = 0; i < n; ++i) room[i] = from[i];
    return cpu::load(room);
  }
  NT_INLINE Vector<T> keep(const Vector<T>& v, const Vector<T>& other = Vector<T>{}) const { return mine ? v : other; }
};

// f(places, chain) over a run.
template <class T, class F>
NT_INLINE void for_each_vector(int64_t n, F&& f) {
  constexpr int64_t kWide = kLanes<T>;
  if (n < kWide) {
    if (n > 0) f(Short<T>{n, lane_numbers<T>() < static_cast<Lane<T>>(n)}, 0);
    return;
  }
  int64_t i = 0;
  for (; i + kChains * kWide <= n; i += kChains * kWide) {
    for (int c = 0; c < kChains; ++c) f(Whole<T>{i + c * kWide}, c);
  }
  if (i + kWide <= n) f(Whole<T>{i}, 0), i += kWide;
  if (i + kWide <= n) f(Whole<T>{i}, 1), i += kWide;
  if (i + kWide <= n) f(Whole<T>{i}, 2), i += kWide;
  if (i < n) f(Last<T>{n - kWide, lane_numbers<T>() >= static_cast<Lane<T>>(kWide - (n - i))}, 3);
}

template <class T, int kCount>
struct Some {
  typedef T Type __attribute__((vector_size(kCount * sizeof(T))));
};

// All lanes as one, by halves; join(a, b) takes vectors of any length, and numbers.
template <class T, int kCount, class J>
NT_INLINE T fold_lanes(const typename Some<T, kCount>::Type& v, J&& join) {
  if constexpr (kCount == 2) {
    return join(v[0], v[1]);
  } else {
    typename Some<T, kCount / 2>::Type low, high;
    __builtin_memcpy(&low, &v, sizeof low);
    __builtin_memcpy(&high, reinterpret_cast<const char*>(&v) + sizeof low, sizeof high);
    return fold_lanes<T, kCount / 2>(join(low, high), join);
  }
}

// Lanes of several chains, so that no sum waits for the one before.
template <class T>
struct Chains {
  Vector<T> lanes[kChains] = {};
  NT_INLINE double sum() const {
    return static_cast<double>(fold_lanes<T, kLanes<T>>((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]), [
    ](const auto& a, const auto& b) __attribute__((always_inline)) { return a + b; }));
  }
};

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
