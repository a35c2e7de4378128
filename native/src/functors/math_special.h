// nt::m: the special functions, one source for both compilers. All compute in double; float goes through double, so its
// results are right to the last bit or nearly. Greatest errors of double, in ulp where no root is near: digamma 6, zeta 4,
// i0e and i1e 3, erfcx 4, erfinv and ndtri 4, log_ndtr 5; igamma and igammac 1e-13 relative but for a above 1e6, where it
// grows to 1e-12. Edges are PyTorch's.
#pragma once

#include <math.h>

#include "functors/math.h"

namespace nt::m {
NT_BEGIN_ISA_NAMESPACE

constexpr double kPi = 3.14159265358979323846;
constexpr double kSqrt2 = 1.41421356237309504880;
constexpr double kHalfSqrtPi = 0.88622692545275801365;
constexpr double kInvSqrtPi = 0.56418958354775628695;
constexpr double kLogTwo = 0.69314718055994530942;
constexpr double kHuge = __builtin_huge_val();
constexpr double kNan = __builtin_nan("");

// The sum of a Chebyshev series, whose first coefficient counts half.
template <int kCount>
NT_HD double chebyshev(const double (&c)[kCount], double x) {
  double b0 = 0, b1 = 0, b2 = 0;
  for (int i = kCount - 1; i >= 0; --i) {
    b2 = b1;
    b1 = b0;
    b0 = 2 * x * b1 - b2 + c[i];
  }
  return 0.5 * (b0 - b2);
}

// log|gamma(x)|.
NT_HD double lgamma(double x) {
#ifdef __CUDA_ARCH__
  return ::lgamma(x);
#else
  if (isinf(x)) return kHuge;
  int sign;  // of gamma(x); lgamma itself would keep it in a global variable
  return __builtin_lgamma_r(x, &sign);
#endif
}

// log(gamma(1 + a)) for a of at least 0, with its digits near 0.
NT_HD double lgamma1p(double a) {
  if (a >= 1e-3) return lgamma(a + 1);
  return a * (-0.57721566490153286061 +
              a * (0.82246703342411321824 +
                   a * (-0.40068563438653142847 + a * (0.27058080842778454788 - a * 0.20738555102867398527))));
}

// gamma'(x) / gamma(x): recurrence up to 10, then the asymptotic series; below 0 by reflection.
NT_HD double digamma(double x) {
  if (x == 0) return copysign(kHuge, -x);
  double result = 0;
  if (x < 0) {
    if (x == trunc(x)) return kNan;
    const double rest = x - trunc(x);
    result = -kPi / tan(kPi * rest);
    x = 1 - x;
  }
  while (x < 10) {
    result -= 1 / x;
    x += 1;
  }
  if (x == 10) return result + 2.25175258906672110764;
  double series = 0;
  if (x < 1e17) {
    const double z = 1 / (x * x);
    series = z * (8.33333333333333333333e-2 +
                  z * (-8.33333333333333333333e-3 +
                       z * (3.96825396825396825397e-3 +
                            z * (-4.16666666666666666667e-3 +
                                 z * (7.57575757575757575758e-3 +
                                      z * (-2.10927960927960927961e-2 + z * 8.33333333333333333333e-2))))));
  }
  return result + log(x) - 0.5 / x - series;
}

// Hurwitz' zeta function, sum of (q + k)^-x over k >= 0, by Euler and Maclaurin.
NT_HD double zeta(double x, double q) {
  constexpr double kEpsilon = 1.11022302462515654042e-16;
  const double factors[12] = {12.0,
                              -720.0,
                              30240.0,
                              -1209600.0,
                              47900160.0,
                              -1.8924375803183791606e9,
                              7.47242496e10,
                              -2.950130727918164224e12,
                              1.1646782814350067249e14,
                              -4.5979787224074726105e15,
                              1.8152105401943546773e17,
                              -7.1661652561756670113e18};  // (2k)! / B2k
  if (x == 1) return kHuge;
  if (!(x > 1)) return kNan;
  if (q <= 0) {
    if (q == floor(q)) return kHuge;
    if (x != floor(x)) return kNan;  // powers of negative numbers
  }
  if (isnan(q)) return kNan;
  double s = pow(q, -x), a = q, b = 0;
  // Far below 0 only the terms around 0 count, which no sum of this length reaches.
  int i = 0;
  while (i < 9 || (a <= 9 && i < 100000)) {
    ++i;
    a += 1;
    b = pow(a, -x);
    s += b;
    if (-kEpsilon * s < b && b < kEpsilon * s) return s;
  }
  const double w = a;
  s += b * w / (x - 1);
  s -= 0.5 * b;
  a = 1;
  double k = 0;
  for (double factor : factors) {
    a *= x + k;
    b /= w;
    const double t = a * b / factor;
    s += t;
    if (fabs(t / s) < kEpsilon) return s;
    k += 1;
    a *= x + k;
    b /= w;
    k += 1;
  }
  return s;
}

// The first derivative of digamma: by reflection below 1/2, then six steps of the recurrence and the asymptotic series. In
// T, since that is what makes the poles as high as PyTorch's.
template <class T>
NT_HD T trigamma(T x) {
  T result = 0, sign = 1;
  if (x < T(0.5)) {
    sign = -1;
    const T s = sin(static_cast<T>(kPi) * x);
    result = -(static_cast<T>(kPi) * static_cast<T>(kPi)) / (s * s);
    x = 1 - x;
  }
  for (int i = 0; i < 6; ++i) {
    result += 1 / (x * x);
    x += 1;
  }
  const T z = 1 / (x * x);
  result += (1 + 1 / (2 * x) + z * (T(1.0 / 6) - z * (T(1.0 / 30) - z * (T(1.0 / 42) - z * T(1.0 / 30))))) / x;
  return sign * result;
}

// The nth derivative of digamma, for n of at least 2.
NT_HD double polygamma(int64_t n, double x) {
  const double order = static_cast<double>(n);
  return (n % 2 != 0 ? 1.0 : -1.0) * exp(lgamma(order + 1)) * zeta(order + 1, x);
}

// exp(-|x|) I0(x).
NT_HD double i0e(double x) {
  const double near[30] = {6.76795274409476085e-1,   -3.04682672343198399e-1,  1.71620901522208775e-1,
                           -9.49010970480476444e-2,  4.93052842396707085e-2,   -2.37374148058994688e-2,
                           1.05464603945949983e-2,   -4.32430999505057594e-3,  1.63947561694133580e-3,
                           -5.76375574538582366e-4,  1.88502885095841656e-4,   -5.75419501008210370e-5,
                           1.64484480707288971e-5,   -4.41673835845875056e-6,  1.11738753912010372e-6,
                           -2.67079385394061173e-7,  6.04699502254191895e-8,   -1.30002500998624804e-8,
                           2.65982372468238665e-9,   -5.18979560163526291e-10, 9.67580903537323691e-11,
                           -1.72682629144155571e-11, 2.95505266312963983e-12,  -4.85644678311192946e-13,
                           7.67618549860493562e-14,  -1.16853328779934517e-14, 1.71539128555513303e-15,
                           -2.43127984654795469e-16, 3.33079451882223810e-17,  -4.41534164647933938e-18};
  const double far[27] = {8.04490411014108832e-1,   3.36911647825569409e-3,   6.88975834691682398e-5,
                          2.89137052083475648e-6,   2.04891858946906374e-7,   2.26666899049817806e-8,
                          3.39623202570838635e-9,   4.94060238822496959e-10,  1.18891471078464383e-11,
                          -3.14991652796324136e-11, -1.32158118404477131e-11, -1.79417853150680612e-12,
                          7.18012445138366623e-13,  3.85277838274214270e-13,  1.54008621752140983e-14,
                          -4.15056934728722209e-14, -9.55484669882830765e-15, 3.81168066935262242e-15,
                          1.77256013305652638e-15,  -3.42548561967721913e-16, -2.82762398051658348e-16,
                          3.46122286769746109e-17,  4.46562142029676000e-17,  -4.83050448594418207e-18,
                          -7.23318048787475395e-18, 9.92147541217369860e-19,  1.19365089084598209e-18};
  const double a = fabs(x);
  if (a <= 8) return chebyshev(near, a / 4 - 1);
  return chebyshev(far, 16 / a - 1) / sqrt(a);
}

// exp(-|x|) I1(x).
NT_HD double i1e(double x) {
  const double near[30] = {2.52587186443633655e-1,   -1.76416518357834055e-1,  1.02643658689847095e-1,
                           -5.29459812080949914e-2,  2.47264490306265168e-2,   -1.05640848946261982e-2,
                           4.15642294431288816e-3,   -1.51357245063125315e-3,  5.12285956168575773e-4,
                           -1.61760815825896746e-4,  4.78156510755005423e-5,   -1.32731636560394358e-5,
                           3.47025130813767848e-6,   -8.56872026469545474e-7,  2.00329475355213526e-7,
                           -4.44505912879632808e-8,  9.38153738649577178e-9,   -1.88724975172282929e-9,
                           3.62559028155211704e-10,  -6.66348972350202774e-11, 1.17361862988909016e-11,
                           -1.98397439776494372e-12, 3.22379336594557471e-13,  -5.04218550472791169e-14,
                           7.60068429473540693e-15,  -1.10559694773538631e-15, 1.55363195773620047e-16,
                           -2.11142121435816608e-17, 2.77791411276104637e-18,  -3.54158177254213621e-19};
  const double far[27] = {7.78576235018280120e-1,   -9.76109749136146841e-3,  -1.10588938762623716e-4,
                          -3.88256480887769039e-6,  -2.51223623787020893e-7,  -2.63146884688951951e-8,
                          -3.83538038596423702e-9,  -5.58974346219658381e-10, -1.89749581235054123e-11,
                          3.25260358301548824e-11,  1.41258074366137813e-11,  2.03562854414708951e-12,
                          -7.19855177624590851e-13, -4.08355111109219732e-13, -2.10154184277266431e-14,
                          4.27244001671195135e-14,  1.04202769841288028e-14,  -3.81443040724370078e-15,
                          -1.88035477551078245e-15, 3.30820231092092828e-16,  2.96262899764595014e-16,
                          -3.20952592199342396e-17, -4.65030536848935833e-17, 4.41434832307170795e-18,
                          7.51729631084210481e-18,  -9.31417886732688338e-19, -1.24219327519489096e-18};
  const double a = fabs(x);
  const double y = a <= 8 ? chebyshev(near, a / 4 - 1) * a : chebyshev(far, 16 / a - 1) / sqrt(a);
  return x < 0 ? -y : y;
}

// exp(|x|) in two factors, so that I0 and I1 overflow no sooner than they must.
NT_HD double i0(double x) {
  const double half = exp(fabs(x) / 2);
  return half * i0e(x) * half;
}
NT_HD double i1(double x) {
  const double half = exp(fabs(x) / 2);
  return half * i1e(x) * half;
}

// exp(x^2) erfc(x).
NT_HD double erfcx(double x) {
  if (x < -26.7) return kHuge;
  if (x < 25) {
    const double high = x * x;
    const double low = ::fma(x, x, -high);  // what the square lost matters to its exponential
    const double e = exp(high);
    return (e + e * low) * erfc(x);
  }
  // 1 / (x sqrt pi) (1 - 1 / (2 x^2) + 1 3 / (2 x^2)^2 - ...)
  const double z = 0.5 / (x * x);
  return kInvSqrtPi / x * (1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z * (1 - 9 * z)))));
}

