// What convolution's kernels add to vectors.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

using Floats = Vector<float>;
constexpr int kWide = kLanes<float>;
constexpr int kVectorRegisters = kVectorBytes == 64 ? 32 : 16;

// All bits of the first n lanes.
NT_INLINE Lanes<float> first_lanes(int64_t n) {
  Lanes<float> number;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) number[l] = l;
  return number < static_cast<int32_t>(n);
}

// GCC would make memory the operand of each multiply-add with v, and two loads a cycle are too few for that. With 32
// registers it is not told.
NT_INLINE void keep_in_register([[maybe_unused]] Floats& v) {
#if !defined(__AVX512F__)
  asm("" : "+x"(v));
#endif
}

// sums[m][n] += left(m) * right(n). Where registers are few, the fewer of the two stand in them, the others one by one.
template <int M, int N, class Left, class Right>
NT_INLINE void add_products(Floats (&sums)[M][N], const Left& left, const Right& right) {
  if constexpr (M < N && kVectorRegisters == 16) {
    Floats l[M];
#pragma GCC unroll 16
    for (int m = 0; m < M; ++m) keep_in_register(l[m] = left(m));
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) {
      Floats r = right(n);
      if constexpr (M > 1) keep_in_register(r);
#pragma GCC unroll 16
      for (int m = 0; m < M; ++m) sums[m][n] += l[m] * r;
    }
  } else {
    Floats r[N];
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) keep_in_register(r[n] = right(n));
#pragma GCC unroll 16
    for (int m = 0; m < M; ++m) {
      Floats l = left(m);
      if constexpr (N > 1) keep_in_register(l);
#pragma GCC unroll 16
      for (int n = 0; n < N; ++n) sums[m][n] += l * r[n];
    }
  }
}

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
