// nt::m: the functions of <math.h> for float and double under the same names on the CPU and on the GPU. On the GPU they
// are CUDA's. On the CPU the frequent float ones are our own polynomials, which the compiler vectorises in any loop; the
// others are libm's. Greatest errors of the polynomials in ulp (v3 and v4; at most 0.5 more without FMA, 1 for erfc and normal_cdf):
// exp 1.1, exp2 0.9, expm1 1.5, log 0.9, log2 1.6, log10 1.4, log1p 1.6, sin 1.6, cos 1.8, tanh 1.4, sigmoid 2.3, erf 1.4,
// erfc 3.5, normal_cdf 4.5. NaN, infinities, signed zeros and denormals come out as libm has them.
#pragma once

#include "functors/isa.h"

#ifdef __CUDA_ARCH__
#define NT_LIBM(name) ::name
#define NT_POLYNOMIAL(name) ::name##f
#else
#include "functors/math_erf.h"
#include "functors/math_exp.h"
#include "functors/math_log.h"
#include "functors/math_trig.h"
#define NT_LIBM(name) __builtin_##name
#define NT_POLYNOMIAL(name) poly::name
#endif

namespace nt::m {
NT_BEGIN_ISA_NAMESPACE

#define NT_MATH(name)                                           \
  NT_INLINE float name(float x) { return NT_LIBM(name##f)(x); } \
  NT_INLINE double name(double x) { return NT_LIBM(name)(x); }
#define NT_MATH2(name)                                                      \
  NT_INLINE float name(float x, float y) { return NT_LIBM(name##f)(x, y); } \
  NT_INLINE double name(double x, double y) { return NT_LIBM(name)(x, y); }
#define NT_MATH_POLYNOMIAL(name)                                   \
  NT_INLINE float name(float x) { return NT_POLYNOMIAL(name)(x); } \
  NT_INLINE double name(double x) { return NT_LIBM(name)(x); }

NT_MATH(fabs)
NT_MATH(sqrt)
NT_MATH(floor)
NT_MATH(ceil)
NT_MATH(trunc)
NT_MATH(nearbyint)  // half to even
NT_MATH2(copysign)

NT_MATH_POLYNOMIAL(exp)
NT_MATH_POLYNOMIAL(exp2)
NT_MATH_POLYNOMIAL(expm1)
NT_MATH_POLYNOMIAL(log)
NT_MATH_POLYNOMIAL(log2)
NT_MATH_POLYNOMIAL(log10)
NT_MATH_POLYNOMIAL(log1p)
NT_MATH_POLYNOMIAL(tanh)
NT_MATH_POLYNOMIAL(erf)
NT_MATH_POLYNOMIAL(erfc)

NT_MATH(tan)
NT_MATH(asin)
NT_MATH(acos)
NT_MATH(atan)
NT_MATH(sinh)
NT_MATH(cosh)
NT_MATH(asinh)
NT_MATH(acosh)
NT_MATH(atanh)
NT_MATH2(atan2)
NT_MATH2(pow)
NT_MATH2(fmod)

NT_INLINE double sin(double x) { return NT_LIBM(sin)(x); }
NT_INLINE double cos(double x) { return NT_LIBM(cos)(x); }
#ifdef __CUDA_ARCH__
NT_INLINE float sin(float x) { return ::sinf(x); }
NT_INLINE float cos(float x) { return ::cosf(x); }
#else
// Angles beyond 2^20 need a branch, and a loop with a branch isn't vectorised: see near.h.
NT_INLINE float sin(float x) { return poly::is_far_angle(x) ? __builtin_sinf(x) : poly::sin_near(x); }
NT_INLINE float cos(float x) { return poly::is_far_angle(x) ? __builtin_cosf(x) : poly::cos_near(x); }
#endif

template <class T>
NT_INLINE T rsqrt(T x) {
  return T(1) / m::sqrt(x);
}

// 1 / (1 + exp(-x)) without overflow, and with its digits for large negative x.
template <class T>
NT_INLINE T sigmoid(T x) {
  const T e = m::exp(-m::fabs(x));
  return (x < T(0) ? e : T(1)) / (T(1) + e);
}

// The standard normal distribution function with its digits for large negative x; on the CPU the float NaN gives 1.
#ifdef __CUDA_ARCH__
NT_INLINE float normal_cdf(float x) { return ::normcdff(x); }
NT_INLINE double normal_cdf(double x) { return ::normcdf(x); }
#else
NT_INLINE float normal_cdf(float x) { return poly::normal_cdf(x); }
NT_INLINE double normal_cdf(double x) { return 0.5 * __builtin_erfc(x * -0.70710678118654752440); }
#endif

template <class T>
NT_INLINE bool isnan(T x) {
  return x != x;
}
template <class T>
NT_INLINE bool isinf(T x) {
  return m::fabs(x) == static_cast<T>(__builtin_huge_val());
}
template <class T>
NT_INLINE bool isfinite(T x) {
  return m::fabs(x) < static_cast<T>(__builtin_huge_val());
}

#undef NT_MATH
#undef NT_MATH2
#undef NT_MATH_POLYNOMIAL

NT_END_ISA_NAMESPACE
}  // namespace nt::m

#undef NT_LIBM
#undef NT_POLYNOMIAL
