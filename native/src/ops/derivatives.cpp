// Derivatives of elementwise ops that need more than a line.
#include "ops/algebra.h"

namespace nt {

// silu = x s with s = sigmoid(x); silu' = s (1 + x (1 - s))
Tensor silu_derivative(const Tensor& g, const Tensor& x) {
  const Tensor s = sigmoid(x);
  return g * (s * (x * (1 - s) + 1));
}

// gelu = x Phi(x); gelu' = Phi(x) + x phi(x)
Tensor gelu_derivative(const Tensor& g, const Tensor& x) {
  const Tensor cdf = (erf(x * kSqrtHalf) + 1) * 0.5;
  const Tensor pdf = exp(x * x * -0.5) * kInvSqrt2Pi;
  return g * (cdf + x * pdf);
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