// The x whose erfc is q, for 0 < q < 1/2: a rational start, then Newton's steps on log(erfc(x)) - log(q), which is nearly a
// parabola and keeps its digits for the smallest q.
NT_HD double erfc_inverse_tail(double q) {
  const double goal = log(q), t = sqrt(-2 * (goal - kLogTwo));
  double x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
  for (int i = 0; i < 3; ++i) {
    const double scaled = erfcx(x);
    x += (log(scaled) - x * x - goal) * scaled * kHalfSqrtPi;
  }
  return x;
}

// The x whose erf is y.
NT_HD double erfinv(double y) {
  const double a = fabs(y);
  if (!(a <= 1)) return kNan;
  if (a == 1) return copysign(kHuge, y);
  if (a > 0.5) return copysign(erfc_inverse_tail(1 - a), y);
  // A rational start for the middle, then Newton's steps on erf, which is accurate here.
  const double z = y * y;
  double x = y * (((-0.140543331 * z + 0.914624893) * z - 1.645349621) * z + 0.886226899) /
             ((((0.012229801 * z - 0.329097515) * z + 1.442710462) * z - 2.118377725) * z + 1);
  for (int i = 0; i < 2; ++i) x -= (erf(x) - y) * kHalfSqrtPi * exp(x * x);
  return x;
}

