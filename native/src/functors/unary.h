// Functors of one operand. T is float or double where a comment says nothing else; 16-bit floats are widened by the loops.
// A NaN operand gives NaN unless the comment says otherwise, and edge values are those of <math.h>.
#pragma once

#include <type_traits>

#include "functors/integer.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// The functors that only call the function of their name.
#define NT_MATH_FUNCTOR(Name, function)                          \
  template <class T>                                             \
  struct Name {                                                  \
    NT_INLINE T operator()(T x) const { return m::function(x); } \
  };
NT_MATH_FUNCTOR(Exp2, exp2)
NT_MATH_FUNCTOR(Expm1, expm1)  // exp(x) - 1 with its digits near 0
NT_MATH_FUNCTOR(Log, log)      // of 0: -inf; below: NaN
NT_MATH_FUNCTOR(Log2, log2)    // as Log
NT_MATH_FUNCTOR(Log10, log10)  // as Log
NT_MATH_FUNCTOR(Log1p, log1p)  // log(1 + x) with its digits near 0; of -1: -inf; below: NaN
NT_MATH_FUNCTOR(Sqrt, sqrt)    // below 0: NaN
NT_MATH_FUNCTOR(Rsqrt, rsqrt)  // of 0: inf; below: NaN
NT_MATH_FUNCTOR(Tan, tan)      // of infinities: NaN
NT_MATH_FUNCTOR(Asin, asin)    // outside [-1, 1]: NaN
NT_MATH_FUNCTOR(Acos, acos)    // outside [-1, 1]: NaN
NT_MATH_FUNCTOR(Atan, atan)
NT_MATH_FUNCTOR(Sinh, sinh)
NT_MATH_FUNCTOR(Cosh, cosh)
NT_MATH_FUNCTOR(Tanh, tanh)
NT_MATH_FUNCTOR(Asinh, asinh)
NT_MATH_FUNCTOR(Acosh, acosh)      // below 1: NaN
NT_MATH_FUNCTOR(Atanh, atanh)      // of -1 and 1: infinities; outside: NaN
NT_MATH_FUNCTOR(Sigmoid, sigmoid)  // 1 / (1 + exp(-x)), denormals included
NT_MATH_FUNCTOR(Erf, erf)
NT_MATH_FUNCTOR(Erfc, erfc)  // 1 - erf(x) with its digits for large x
#undef NT_MATH_FUNCTOR

// Far numbers take a branch on the CPU (near.h).
template <class T>
struct Exp {
  NT_INLINE T operator()(T x) const { return m::exp(x); }
};
// Of infinities: NaN. As Exp.
template <class T>
struct Sin {
  NT_INLINE T operator()(T x) const { return m::sin(x); }
};
template <class T>
struct Cos {
  NT_INLINE T operator()(T x) const { return m::cos(x); }
};
#ifndef __CUDACC__
template <>
struct Exp<float> {
  NT_INLINE float operator()(float x) const { return m::exp(x); }
  NT_INLINE float near(float x) const { return poly::exp_near(x); }
  static constexpr float kNear = poly::kNearPower;
};
template <>
struct Sin<float> {
  NT_INLINE float operator()(float x) const { return m::sin(x); }
  NT_INLINE float near(float x) const { return poly::sin_near(x); }
  static constexpr float kNear = poly::kNearAngle;
};
template <>
struct Cos<float> {
  NT_INLINE float operator()(float x) const { return m::cos(x); }
  NT_INLINE float near(float x) const { return poly::cos_near(x); }
  static constexpr float kNear = poly::kNearAngle;
};
#endif

// 1 / x; of a zero: the infinity of its sign.
template <class T>
struct Reciprocal {
  NT_INLINE T operator()(T x) const { return T(1) / x; }
};

// log(sigmoid(x)) without overflow: min(x, 0) - log1p(exp(-|x|)).
template <class T>
struct LogSigmoid {
  NT_INLINE T operator()(T x) const { return (x < T(0) ? x : T(0)) - m::log1p(m::exp(-m::fabs(x))); }
};

// x sigmoid(x); of -inf: NaN, as in PyTorch.
template <class T>
struct Silu {
  NT_INLINE T operator()(T x) const { return x * m::sigmoid(x); }
};

// x - trunc(x); of infinities: NaN.
template <class T>
struct Frac {
  NT_INLINE T operator()(T x) const { return x - m::trunc(x); }
};

// From here on T is any number type, too.

// -x; integers wrap.
template <class T>
struct Neg {
  NT_INLINE T operator()(T x) const { return wrapping_neg(x); }
};

// |x|; the lowest integer stays itself.
template <class T>
struct Abs {
  NT_INLINE T operator()(T x) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::fabs(x);
    else
      return is_negative(x) ? wrapping_neg(x) : x;
  }
};

// -1, 0 or 1; of NaN: 0; a bool stays itself.
template <class T>
struct Sign {
  NT_INLINE T operator()(T x) const {
    if constexpr (std::is_same_v<T, bool>)
      return x;
    else
      return x > T(0) ? T(1) : is_negative(x) ? static_cast<T>(-1) : T(0);
  }
};

// x x; integers wrap.
template <class T>
struct Square {
  NT_INLINE T operator()(T x) const { return wrapping_mul(x, x); }
};

// max(x, 0); of NaN: NaN.
template <class T>
struct Relu {
  NT_INLINE T operator()(T x) const { return is_negative(x) ? T(0) : x; }
};

// Rounding to whole numbers; integers are whole. Round takes halves to the even neighbour.
#define NT_ROUNDING_FUNCTOR(Name, function)      \
  template <class T>                             \
  struct Name {                                  \
    NT_INLINE T operator()(T x) const {          \
      if constexpr (std::is_floating_point_v<T>) \
        return m::function(x);                   \
      else                                       \
        return x;                                \
    }                                            \
  };
NT_ROUNDING_FUNCTOR(Ceil, ceil)
NT_ROUNDING_FUNCTOR(Floor, floor)
NT_ROUNDING_FUNCTOR(Round, nearbyint)
NT_ROUNDING_FUNCTOR(Trunc, trunc)
#undef NT_ROUNDING_FUNCTOR

// Predicates, of any type, bool included.

// x is 0; NaN isn't.
template <class T>
struct LogicalNot {
  NT_INLINE bool operator()(T x) const {
    if constexpr (std::is_same_v<T, bool>) {
      uint8_t byte;  // GCC vectorises this, but not !x
      __builtin_memcpy(&byte, &x, 1);
      return byte == 0;
    } else {
      return x == T(0);
    }
  }
};

// All bits flipped; not x for bool. Integers and bool.
template <class T>
struct BitwiseNot {
  NT_INLINE T operator()(T x) const {
    if constexpr (std::is_same_v<T, bool>)
      return LogicalNot<bool>{}(x);
    else
      return static_cast<T>(~x);
  }
};

#define NT_CLASS_FUNCTOR(Name, function, of_integers)       \
  template <class T>                                        \
  struct Name {                                             \
    NT_INLINE bool operator()([[maybe_unused]] T x) const { \
      if constexpr (std::is_floating_point_v<T>)            \
        return m::function(x);                              \
      else                                                  \
        return of_integers;                                 \
    }                                                       \
  };
NT_CLASS_FUNCTOR(IsNan, isnan, false)
NT_CLASS_FUNCTOR(IsInf, isinf, false)
NT_CLASS_FUNCTOR(IsFinite, isfinite, true)
#undef NT_CLASS_FUNCTOR

NT_END_FUNCTORS
