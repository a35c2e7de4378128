// float log, log2, log10 and log1p as polynomials (host).
#pragma once

#include "functors/math_bits.h"

namespace nt::poly {
NT_BEGIN_ISA_NAMESPACE

constexpr uint32_t kTwoThirds = 0x3f2aaaabu;  // the bits of 2/3

// x = 2^exponent * (1 + f) with 1 + f in [2/3, 4/3), for 0 < x < inf.
struct Split {
  float exponent;
  float f;
};
NT_INLINE Split split(float x) {
  const uint32_t one = 127u << 23;
  const float up = x < 0x1p-126f ? 0x1p24f : 1.0f;  // makes denormals normal
  const uint32_t bits = to_bits(x * up) - kTwoThirds;
  const float f = from_bits((bits & 0x7fffffu) + kTwoThirds) - 1.0f;
  const int32_t n = static_cast<int32_t>(bits - (to_bits(up) - one)) >> 23;
  return {static_cast<float>(n), f};
}

// log(1 + f) - f for |f| <= 1/3
NT_INLINE float log_tail(float f) {
  return f * f *
         horner(f, -0.5f, 0x1.5554eep-2f, -0x1.ffffdap-3f, 0x1.99db48p-3f, -0x1.556d7ep-3f, 0x1.1e211cp-3f,
                -0x1.f8eaf6p-4f, 0x1.21dde2p-3f, -0x1.f47c8cp-4f);
}

// `result` for 0 < x < inf, and the limits elsewhere: -inf at 0, NaN below, inf and NaN for themselves.
NT_INLINE float log_edges(float x, float result) {
  const float edge = x == 0 ? -kInfinity : kNan;
  result = x > 0 ? result : edge;
  return x == kInfinity ? x : result;
}

NT_INLINE float log(float x) {
  const Split s = split(x);
  const float low = mul_add(s.exponent, kLn2Low, log_tail(s.f)) + s.f;
  return log_edges(x, mul_add(s.exponent, kLn2High, low));
}

// log of another base: 1 / ln(base) and log of 2 to that base, each in two parts.
NT_INLINE float log_to_base(float x, float high, float low, float two_high, float two_low) {
  const Split s = split(x);
  const float tail = mul_add(s.f, low, mul_add(s.exponent, two_low, log_tail(s.f) * high));
  return log_edges(x, mul_add(s.exponent, two_high, mul_add(s.f, high, tail)));
}

NT_INLINE float log2(float x) { return log_to_base(x, 0x1.715476p+0f, 0x1.4ae0cp-26f, 1.0f, 0.0f); }
NT_INLINE float log10(float x) {
  return log_to_base(x, 0x1.bcb7b2p-2f, -0x1.5b235ep-27f, 0x1.344p-2f, 0x1.3509f8p-18f);
}

NT_INLINE float log1p(float x) {
  const float u = 1.0f + x;
  const int32_t n = static_cast<int32_t>(to_bits(u) - kTwoThirds) >> 23;
  const float down =
      from_bits((129u << 23) - (static_cast<uint32_t>(n) << 23));  // 4 * 2^-n: 2^-n itself may be denormal
  const float f = mul_add(x * down, 0.25f, down * 0.25f - 1.0f);  // x itself when n is 0: no digit of a small x is lost
  const float exponent = static_cast<float>(n);
  const float result = mul_add(exponent, kLn2High, mul_add(exponent, kLn2Low, log_tail(f)) + f);
  return __builtin_copysignf(log_edges(u, result), x);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::poly
