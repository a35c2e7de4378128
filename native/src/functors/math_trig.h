// float sin and cos as polynomials (host).
#pragma once

#include "functors/math_bits.h"

namespace nt::poly {
NT_BEGIN_ISA_NAMESPACE

// Up to this size an angle is reduced with a two- or three-part pi / 2; beyond it many more digits of pi are needed.
constexpr float kNearAngle = 0x1p20f;

// False for NaN, true for infinities.
NT_INLINE bool is_far_angle(float x) { return __builtin_fabsf(x) > kNearAngle; }

// angle = quarter * pi / 2 + r, |r| <= about pi / 4; the quarter is in the low bits.
struct Angle {
  uint32_t quarter;
  float r;
};
NT_INLINE Angle reduce_angle(float x) {
  const float sum = mul_add(x, 0x1.45f306p-1f, kRounder);
  const float n = sum - kRounder;
#ifdef NT_HAS_FMA
  float r = mul_add(n, -0x1.921fb4p+0f, x);  // all parts are below pi / 2, so that -0 stays -0
  r = mul_add(n, -0x1.4442d0p-24f, r);
  r = mul_add(n, -0x1.846988p-48f, r);
  return {to_bits(sum), r};
#else
  const double k = n;
  const double r = (x - k * 0x1.921fb544p+0) - k * 0x1.0b4611a626331p-34;  // the first product is exact
  return {to_bits(sum), static_cast<float>(r)};
#endif
}

// sin(quarter * pi / 2 + r)
NT_INLINE float sin_of(Angle a) {
  const float z = a.r * a.r;
  const float sine = mul_add(a.r * z, horner(z, -0x1.555540p-3f, 0x1.110522p-7f, -0x1.988d8ep-13f), a.r);
  const float odd = __builtin_copysignf(sine, a.r);  // -0 was lost
  const float cosine = horner(z, 1.0f, -0.5f, 0x1.555546p-5f, -0x1.6c09bap-10f, 0x1.9938dap-16f);
  const float result = (a.quarter & 1u) != 0 ? cosine : odd;
  return from_bits(to_bits(result) ^ ((a.quarter & 2u) << 30));
}

// For angles that aren't far.
NT_INLINE float sin_near(float x) { return sin_of(reduce_angle(x)); }
NT_INLINE float cos_near(float x) {
  Angle a = reduce_angle(x);
  a.quarter += 1;
  return sin_of(a);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::poly