// The x at which the normal distribution function is p.
NT_HD double ndtri(double p) {
  if (!(p >= 0 && p <= 1)) return kNan;
  if (p == 0) return -kHuge;
  if (p == 1) return kHuge;
  if (p < 0.25) {
    // Denormal p: 2 p still has all its digits.
    return -kSqrt2 * erfc_inverse_tail(2 * p);
  }
  return p > 0.75 ? kSqrt2 * erfc_inverse_tail(2 * (1 - p)) : kSqrt2 * erfinv(2 * p - 1);
}

// The logarithm of the normal distribution function.
NT_HD double log_ndtr(double x) {
  const double t = x / kSqrt2;
  if (x < -1) return log(erfcx(-t) / 2) - t * t;
  return log1p(-erfc(t) / 2);
}

// log(1 + x) - x with its digits near 0.
NT_HD double log1p_minus(double x) {
  if (fabs(x) > 0.3) return log1p(x) - x;
  // With r = x / (2 + x): log(1 + x) = 2 (r + r^3 / 3 + r^5 / 5 + ...), and x - 2 r = x r.
  const double r = x / (2 + x), z = r * r;
  double series = 0, power = z;
  for (int k = 3; k < 40; k += 2) {
    const double term = power / k;
    series += term;
    if (term < 1e-17 * series) break;
    power *= z;
  }
  return r * (2 * series - x);
}

