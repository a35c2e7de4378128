// Functors of special functions. T is float or double; all compute in double (math_special.h).
#pragma once

#include "core/scalar.h"
#include "functors/math_special.h"

NT_BEGIN_FUNCTORS

#define NT_SPECIAL_FUNCTOR(Name, function)                       \
  template <class T>                                             \
  struct Name {                                                  \
    NT_INLINE T operator()(T x) const { return m::function(x); } \
  };
NT_SPECIAL_FUNCTOR(Lgamma, lgamma)     // of 0 and negative whole numbers: inf
NT_SPECIAL_FUNCTOR(Digamma, digamma)   // of 0: the infinity of the other sign; of negative whole numbers: NaN
NT_SPECIAL_FUNCTOR(Erfinv, erfinv)     // outside [-1, 1]: NaN
NT_SPECIAL_FUNCTOR(I0, i0)
NT_SPECIAL_FUNCTOR(SpecialI0E, i0e)
NT_SPECIAL_FUNCTOR(SpecialI1, i1)
NT_SPECIAL_FUNCTOR(SpecialI1E, i1e)
NT_SPECIAL_FUNCTOR(SpecialErfcx, erfcx)
NT_SPECIAL_FUNCTOR(SpecialNdtri, ndtri)  // outside [0, 1]: NaN
NT_SPECIAL_FUNCTOR(SpecialLogNdtr, log_ndtr)
#undef NT_SPECIAL_FUNCTOR

// The nth derivative of digamma.
template <class T>
struct Polygamma {
  int64_t n;
  explicit Polygamma(const Scalar* p) : n(p[0].to<int64_t>()) {}
  NT_INLINE T operator()(T x) const {
    return n == 0 ? m::digamma(x) : n == 1 ? m::trigamma(x) : static_cast<T>(m::polygamma(n, static_cast<double>(x)));
  }
};

// -x log x; 0 at 0, -inf below.
template <class T>
struct SpecialEntr {
  NT_INLINE T operator()(T x) const {
    return x > T(0) ? -x * m::log(x) : x == T(0) ? T(0) : x < T(0) ? -static_cast<T>(m::kHuge) : x;
  }
};

// sin(pi x) / (pi x); 1 at 0.
template <class T>
struct Sinc {
  NT_INLINE T operator()(T x) const {
    const double z = m::kPi * static_cast<double>(x);
    return x == T(0) ? T(1) : static_cast<T>(m::sin(z) / z);
  }
};

// P(a, x) and Q(a, x); of negative operands: NaN.
template <class T>
struct Igamma {
  NT_INLINE T operator()(T a, T x) const { return static_cast<T>(m::incomplete_gamma(a, x, false)); }
};
template <class T>
struct Igammac {
  NT_INLINE T operator()(T a, T x) const { return static_cast<T>(m::incomplete_gamma(a, x, true)); }
};

// Hurwitz' zeta(x, q).
template <class T>
struct SpecialZeta {
  NT_INLINE T operator()(T x, T q) const { return static_cast<T>(m::zeta(x, q)); }
};

// x log(y), and 0 where x is 0; NaN where y is.
template <class T>
struct Xlogy {
  NT_INLINE T operator()(T x, T y) const { return m::isnan(y) ? y : x == T(0) ? T(0) : x * m::log(y); }
};

// x log(1 + y), and 0 where x is 0; NaN where y is.
template <class T>
struct SpecialXlog1Py {
  NT_INLINE T operator()(T x, T y) const { return m::isnan(y) ? y : x == T(0) ? T(0) : x * m::log1p(y); }
};

// log(e^a + e^b) without overflow.
template <class T>
struct Logaddexp {
  NT_INLINE T operator()(T a, T b) const {
    if (m::isinf(a) && a == b) return a;
    const T top = a > b ? a : b;
    return m::isnan(a) || m::isnan(b) ? a + b : top + m::log1p(m::exp(-m::fabs(a - b)));
  }
};

// log2(2^a + 2^b) without overflow.
template <class T>
struct Logaddexp2 {
  NT_INLINE T operator()(T a, T b) const {
    if (m::isinf(a) && a == b) return a;
    const T top = a > b ? a : b;
    return m::isnan(a) || m::isnan(b)
               ? a + b
               : top + m::log1p(m::exp2(-m::fabs(a - b))) * static_cast<T>(1.44269504088896340736);  // 1 / ln 2
  }
};

NT_END_FUNCTORS
