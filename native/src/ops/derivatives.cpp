// Derivatives of elementwise ops that need more than a line.
#include "ops/algebra.h"
#include "ops/table.h"

namespace nt {

// silu = x s with s = sigmoid(x); silu'' = s (1 - s) (2 + x (1 - 2 s))
Tensor silu_second_derivative(const Tensor& x) {
  const Tensor s = sigmoid(x);
  return s * (1 - s) * (x * (1 - s * 2) + 2);
}

// gelu = x Phi(x); gelu'' = phi(x) (2 - x^2)
Tensor gelu_second_derivative(const Tensor& x) {
  const Tensor square_x = x * x;
  return exp(square_x * -0.5) * kInvSqrt2Pi * (2 - square_x);
}

// With u = sqrt(2 / pi) (x + 0.044715 x^3) and t = tanh u: gelu = x (1 + t) / 2 and
// gelu'' = (1 - t^2) (u' + x (u'' - 2 t u'^2) / 2).
Tensor gelu_tanh_second_derivative(const Tensor& x) {
  const Tensor square_x = x * x;
  const Tensor t = tanh((square_x * x * 0.044715 + x) * kSqrt2OverPi);
  const Tensor slope = (square_x * (3 * 0.044715) + 1) * kSqrt2OverPi, bend = x * (6 * 0.044715 * kSqrt2OverPi);
  return (1 - t * t) * (slope + x * (bend - t * slope * slope * 2) * 0.5);
}

// mish = x t with t = tanh(softplus(x)); mish' = t + x (1 - t^2) sigmoid(x)
Tensor mish_derivative(const Tensor& g, const Tensor& x) {
  const Tensor t = tanh(softplus(x, 1.0, 20.0));
  return g * (t + x * sigmoid(x) * (1 - t * t));
}

Tensor hardswish_derivative(const Tensor& g, const Tensor& x) {
  const Tensor middle = where(x <= 3, g * (x * (1.0 / 3) + 0.5), g);
  return where(x < -3, scalar_tensor(0.0), middle);
}

// 1 / (x (1 - x)); 0 where eps cut, NaN outside [0, 1] where there is none.
Tensor logit_derivative(const Tensor& g, const Tensor& x, Scalar eps) {
  const double low = eps.given() ? eps.to<double>() : 0;
  const Tensor outside = logical_or(x < low, x > 1 - low);
  return where(outside, scalar_tensor(eps.given() ? 0.0 : __builtin_nan("")), g / (x * (1 - x)));
}

// I1' = I0 - I1 / x, which is 1/2 at 0.
Tensor special_i1_slope(const Tensor& x, const Tensor& y) {
  const Tensor at_zero = eq(x, scalar_tensor(0));
  const Tensor safe = masked_fill(x, at_zero, 1);
  return where(at_zero, scalar_tensor(0.5), i0(safe) - y / safe);
}

Tensor special_i1e_slope(const Tensor& x, const Tensor& y) {
  const Tensor at_zero = eq(x, scalar_tensor(0));
  const Tensor safe = masked_fill(x, at_zero, 1);
  return where(at_zero, scalar_tensor(0.5), special_i0e(safe) - y * (sign(safe) + reciprocal(safe)));
}

// (cos(pi x) - sinc(x)) / x, and 0 at 0.
Tensor sinc_slope(const Tensor& x) {
  const Tensor at_zero = eq(x, scalar_tensor(0));
  const Tensor safe = masked_fill(x, at_zero, 1);
  return masked_fill((cos(safe * kPi) - sinc(safe)) / safe, at_zero, 0);
}

// x^(a - 1) e^-x / gamma(a)
Tensor igamma_derivative(const Tensor& g, const Tensor& a, const Tensor& x) {
  return g * exp((a - 1) * log(x) - x - lgamma(a));
}

Tensor xlogy_derivative(const Tensor& g, const Tensor& a, const Tensor& b) {
  const Tensor none = logical_and(eq(a, scalar_tensor(0)), b <= 0);
  return g * masked_fill(log(b), none, 0);
}

Tensor xlog1py_derivative(const Tensor& g, const Tensor& a, const Tensor& b) {
  const Tensor none = logical_and(eq(a, scalar_tensor(0)), b <= -1);
  return g * masked_fill(log1p(b), none, 0);
}

// The sign that a got: that of |a|' times b's.
Tensor copysign_derivative(const Tensor& g, const Tensor& a, const Tensor& b) {
  return g * (sign(a) * copysign(scalar_tensor(1.0), b));
}

Tensor fmax_wins(const Tensor& a, const Tensor& b) { return logical_or(a >= b, isnan(b)); }
Tensor fmin_wins(const Tensor& a, const Tensor& b) { return logical_or(a <= b, isnan(b)); }

Tensor no_derivative(const Tensor&, const char* op) {
  fail(Code::autograd, "[", op, "] has no derivative for this operand");
}

Tensor clamp_derivative(const Tensor& g, const Tensor& x, Scalar min, Scalar max) {
  Tensor result = g;
  if (min.given()) result = where(x >= min, result, scalar_tensor(0.0));
  if (max.given()) result = where(x <= max, result, scalar_tensor(0.0));
  return result;
}

// d(a^b)/da = b a^(b-1), and 0 where b = 0 although a^(b-1) may be infinite there.
Tensor pow_derivative_base(const Tensor& g, const Tensor& a, const Tensor& b) {
  if (b.is_wrapped_number() && b.device().is_cpu()) {
    const double exponent = is_floating(b.dtype()) ? *b.data<double>() : static_cast<double>(*b.data<int64_t>());
    if (exponent == 0) return zeros_like(g);
    return g * (pow(a, scalar_tensor(exponent - 1)) * exponent);
  }
  return where(eq(b, scalar_tensor(0)), scalar_tensor(0.0), g * (b * pow(a, b - 1)));
}

// d(a^b)/db = a^b log a, and 0 where a = 0 and b >= 0 although log 0 is infinite.
Tensor pow_derivative_exponent(const Tensor& g, const Tensor& a, const Tensor& b, const Tensor& y) {
  const Tensor zero_base = logical_and(eq(a, scalar_tensor(0)), b >= 0);
  return where(zero_base, scalar_tensor(0.0), g * (y * log(a)));
}

Tensor extremum_derivative(const Tensor& g, const Tensor& lost, const Tensor& equal) {
  return masked_fill(where(equal, g * 0.5, g), lost, 0);
}

}  // namespace nt
