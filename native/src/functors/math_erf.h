// float erf, erfc and the normal distribution function as polynomials (host).
#pragma once

#include "functors/math_exp.h"

namespace nt::poly {
NT_BEGIN_ISA_NAMESPACE

NT_INLINE float erf(float x) {
  const float a = __builtin_fabsf(x);
  const float small = mul_add(x,
                              horner(x * x, 0x1.06eba8p-3f, -0x1.81273ep-2f, 0x1.ce2ce6p-4f, -0x1.b7f71ap-6f,
                                     0x1.53f252p-8f, -0x1.a3515ep-11f, 0x1.4771fep-14f),
                              x);
  // erf rounds to 1 from 3.92 on. The fourth root of erfc is closer to a polynomial than erfc is.
  const float u = min_positive(a, 3.95f) - 2.0f;
  const float root = horner(u, 0x1.0bcc82p-2f, -0x1.27cb3cp-2f, 0x1.96141ep-4f, 0x1.c40fe4p-8f, -0x1.91a190p-7f,
                            0x1.92b9e2p-10f, 0x1.9b6598p-11f, -0x1.762920p-13f, -0x1.bae3bcp-16f);
  const float square = root * root;
  const float large = mul_add(-square, square, 1.0f);
  return a >= 1.0f ? __builtin_copysignf(large, x) : small;  // NaN is small
}

// x * x in two parts.
struct Square {
  float high, low;
};
NT_INLINE Square exact_square(float x) {
  const float high = x * x;
#ifdef NT_HAS_FMA
  return {high, __builtin_fmaf(x, x, -high)};
#else
  const float top = from_bits(to_bits(x) & 0xfffff000u), rest = x - top;
  return {high, (top * top - high + 2.0f * top * rest) + rest * rest};
#endif
}

// The argument of the polynomials for tails: v = (a - k) / (a + k), and t = 1 / (a + k).
struct Tail {
  float t, v;
};
NT_INLINE Tail tail_argument(float a, float k) {
  const float t = 1.0f / (a + k);
  float v = (a - k) * t;
#ifdef NT_HAS_FMA
  v = mul_add(t, mul_add(v, -a, mul_add(v + 1.0f, -k, a)), v);  // what the roundings lost
#endif
  return {t, v};
}

NT_INLINE float erfc(float x) {
  const float z = x * x;
  const float middle =
      1.0f - mul_add(x, horner(z, 0x1.06eba8p-3f, -0x1.812732p-2f, 0x1.ce249ap-4f, -0x1.b657c4p-6f, 0x1.34c8dcp-8f), x);
  const float size = __builtin_fabsf(x);
  const float a = min_positive(size, 10.1f);  // where it rounds to 0
  // erfc(a) = exp(-a^2) P(v) t 2^64
  const Tail y = tail_argument(a, 2.0f);
  const float p = horner(y.v, 0x1.058672p-64f, -0x1.5fd384p-65f, 0x1.1e2d82p-66f, -0x1.2a8bcep-69f, -0x1.600a66p-70f,
                         0x1.a8da26p-72f, 0x1.856b1cp-73f, -0x1.af18bcp-75f, -0x1.c3de4ep-76f);
  const Square s = exact_square(a);
  const float tail = exp_times(-s.high, -s.low, p * y.t);
  const float far = x < 0 ? 2.0f - tail : tail;
  return size >= 0.5f ? far : middle;  // NaN is in the middle
}

// The standard normal distribution function, (1 + erf(x / sqrt 2)) / 2, with all its digits for large negative x: there
// it is exp(-x^2 / 2) P(|x|) / Q(|x|) 2^64, with positive terms only in both polynomials. Of NaN: 1.
NT_INLINE float normal_cdf(float x) {
  const float a = min_positive(__builtin_fabsf(x), 14.3f);  // where it rounds to 0
  const float p = horner(a, 0x1p-65f, 0x1.bfac02p-66f, 0x1.7585e2p-67f, 0x1.4a7576p-69f, 0x1.0ac49ap-72f);
  const float q = horner(a, 1.0f, 0x1.ac1830p+0f, 0x1.32f320p+0f, 0x1.de6e66p-2f, 0x1.9e3240p-4f, 0x1.4e5706p-7f);
  const Square s = exact_square(a);
  const float tail = exp_times(-0.5f * s.high, -0.5f * s.low, p / q);
  return x < 0 ? tail : 1.0f - tail;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::poly
