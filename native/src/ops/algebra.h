// Tensor algebra for derivative formulas: operators and constants. Everything here is differentiable.
#pragma once

#include "ops/ops.h"
#include "ops/base_table.h"

namespace nt {

constexpr double kPi = 3.14159265358979323846;
constexpr double kLn2 = 0.69314718055994530942;
constexpr double kLn10 = 2.30258509299404568402;
constexpr double kTwoOverSqrtPi = 1.12837916709551257390;
constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kInvSqrt2Pi = 0.39894228040143267794;
constexpr double kSqrt2Pi = 2.50662827463100050242;
constexpr double kSqrt2OverPi = 0.79788456080286535588;
constexpr double kHalfSqrtPi = 0.88622692545275801365;
constexpr double kSeluScale = 1.0507009873554804934193349852946;
constexpr double kSeluAlpha = 1.6732632423543772848170429916717;

#define NT_OPERATOR(symbol, function)                                                                                 \
  inline Tensor operator symbol(const Tensor& a, const Tensor& b) { return function(a, b); }                          \
  inline Tensor operator symbol(const Tensor& a, Scalar b) { return function(a, scalar_tensor(b)); }                  \
  inline Tensor operator symbol(Scalar a, const Tensor& b) { return function(scalar_tensor(a), b); }
NT_OPERATOR(+, add)
NT_OPERATOR(-, sub)
NT_OPERATOR(*, mul)
NT_OPERATOR(/, div)
NT_OPERATOR(<, lt)
NT_OPERATOR(>, gt)
NT_OPERATOR(<=, le)
NT_OPERATOR(>=, ge)
#undef NT_OPERATOR
inline Tensor operator-(const Tensor& a) { return neg(a); }
inline Tensor minimum(const Tensor& a, Scalar b) { return minimum(a, scalar_tensor(b)); }

// t * s, without work where s is 1.
inline Tensor scaled(const Tensor& t, Scalar s) { return s.to<double>() == 1 ? t : t * s; }

// Derivatives that need more than a line; they stand in ops/derivatives.cpp.
Tensor silu_second_derivative(const Tensor& x);
Tensor gelu_second_derivative(const Tensor& x);
Tensor gelu_tanh_second_derivative(const Tensor& x);
Tensor mish_derivative(const Tensor& g, const Tensor& x);
Tensor hardswish_derivative(const Tensor& g, const Tensor& x);
Tensor logit_derivative(const Tensor& g, const Tensor& x, Scalar eps);
// Derivatives of special functions without the incoming gradient.
Tensor special_i1_slope(const Tensor& x, const Tensor& y);
Tensor special_i1e_slope(const Tensor& x, const Tensor& y);
Tensor sinc_slope(const Tensor& x);
// g where x lies within the bounds that are given.
Tensor clamp_derivative(const Tensor& g, const Tensor& x, Scalar min, Scalar max);
Tensor pow_derivative_base(const Tensor& g, const Tensor& a, const Tensor& b);
Tensor pow_derivative_exponent(const Tensor& g, const Tensor& a, const Tensor& b, const Tensor& y);
// Of igamma for its second operand.
Tensor igamma_derivative(const Tensor& g, const Tensor& a, const Tensor& x);
// g log(b), and 0 where a is 0 and log(b) is no number; g log(1 + b) likewise.
Tensor xlogy_derivative(const Tensor& g, const Tensor& a, const Tensor& b);
Tensor xlog1py_derivative(const Tensor& g, const Tensor& a, const Tensor& b);
Tensor copysign_derivative(const Tensor& g, const Tensor& a, const Tensor& b);
// Whether a is the result.
Tensor fmax_wins(const Tensor& a, const Tensor& b);
Tensor fmin_wins(const Tensor& a, const Tensor& b);
// Refuses: PyTorch has no formula either.
[[noreturn]] Tensor no_derivative(const Tensor& g, const char* op);
// g where this operand won, half of it where both are equal, 0 where `lost`.
Tensor extremum_derivative(const Tensor& g, const Tensor& lost, const Tensor& equal);

}  // namespace nt
