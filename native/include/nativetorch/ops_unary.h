/* Elementwise ops of one tensor. */
#ifndef NATIVETORCH_OPS_UNARY_H
#define NATIVETORCH_OPS_UNARY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: e^x. Integers and bool give float32. @torch torch.exp */
NT_API nt_status nt_exp(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 2^x. Integers and bool give float32. @torch torch.exp2 */
NT_API nt_status nt_exp2(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: e^x - 1, exact near 0. Integers and bool give float32. @torch torch.expm1 */
NT_API nt_status nt_expm1(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: natural logarithm of x; NaN for x < 0, -inf at 0. Integers and bool give float32. @torch torch.log */
NT_API nt_status nt_log(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: logarithm of x to base 2. Integers and bool give float32. @torch torch.log2 */
NT_API nt_status nt_log2(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: logarithm of x to base 10. Integers and bool give float32. @torch torch.log10 */
NT_API nt_status nt_log10(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(1 + x), exact near 0. Integers and bool give float32. @torch torch.log1p */
NT_API nt_status nt_log1p(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: square root of x; NaN for x < 0. Integers and bool give float32. @torch torch.sqrt */
NT_API nt_status nt_sqrt(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 / sqrt(x). Integers and bool give float32. @torch torch.rsqrt */
NT_API nt_status nt_rsqrt(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 / x. Integers and bool give float32. @torch torch.reciprocal */
NT_API nt_status nt_reciprocal(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: sine of x in radians. Integers and bool give float32. @torch torch.sin */
NT_API nt_status nt_sin(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: cosine of x in radians. Integers and bool give float32. @torch torch.cos */
NT_API nt_status nt_cos(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: tangent of x in radians. Integers and bool give float32. @torch torch.tan */
NT_API nt_status nt_tan(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse sine in radians; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.asin */
NT_API nt_status nt_asin(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse cosine in radians; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.acos */
NT_API nt_status nt_acos(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse tangent in radians. Integers and bool give float32. @torch torch.atan */
NT_API nt_status nt_atan(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic sine. Integers and bool give float32. @torch torch.sinh */
NT_API nt_status nt_sinh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic cosine. Integers and bool give float32. @torch torch.cosh */
NT_API nt_status nt_cosh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic tangent. Integers and bool give float32. @torch torch.tanh */
NT_API nt_status nt_tanh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic sine. Integers and bool give float32. @torch torch.asinh */
NT_API nt_status nt_asinh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic cosine; NaN below 1. Integers and bool give float32. @torch torch.acosh */
NT_API nt_status nt_acosh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic tangent; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.atanh */
NT_API nt_status nt_atanh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 / (1 + e^-x). Integers and bool give float32. @torch torch.sigmoid */
NT_API nt_status nt_sigmoid(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: error function 2/sqrt(pi) * integral of e^(-t^2) from 0 to x. Integers and bool give float32. @torch torch.erf */
NT_API nt_status nt_erf(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 - erf(x), exact for large x. Integers and bool give float32. @torch torch.erfc */
NT_API nt_status nt_erfc(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(1 / (1 + e^-x)). Integers and bool give float32. @torch torch.nn.functional.logsigmoid */
NT_API nt_status nt_log_sigmoid(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * sigmoid(x). Floating dtypes. @torch torch.nn.functional.silu */
NT_API nt_status nt_silu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: -x. Every dtype but bool; the dtype stays. @torch torch.neg */
NT_API nt_status nt_neg(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: |x|; the gradient at 0 is 0. Every dtype but bool; the dtype stays. @torch torch.abs */
NT_API nt_status nt_abs(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: -1, 0 or 1; 0 for NaN. Every dtype; it stays. @torch torch.sign */
NT_API nt_status nt_sign(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * x. Every dtype but bool; the dtype stays. @torch torch.square */
NT_API nt_status nt_square(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: max(x, 0); NaN stays NaN; the gradient at 0 is 0. Every dtype but bool; the dtype stays. @torch torch.relu */
NT_API nt_status nt_relu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: smallest integer not below x. Every dtype but bool; integers stay as they are. @torch torch.ceil */
NT_API nt_status nt_ceil(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: largest integer not above x. Every dtype but bool; integers stay as they are. @torch torch.floor */
NT_API nt_status nt_floor(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: nearest integer, halves to even. Every dtype but bool; integers stay as they are. @torch torch.round */
NT_API nt_status nt_round(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x without its fraction. Every dtype but bool; integers stay as they are. @torch torch.trunc */
NT_API nt_status nt_trunc(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x - trunc(x). Floating dtypes. @torch torch.frac */
NT_API nt_status nt_frac(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x == 0. Every dtype; gives bool. @torch torch.logical_not */
NT_API nt_status nt_logical_not(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: each bit inverted; logical not for bool. Integers and bool. @torch torch.bitwise_not */
NT_API nt_status nt_bitwise_not(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: whether x is NaN. Every dtype; gives bool. @torch torch.isnan @csharp IsNan */
NT_API nt_status nt_isnan(const nt_tensor* self, nt_tensor** out);

/** Elementwise: whether x is +inf or -inf. Every dtype; gives bool. @torch torch.isinf @csharp IsInf */
NT_API nt_status nt_isinf(const nt_tensor* self, nt_tensor** out);

/** Elementwise: whether x is neither NaN nor infinite. Every dtype; gives bool. @torch torch.isfinite @csharp IsFinite */
NT_API nt_status nt_isfinite(const nt_tensor* self, nt_tensor** out);

/** Elementwise: x where x > 0, else slope * x. Floating dtypes. @torch torch.nn.functional.leaky_relu
 *  @param negative_slope slope below 0 (default 0.01) */
NT_API nt_status nt_leaky_relu(const nt_tensor* self, double negative_slope, nt_tensor* into, nt_tensor** out);

/** Elementwise: x where x > 0, else alpha * (e^x - 1). Floating dtypes. @torch torch.nn.functional.elu
 *  @param alpha value towards -inf, negated (default 1) */
NT_API nt_status nt_elu(const nt_tensor* self, double alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(1 + e^(beta * x)) / beta, and x itself where beta * x > threshold. Floating dtypes. @torch torch.nn.functional.softplus
 *  @param beta steepness (default 1)
 *  @param threshold where the function becomes x (default 20) */
NT_API nt_status nt_softplus(const nt_tensor* self, double beta, double threshold, nt_tensor* into, nt_tensor** out);

/** Elementwise: x / (1 + |x|). Floating dtypes. @torch torch.nn.functional.softsign */
NT_API nt_status nt_softsign(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * Phi(x), with the normal distribution's Phi(x) = (1 + erf(x / sqrt(2))) / 2. Floating dtypes. @torch torch.nn.functional.gelu */
NT_API nt_status nt_gelu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: min(max(x, min), max); NaN stays NaN. At least one bound is given; the gradient is 1 inside and on the bounds.
 *  Every dtype but bool; a floating bound on integers gives float32. @torch torch.clamp
 *  @param min lower bound (optional)
 *  @param max upper bound (optional) */
NT_API nt_status nt_clamp(const nt_tensor* self, const nt_scalar* min, const nt_scalar* max, nt_tensor* into,
                          nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
