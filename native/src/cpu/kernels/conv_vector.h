// What convolution's kernels add to vectors.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

using Floats = Vector<float>;
constexpr int kWide = kLanes<float>;
constexpr int kVectorRegisters = kVectorBytes == 64 ? 32 : 16;

// n numbers, by halves of a vector at the end: rows are short, a call would cost more than they do.
NT_INLINE void copy_row(float* to, const float* from, int64_t n) {
  int64_t i = 0;
  for (; i + kWide <= n; i += kWide) store(to + i, load(from + i));
  if (kWide > 8 && (n & 8)) __builtin_memcpy(to + i, from + i, 32), i += 8;
  if (kWide > 4 && (n & 4)) __builtin_memcpy(to + i, from + i, 16), i += 4;
  if (n & 2) __builtin_memcpy(to + i, from + i, 8), i += 2;
  if (n & 1) to[i] = from[i];
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
