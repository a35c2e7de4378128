// Functors about how numbers are written: signs, neighbours, bits, divisors. T is any number type where a comment says
// nothing else.
#pragma once

#include <math.h>

#include "core/scalar.h"
#include "functors/integer.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// Whether the sign bit is set, also that of -0 and NaN.
template <class T>
struct Signbit {
  NT_INLINE bool operator()(T x) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::copysign(T(1), x) < T(0);
    else
      return is_negative(x);
  }
};

template <class T>
struct IsPosInf {
  NT_INLINE bool operator()([[maybe_unused]] T x) const {
    if constexpr (std::is_floating_point_v<T>)
      return x == static_cast<T>(__builtin_huge_val());
    else
      return false;
  }
};

template <class T>
struct IsNegInf {
  NT_INLINE bool operator()([[maybe_unused]] T x) const {
    if constexpr (std::is_floating_point_v<T>)
      return x == -static_cast<T>(__builtin_huge_val());
    else
      return false;
  }
};

// NaN and infinities replaced by three numbers; integers have none.
template <class T>
struct NanToNum {
  T nan = T(0), high = T(0), low = T(0);
  explicit NanToNum(const Scalar* p) {
    if constexpr (std::is_floating_point_v<T>) {
      nan = p[0].to<T>();
      high = p[1].to<T>();
      low = p[2].to<T>();
    }
  }
  NT_INLINE T operator()(T x) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::isnan(x) ? nan : x == static_cast<T>(__builtin_huge_val()) ? high
                             : x == -static_cast<T>(__builtin_huge_val())  ? low
                                                                            : x;
    else
      return x;
  }
};

// To that many decimals, negative ones left of the point; halves to even. Floats only.
template <class T>
struct RoundDecimals {
  T scale;
  bool left;
  explicit RoundDecimals(const Scalar* p) : scale(T(1)), left(p[0].i < 0) {
    scale = m::pow(T(10), static_cast<T>(m::fabs(static_cast<double>(p[0].i))));
  }
  NT_INLINE T operator()(T x) const { return left ? m::nearbyint(x / scale) * scale : m::nearbyint(x * scale) / scale; }
};

// Degrees and radians; floats only.
template <class T>
struct Deg2Rad {
  NT_INLINE T operator()(T x) const { return x * static_cast<T>(0.017453292519943295769); }
};
template <class T>
struct Rad2Deg {
  NT_INLINE T operator()(T x) const { return x * static_cast<T>(57.295779513082320877); }
};

// x = mantissa 2^exponent with 1/2 <= |mantissa| < 1; 0, infinities and NaN are their own mantissa. Floats only.
template <class T>
struct FrexpMantissa {
  NT_INLINE T operator()(T x) const {
    int exponent;
    return part(x, &exponent);
  }
  static NT_INLINE float part(float x, int* exponent) { return ::frexpf(x, exponent); }
  static NT_INLINE double part(double x, int* exponent) { return ::frexp(x, exponent); }
};
template <class T>
struct FrexpExponent {
  NT_INLINE int32_t operator()(T x) const {
    int exponent = 0;
    if (m::isfinite(x)) FrexpMantissa<T>::part(x, &exponent);
    return exponent;
  }
};

// |a| with b's sign; floats only.
template <class T>
struct Copysign {
  NT_INLINE T operator()(T a, T b) const { return m::copysign(a, b); }
};

// The next number from a towards b; floats only.
template <class T>
struct Nextafter {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_same_v<T, float>)
      return ::nextafterf(a, b);
    else
      return ::nextafter(a, b);
  }
};

// sqrt(a^2 + b^2) without overflow; floats only.
template <class T>
struct Hypot {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_same_v<T, float>)
      return ::hypotf(a, b);
    else
      return ::hypot(a, b);
  }
};

// The larger and the smaller; NaN loses. Bool, too.
template <class T>
struct Fmax {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a > b) | (b != b) ? a : b;
    else
      return a > b ? a : b;
  }
};
template <class T>
struct Fmin {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a < b) | (b != b) ? a : b;
    else
      return a < b ? a : b;
  }
};

// One bound each; NaN wins.
template <class T>
struct ClampMin {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a > b) | (a != a) ? a : b;
    else
      return a > b ? a : b;
  }
};
template <class T>
struct ClampMax {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a < b) | (a != a) ? a : b;
    else
      return a < b ? a : b;
  }
};

// The greatest common divisor; of 0 and 0: 0. Integers only, of which the lowest wraps.
template <class T>
struct Gcd {
  NT_INLINE T operator()(T a, T b) const {
    while (b != T(0)) {
      const T rest = safe_modulo(a, b);
      a = b;
      b = rest;
    }
    return is_negative(a) ? wrapping_neg(a) : a;
  }
};

// The least common multiple; 0 where one is 0. Integers only, which wrap.
template <class T>
struct Lcm {
  NT_INLINE T operator()(T a, T b) const {
    const T divisor = Gcd<T>{}(a, b);
    if (divisor == T(0)) return T(0);
    const T multiple = wrapping_mul(safe_quotient(a, divisor), b);
    return is_negative(multiple) ? wrapping_neg(multiple) : multiple;
  }
};

// 0 below 0, 1 above, b at 0; 0 for NaN. Bool, too.
template <class T>
struct Heaviside {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_same_v<T, bool>) {
      return a | b;
    } else {
      return a == T(0) ? b : a > T(0) ? T(1) : T(0);
    }
  }
};

// a / b cut towards 0. Integers by zero: 0, to be refused before.
template <class T>
struct DivTrunc {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::trunc(a / b);
    else
      return safe_quotient(a, b);
  }
};

// Bits moved by b places; by none that there are: all of them go, and a negative number's sign stays on the right.
template <class T>
struct LeftShift {
  NT_INLINE T operator()(T a, T b) const {
    const bool all = is_negative(b) || b >= static_cast<T>(sizeof(T) * 8);
    return all ? T(0) : static_cast<T>(static_cast<Wide<T>>(a) << static_cast<Wide<T>>(b));
  }
};
template <class T>
struct RightShift {
  NT_INLINE T operator()(T a, T b) const {
    const bool all = is_negative(b) || b >= static_cast<T>(sizeof(T) * 8);
    if (all) return is_negative(a) ? static_cast<T>(-1) : T(0);
    return static_cast<T>(a >> b);
  }
};

NT_END_FUNCTORS
