// Functors of two operands of one type. T is float, double or an integer type where a comment says nothing else; integers
// wrap. A NaN operand gives NaN unless the comment says otherwise.
#pragma once

#include "core/scalar.h"
#include "functors/integer.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// a + alpha b; for bool: a or (alpha and b).
template <class T>
struct Add {
  T alpha;
  explicit Add(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_same_v<T, bool>)
      return a | (alpha & b);
    else
      return wrapping_add(a, wrapping_mul(alpha, b));
  }
};

// a - alpha b.
template <class T>
struct Sub {
  T alpha;
  explicit Sub(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T a, T b) const { return wrapping_sub(a, wrapping_mul(alpha, b)); }
};

// b - alpha a.
template <class T>
struct Rsub {
  T alpha;
  explicit Rsub(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T a, T b) const { return wrapping_sub(b, wrapping_mul(alpha, a)); }
};

// a b; for bool: a and b.
template <class T>
struct Mul {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_same_v<T, bool>)
      return a & b;
    else
      return wrapping_mul(a, b);
  }
};

// a / b; floats only.
template <class T>
struct Div {
  NT_INLINE T operator()(T a, T b) const { return a / b; }
};

// floor(a / b), computed from the remainder, so that it is exact; by zero: a / b. Integers by zero: 0, to be refused before.
template <class T>
struct FloorDivide {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) {
      if (b == T(0)) return a / b;
      const T rest = m::fmod(a, b);
      T quotient = (a - rest) / b;
      if (rest != T(0) && is_negative(b) != is_negative(rest)) quotient -= T(1);
      if (quotient == T(0)) return m::copysign(T(0), a / b);
      const T whole = m::floor(quotient);
      return quotient - whole > T(0.5) ? whole + T(1) : whole;
    } else {
      const T quotient = safe_quotient(a, b);
      const bool down = safe_modulo(a, b) != T(0) && is_negative(a) != is_negative(b);
      return static_cast<T>(quotient - (down ? T(1) : T(0)));
    }
  }
};

// The remainder with the sign of a; by zero: NaN. Integers by zero: 0, to be refused before.
template <class T>
struct Fmod {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::fmod(a, b);
    else
      return safe_modulo(a, b);
  }
};

// The remainder with the sign of b; by zero as Fmod.
template <class T>
struct Remainder {
  NT_INLINE T operator()(T a, T b) const {
    const T rest = Fmod<T>{}(a, b);
    return rest != T(0) && is_negative(rest) != is_negative(b) ? static_cast<T>(rest + b) : rest;
  }
};

// a to the power of b. Of floats pow(1, NaN) and pow(NaN, 0) are 1; of integers negative powers are 0 unless |a| is 1.
template <class T>
struct Pow {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return m::pow(a, b);
    else
      return integer_power(a, b);
  }
};

// The larger one; NaN wins. Bool, too.
template <class T>
struct Maximum {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a > b) | (a != a) ? a : b;
    else
      return a > b ? a : b;
  }
};

// The smaller one; NaN wins. Bool, too.
template <class T>
struct Minimum {
  NT_INLINE T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return (a < b) | (a != a) ? a : b;
    else
      return a < b ? a : b;
  }
};

// The angle of the point (b, a); floats only.
template <class T>
struct Atan2 {
  NT_INLINE T operator()(T a, T b) const { return m::atan2(a, b); }
};

// Integers and bool.
template <class T>
struct BitwiseAnd {
  NT_INLINE T operator()(T a, T b) const { return static_cast<T>(a & b); }
};
template <class T>
struct BitwiseOr {
  NT_INLINE T operator()(T a, T b) const { return static_cast<T>(a | b); }
};
template <class T>
struct BitwiseXor {
  NT_INLINE T operator()(T a, T b) const { return static_cast<T>(a ^ b); }
};

NT_END_FUNCTORS
