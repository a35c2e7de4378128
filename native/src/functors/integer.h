// Arithmetic of numbers of any type: of integers it can neither overflow (it wraps, as PyTorch's does) nor trap.
#pragma once

#include <cstdint>
#include <type_traits>

#include "functors/isa.h"

NT_BEGIN_FUNCTORS

// Unsigned and at least as wide as int, so that no promotion makes it signed again.
template <class T>
using Wide = std::conditional_t<sizeof(T) <= 4, uint32_t, uint64_t>;

// x < 0, also where that is never so and compilers would say that.
template <class T>
NT_INLINE bool is_negative(T x) {
  if constexpr (std::is_signed_v<T>)
    return x < T(0);  // floats are signed
  else
    return false;
}

template <class T>
NT_INLINE T wrapping_add(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(static_cast<Wide<T>>(a) + static_cast<Wide<T>>(b));
  else
    return a + b;
}

template <class T>
NT_INLINE T wrapping_sub(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(static_cast<Wide<T>>(a) - static_cast<Wide<T>>(b));
  else
    return a - b;
}

template <class T>
NT_INLINE T wrapping_mul(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(static_cast<Wide<T>>(a) * static_cast<Wide<T>>(b));
  else
    return a * b;
}

template <class T>
NT_INLINE T wrapping_neg(T a) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(Wide<T>(0) - static_cast<Wide<T>>(a));
  else
    return -a;
}

// a / b towards zero; 0 for b = 0, which callers have refused already.
template <class T>
NT_INLINE T safe_quotient(T a, T b) {
  if (b == T(0)) return T(0);
  if (b == static_cast<T>(-1) && std::is_signed_v<T>) return wrapping_neg(a);  // lowest / -1 traps
  return static_cast<T>(a / b);
}

// a - b * safe_quotient(a, b), with the sign of a; 0 for b = 0.
template <class T>
NT_INLINE T safe_modulo(T a, T b) {
  if (b == T(0) || (b == static_cast<T>(-1) && std::is_signed_v<T>)) return T(0);
  return static_cast<T>(a % b);
}

// a to the power of b by squaring. Negative powers are those of 1 and -1, and 0 for the rest.
template <class T>
NT_INLINE T integer_power(T a, T b) {
  if (is_negative(b)) {
    if (a == T(1)) return T(1);
    if (a == static_cast<T>(-1)) return b % 2 == 0 ? T(1) : static_cast<T>(-1);
    return T(0);
  }
  T result = T(1);
  while (b != T(0)) {
    if (b & T(1)) result = wrapping_mul(result, a);
    a = wrapping_mul(a, a);
    b = static_cast<T>(b >> 1);
  }
  return result;
}

NT_END_FUNCTORS
