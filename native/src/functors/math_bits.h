// What the polynomials of math_*.h are built from. Host only: the GPU uses CUDA's own library.
// All of it is branch-free, so that the compiler vectorises the loops around it. A limit is applied to bits where that
// can be: of two conditions on one float, GCC makes branches again, with a copy of the formula for each (jump threading).
#pragma once

#include <cstdint>

#include "functors/isa.h"

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define NT_HAS_FMA
#endif

namespace nt::poly {
NT_BEGIN_ISA_NAMESPACE

constexpr float kInfinity = __builtin_inff();
constexpr float kNan = __builtin_nanf("");

// ln 2 in two parts; multiples of the first by an exponent of two are exact.
constexpr float kLn2High = 0x1.62e4p-1f;
constexpr float kLn2Low = 0x1.7f7d1cp-20f;

NT_INLINE uint32_t to_bits(float x) {
  uint32_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

NT_INLINE float from_bits(uint32_t bits) {
  float x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

// a * b + c, in one instruction where there is one.
NT_INLINE float mul_add(float a, float b, float c) {
#ifdef NT_HAS_FMA
  return __builtin_fmaf(a, b, c);
#else
  return a * b + c;
#endif
}

// c0 + c1 x + c2 x^2 + ...
NT_INLINE float horner(float, float c) { return c; }
template <class... Rest>
NT_INLINE float horner(float x, float c0, Rest... rest) {
  return mul_add(x, horner(x, rest...), c0);
}

// Adding this rounds a float below 2^22 in size to an integer, which is then in the low bits of the sum.
constexpr float kRounder = 0x1.8p23f;

// The smaller of a and limit for a >= 0; NaN becomes limit.
NT_INLINE float min_positive(float a, float limit) {
  const uint32_t bits = to_bits(a), most = to_bits(limit);
  return from_bits(bits < most ? bits : most);
}

// n and kRounder + n, where n is x * scale rounded to an integer, but at most 128; for x * scale > -2^22 and NaN.
struct Rounded {
  float n;
  float sum;
};
NT_INLINE Rounded round_power(float x, float scale) {
  const float sum = min_positive(mul_add(x, scale, kRounder), kRounder + 128.0f);
  return {sum - kRounder, sum};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::poly
