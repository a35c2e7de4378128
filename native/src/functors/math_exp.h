// float exp, exp2, expm1 and tanh as polynomials (host).
#pragma once

#include "functors/math_bits.h"

namespace nt::poly {
NT_BEGIN_ISA_NAMESPACE

constexpr float kLog2E = 0x1.715476p+0f;

// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2
NT_INLINE float exp_tail(float r) {
  return horner(r, 0.5f, 0x1.5554aap-3f, 0x1.555532p-5f, 0x1.122b7ep-7f, 0x1.6cf924p-10f);
}

// x = n ln 2 + r with |r| <= ln(2) / 2, or with n = 128 and r > 0 beyond that; for x >= -104 and NaN.
struct Power {
  float r;
  float sum;  // kRounder + n
};
NT_INLINE Power reduce_power(float x) {
  const Rounded n = round_power(x, kLog2E);
  return {mul_add(n.n, -kLn2Low, mul_add(n.n, -kLn2High, x)), n.sum};
}

// p * 2^n for p > 0.01 and -151 <= n <= 128, rounded once where the result is denormal.
// The power is split in two, so that neither part leaves the range of normal floats.
NT_INLINE float scale_by_power(float p, float sum) {
  const int32_t below = static_cast<int32_t>(to_bits(sum) - to_bits(kRounder - 100.0f));
  const uint32_t up = static_cast<uint32_t>(below >> 31) & (64u << 23);  // for small n
  const float power = from_bits((to_bits(sum) << 23) + (126u << 23) + up);
  const float rest = from_bits((128u << 23) - up);
  return p * power * rest;
}

NT_INLINE float exp(float x) {
  x = x < -104.0f ? -104.0f : x;  // leaves NaN alone
  const Power y = reduce_power(x);
  const float p = mul_add(y.r * y.r, exp_tail(y.r), y.r);
  return scale_by_power(1.0f + p, y.sum);
}

// Up to this size exp(x) is a normal number by far.
constexpr float kNearPower = 87.0f;

// exp(x) there is p * 2^n, to the bits that exp has, with nothing to limit and to round again.
struct NearPower {
  float p;
  uint32_t exponent;  // of 2^n, what is added to the bits of a float to multiply it
};
NT_INLINE NearPower near_power(float x) {
  const float sum = mul_add(x, kLog2E, kRounder), n = sum - kRounder;
  const float r = mul_add(n, -kLn2Low, mul_add(n, -kLn2High, x));
  return {1.0f + mul_add(r * r, exp_tail(r), r), to_bits(sum) << 23};
}

// Two thirds of exp's time.
NT_INLINE float exp_near(float x) {
  const NearPower y = near_power(x);
  return from_bits(to_bits(y.p) + y.exponent);
}

// exp(x) for x <= 0, where it is a normal number by far, else 0. What comes of far numbers before it is thrown away is of
// no use, but no denormal, over which processors take a hundred times as long.
NT_INLINE float exp_or_zero(float x) {
  const NearPower y = near_power(x);
  const float result = y.p * from_bits(y.exponent + (127u << 23));  // a product, so that NaN stays NaN
  return x < -kNearPower ? 0.0f : result;
}

// exp(x + small) * factor * 2^64 for -104 <= x <= 0, where small is what did not fit in x. Thanks to the 2^64 the power
// of two is a normal number, and a denormal result is rounded once.
NT_INLINE float exp_times(float x, float small, float factor) {
  const float sum = mul_add(x, kLog2E, kRounder), n = sum - kRounder;
  const float r = mul_add(n, -kLn2Low, mul_add(n, -kLn2High, x)) + small;
  const float p = mul_add(r * r, exp_tail(r), r);
  const float power = from_bits((to_bits(sum) << 23) + ((127u + 64u) << 23));
  return mul_add(factor, p, factor) * power;
}

NT_INLINE float exp2(float x) {
  x = x < -151.0f ? -151.0f : x;
  const Rounded n = round_power(x, 1.0f);
  const float r = x - n.n;
  const float p =
      horner(r, 1.0f, 0x1.62e43p-1f, 0x1.ebfb94p-3f, 0x1.c6af9ep-5f, 0x1.3b681ep-7f, 0x1.5ef4e8p-10f, 0x1.17917ap-13f);
  return scale_by_power(p, n.sum);
}

NT_INLINE float expm1(float x) {
  const Power y = reduce_power(x < -20.0f ? -20.0f : x);
  const float p = mul_add(y.r * y.r, exp_tail(y.r), y.r);
  const float half_power = from_bits((to_bits(y.sum) << 23) + (126u << 23));  // 2^(n-1): 2^n itself may overflow
  const float result = 2.0f * mul_add(half_power, p, half_power - 0.5f);
  return __builtin_fabsf(x) < 0x1p-25f ? x : result;  // keeps denormals and -0
}

NT_INLINE float tanh(float x) {
  const float a = __builtin_fabsf(x);
  const float z = x * x;
  const float small =
      mul_add(x * z, horner(z, -0x1.555534p-2f, 0x1.110750p-3f, -0x1.b83fc4p-5f, 0x1.52330ep-6f, -0x1.75f5a2p-8f), x);
  const Power y = reduce_power(2.0f * min_positive(a, 9.1f));  // tanh(9.1) rounds to 1
  const float p = mul_add(y.r * y.r, exp_tail(y.r), y.r) + 1.0f;
  const float e = from_bits(to_bits(p) + (to_bits(y.sum) << 23));
  const float large = 1.0f - 2.0f / (e + 1.0f);
  return __builtin_copysignf(a >= 0.625f ? large : small, x);  // NaN is small; the sign is lost for -0
}

NT_END_ISA_NAMESPACE
}  // namespace nt::poly
