// Functors of three operands of one type.
#pragma once

#include "core/scalar.h"
#include "functors/integer.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// a + value b c; integers wrap.
template <class T>
struct Addcmul {
  T value;
  explicit Addcmul(const Scalar* p) : value(p[0].to<T>()) {}
  NT_INLINE T operator()(T a, T b, T c) const { return wrapping_add(a, wrapping_mul(wrapping_mul(value, b), c)); }
};

// a + value b / c; floats only.
template <class T>
struct Addcdiv {
  T value;
  explicit Addcdiv(const Scalar* p) : value(p[0].to<T>()) {}
  NT_INLINE T operator()(T a, T b, T c) const { return a + value * b / c; }
};

// a + weight (b - a), from the nearer end; floats only.
template <class T>
struct Lerp {
  NT_INLINE T operator()(T a, T b, T weight) const {
    return m::fabs(weight) < T(0.5) ? a + weight * (b - a) : b - (b - a) * (T(1) - weight);
  }
};

NT_END_FUNCTORS
