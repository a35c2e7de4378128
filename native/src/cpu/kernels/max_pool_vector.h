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

// Numbers below 256 as bytes. GCC would take them out one by one where the instruction set has no narrowing: there the lowest
// bytes of each 16 are gathered first.
template <class T>
NT_INLINE void narrow(const Lanes<T>& numbers, uint8_t (&bytes)[kLanes<T>]) {
  if constexpr (kVectorBytes > 32) {
    Lane<T> lanes[kLanes<T>];
    store(lanes, numbers);
    for (int i = 0; i < kLanes<T>; ++i) bytes[i] = static_cast<uint8_t>(lanes[i]);
  } else {
    constexpr int kPart = 16, kOfPart = kPart / static_cast<int>(sizeof(T));
    typedef uint8_t All __attribute__((vector_size(kVectorBytes)));
    typedef int32_t Words __attribute__((vector_size(kVectorBytes)));
    All lowest;
#pragma GCC unroll 32
    for (int i = 0; i < kVectorBytes; ++i) {
      lowest[i] = static_cast<uint8_t>(i / kPart * kPart + i % kOfPart * static_cast<int>(sizeof(T)));
    }
    const Words words = reinterpret_cast<Words>(__builtin_shuffle(reinterpret_cast<All>(numbers), lowest));
#pragma GCC unroll 2
    for (int part = 0; part < kVectorBytes / kPart; ++part) {
      const int32_t word = words[part * kPart / 4];
      __builtin_memcpy(bytes + part * kOfPart, &word, kOfPart);
    }
  }
}

// memcpy of a row: for a few vectors a call costs more than they do. The last one overlaps the one before.
NT_INLINE void copy_short(void* to, const void* from, size_t bytes) {
  constexpr size_t kHalf = 16;
  if (bytes < kHalf || bytes > 16 * kVectorBytes) {
    std::memcpy(to, from, bytes);
    return;
  }
  auto* t = static_cast<uint8_t*>(to);
  const auto* f = static_cast<const uint8_t*>(from);
  if (bytes < kVectorBytes) {
    size_t i = 0;
    for (; i + kHalf < bytes; i += kHalf) __builtin_memcpy(t + i, f + i, kHalf);
    __builtin_memcpy(t + bytes - kHalf, f + bytes - kHalf, kHalf);
    return;
  }
  size_t i = 0;
  for (; i + kVectorBytes < bytes; i += kVectorBytes) store(t + i, load(f + i));
  store(t + bytes - kVectorBytes, load(f + bytes - kVectorBytes));
}

inline uintptr_t vector_aligned(const void* p) {
  return (reinterpret_cast<uintptr_t>(p) + kVectorBytes - 1) & ~uintptr_t{kVectorBytes - 1};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