// x^a e^-x / gamma(a + 1), without the cancellation of large exponents.
NT_HD double gamma_density(double a, double x) {
  if (a < 10) return exp(a * log(x) - x - lgamma1p(a));
  const double z = 1 / (a * a);
  const double stirling =
      (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360)))))) / a;
  const double exponent = x < 1e-3 * a ? a * (log(x / a) + 1) - x : a * log1p_minus((x - a) / a);
  return exp(exponent - stirling) / sqrt(2 * kPi * a);
}

// The lower incomplete gamma function, regularised: density (1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...).
NT_HD double gamma_series(double a, double x) {
  double term = 1, sum = 1, n = a;
  for (int i = 0; i < 1000000; ++i) {
    n += 1;
    term *= x / n;
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return gamma_density(a, x) * sum;
}

// The upper one as a continued fraction, from the front (Lentz).
NT_HD double gamma_fraction(double a, double x) {
  constexpr double kTiny = 1e-300;
  double b = x + 1 - a, c = 1 / kTiny;
  double d = 1 / (b == 0 ? kTiny : b), h = d;
  for (int i = 1; i < 1000000; ++i) {
    const double factor = -i * (i - a);
    b += 2;
    d = factor * d + b;
    if (d == 0) d = kTiny;
    c = b + factor / c;
    if (c == 0) c = kTiny;
    d = 1 / d;
    const double step = d * c;
    h *= step;
    if (fabs(step - 1) < 1e-16) break;
  }
  return gamma_density(a, x) * a * h;
}

// The upper one for small a and x, where 1 - P would cancel: 1 - x^a / gamma(a + 1) (1 + a sum (-x)^k / (k! (a + k))).
NT_HD double gamma_small(double a, double x) {
  double term = 1, sum = 0;
  for (int k = 1; k < 200; ++k) {
    term *= -x / k;
    const double part = term / (a + k);
    sum += part;
    if (fabs(part) < 1e-17 * fabs(sum)) break;
  }
  const double exponent = a * log(x) - lgamma1p(a);
  return -expm1(exponent) - exp(exponent) * a * sum;
}

// Far beyond what the series could sum: the first terms of the expansion around the normal distribution.
NT_HD double gamma_normal(double a, double x, bool upper) {
  const double mu = (x - a) / a;
  const double eta = copysign(sqrt(-2 * log1p_minus(mu)), mu);
  const double c0 = fabs(eta) < 1e-2 ? -1.0 / 3 + eta * (1.0 / 12 - eta * (2.0 / 135 - eta * (1.0 / 864))) : 1 / mu - 1 / eta;
  const double rest = exp(-0.5 * a * eta * eta) / sqrt(2 * kPi * a) * (c0 - 1.0 / 540 / a);
  const double t = eta * sqrt(a / 2);
  return upper ? 0.5 * erfc(t) + rest : 0.5 * erfc(-t) - rest;
}

// P(a, x) or Q(a, x): the lower or the upper incomplete gamma function over gamma(a).
NT_HD double incomplete_gamma(double a, double x, bool upper) {
  if (a < 0 || x < 0) return kNan;
  const double all = upper ? 0 : 1, none = upper ? 1 : 0;
  if (a == 0) return x > 0 ? all : kNan;
  if (x == 0) return none;
  if (isinf(a)) return isinf(x) ? kNan : none;
  if (isinf(x)) return all;
  if (isnan(a) || isnan(x)) return kNan;
  if (a > 1e8 && fabs(x - a) < 0.1 * a) return gamma_normal(a, x, upper);
  if (upper && x <= 1.1 && a < 1 && x < a + 0.5) return gamma_small(a, x);
  if (x <= 1 || x <= a) {
    if (upper && x <= 1.1 && a < 1) return gamma_small(a, x);
    const double p = gamma_series(a, x);
    return upper ? 1 - p : p;
  }
  const double q = gamma_fraction(a, x);
  return upper ? q : 1 - q;
}

#define NT_THROUGH_DOUBLE(name) \
  NT_INLINE float name(float x) { return static_cast<float>(name(static_cast<double>(x))); }
NT_THROUGH_DOUBLE(lgamma)
NT_THROUGH_DOUBLE(digamma)
NT_THROUGH_DOUBLE(i0)
NT_THROUGH_DOUBLE(i0e)
NT_THROUGH_DOUBLE(i1)
NT_THROUGH_DOUBLE(i1e)
NT_THROUGH_DOUBLE(erfinv)
NT_THROUGH_DOUBLE(ndtri)
NT_THROUGH_DOUBLE(log_ndtr)
#undef NT_THROUGH_DOUBLE
// Below 0 the square is rounded to float, as in PyTorch: its exponential shows that.
NT_INLINE float erfcx(float x) {
  if (x < 0) return 2 * exp(x * x) - static_cast<float>(erfcx(-static_cast<double>(x)));
  return static_cast<float>(erfcx(static_cast<double>(x)));
}

NT_END_ISA_NAMESPACE
}  // namespace nt::m
