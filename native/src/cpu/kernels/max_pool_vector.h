// What both directions of max pooling do with a vector.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

// Stores the first `n` lanes (n may be more than there are); a whole vector where `room`, up to the end of what may be
// written, lets it: who writes rows in order writes what is too much again.
template <class T>
NT_INLINE void store_some(T* to, const Vector<T>& v, int64_t n, int64_t room) {
  if (room >= kLanes<T>) return store(to, v);
  T lanes[kLanes<T>];
  store(lanes, v);
  for (int64_t i = 0; i < n && i < kLanes<T>; ++i) to[i] = lanes[i];
}

inline uintptr_t vector_aligned(const void* p) { return (reinterpret_cast<uintptr_t>(p) + kVectorBytes - 1) & ~uintptr_t{kVectorBytes - 1}; }

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
