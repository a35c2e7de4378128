/* Elementwise ops of one tensor. */
#ifndef NATIVETORCH_OPS_UNARY_H
#define NATIVETORCH_OPS_UNARY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: e^x. Integers and bool give float32. @torch torch.exp */
NT_API nt_status nt_exp(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 2^x. Integers and bool give float32. @torch torch.exp2 @alias torch.special.exp2 */
NT_API nt_status nt_exp2(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: e^x - 1, exact near 0. Integers and bool give float32. @torch torch.expm1 @alias torch.special.expm1 */
NT_API nt_status nt_expm1(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: natural logarithm of x; NaN for x < 0, -inf at 0. Integers and bool give float32. @torch torch.log */
NT_API nt_status nt_log(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: logarithm of x to base 2. Integers and bool give float32. @torch torch.log2 */
NT_API nt_status nt_log2(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: logarithm of x to base 10. Integers and bool give float32. @torch torch.log10 */
NT_API nt_status nt_log10(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(1 + x), exact near 0. Integers and bool give float32. @torch torch.log1p @alias torch.special.log1p */
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

/** Elementwise: inverse sine in radians; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.asin @alias torch.arcsin */
NT_API nt_status nt_asin(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse cosine in radians; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.acos @alias torch.arccos */
NT_API nt_status nt_acos(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse tangent in radians. Integers and bool give float32. @torch torch.atan @alias torch.arctan */
NT_API nt_status nt_atan(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic sine. Integers and bool give float32. @torch torch.sinh */
NT_API nt_status nt_sinh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic cosine. Integers and bool give float32. @torch torch.cosh */
NT_API nt_status nt_cosh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: hyperbolic tangent. Integers and bool give float32. @torch torch.tanh */
NT_API nt_status nt_tanh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic sine. Integers and bool give float32. @torch torch.asinh @alias torch.arcsinh */
NT_API nt_status nt_asinh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic cosine; NaN below 1. Integers and bool give float32. @torch torch.acosh @alias torch.arccosh */
NT_API nt_status nt_acosh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: inverse hyperbolic tangent; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.atanh @alias torch.arctanh */
NT_API nt_status nt_atanh(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 / (1 + e^-x). Integers and bool give float32. @torch torch.sigmoid @alias torch.special.expit */
NT_API nt_status nt_sigmoid(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: error function 2/sqrt(pi) * integral of e^(-t^2) from 0 to x. Integers and bool give float32. @torch torch.erf @alias torch.special.erf */
NT_API nt_status nt_erf(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 - erf(x), exact for large x. Integers and bool give float32. @torch torch.erfc @alias torch.special.erfc */
NT_API nt_status nt_erfc(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(1 / (1 + e^-x)). Floating dtypes. @torch torch.nn.functional.logsigmoid */
NT_API nt_status nt_log_sigmoid(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * sigmoid(x). Floating dtypes. @torch torch.nn.functional.silu */
NT_API nt_status nt_silu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: -x. Every dtype but bool; the dtype stays. @torch torch.neg @alias torch.negative */
NT_API nt_status nt_neg(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: |x|; the gradient at 0 is 0. Every dtype but bool; the dtype stays. @torch torch.abs @alias torch.absolute */
NT_API nt_status nt_abs(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: -1, 0 or 1; 0 for NaN. Every dtype; it stays. @torch torch.sign @alias torch.sgn */
NT_API nt_status nt_sign(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * x. The dtype stays; bool gives int64. @torch torch.square */
NT_API nt_status nt_square(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: max(x, 0); NaN stays NaN; the gradient at 0 is 0. Every dtype but bool; the dtype stays. @torch torch.relu */
NT_API nt_status nt_relu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: smallest integer not below x. Every dtype but bool; integers stay as they are. @torch torch.ceil */
NT_API nt_status nt_ceil(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: largest integer not above x. Every dtype but bool; integers stay as they are. @torch torch.floor */
NT_API nt_status nt_floor(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: nearest integer, halves to even. Every dtype but bool; integers stay as they are. @torch torch.round @alias torch.special.round */
NT_API nt_status nt_round(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x without its fraction. Every dtype but bool; integers stay as they are. @torch torch.trunc @alias torch.fix */
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

/** Elementwise: x / (1 + |x|). Integers and bool give float32. @torch torch.nn.functional.softsign */
NT_API nt_status nt_softsign(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: min(max(x, min), max); NaN stays NaN. At least one bound is given; the gradient is 1 inside and on the bounds.
 *  Every dtype but bool; a floating bound on integers gives float32. @torch torch.clamp @alias torch.clip
 *  @param min lower bound (optional)
 *  @param max upper bound (optional) */
NT_API nt_status nt_clamp(const nt_tensor* self, const nt_scalar* min, const nt_scalar* max, nt_tensor* into,
                          nt_tensor** out);

/** Elementwise: rounded to that many decimals, halves to even. Floating dtypes, unless decimals is 0. @torch torch.round @csharp Round @alias torch.special.round
 *  @param decimals digits behind the point; negative ones round left of it */
NT_API nt_status nt_round_decimals(const nt_tensor* self, int64_t decimals, nt_tensor* into, nt_tensor** out);

/** Elementwise: NaN and infinities replaced by numbers; the dtype stays. @torch torch.nan_to_num
 *  @param nan for NaN; 0 where it is not given (optional)
 *  @param posinf for inf; the dtype's greatest number where it is not given (optional)
 *  @param neginf for -inf; the dtype's lowest number where it is not given (optional) */
NT_API nt_status nt_nan_to_num(const nt_tensor* self, const double* nan, const double* posinf, const double* neginf, nt_tensor* into, nt_tensor** out);

/** Elementwise: degrees to radians. Integers and bool give float32. @torch torch.deg2rad */
NT_API nt_status nt_deg2rad(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: radians to degrees. Integers and bool give float32. @torch torch.rad2deg */
NT_API nt_status nt_rad2deg(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: whether the sign bit is set, as -0 has it. Every dtype; gives bool. @torch torch.signbit */
NT_API nt_status nt_signbit(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: whether x is +inf. Every dtype; gives bool. @torch torch.isposinf @csharp IsPosInf */
NT_API nt_status nt_isposinf(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: whether x is -inf. Every dtype; gives bool. @torch torch.isneginf @csharp IsNegInf */
NT_API nt_status nt_isneginf(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: whether x has no imaginary part: true. Every dtype; gives bool. @torch torch.isreal @csharp IsReal */
NT_API nt_status nt_isreal(const nt_tensor* self, nt_tensor** out);

/** self itself. Every dtype but bool. @torch torch.positive */
NT_API nt_status nt_positive(const nt_tensor* self, nt_tensor** out);

/** Elementwise: x = mantissa * 2^exponent with 1/2 <= |mantissa| < 1, the exponent in int32; 0, infinities and NaN are their
 *  own mantissa. Floating dtypes. @torch torch.frexp */
NT_API nt_status nt_frexp(const nt_tensor* self, nt_tensor** out, nt_tensor** exponent);

/** Elementwise: min(max(x, min), max) with tensors as bounds; NaN wins. Operands are broadcast and promoted. At least one
 *  bound is given. Every dtype but bool. @torch torch.clamp @csharp Clamp @alias torch.clip
 *  @param min lower bounds (optional)
 *  @param max upper bounds (optional) */
NT_API nt_status nt_clamp_tensors(const nt_tensor* self, const nt_tensor* min, const nt_tensor* max, nt_tensor* into,
                                  nt_tensor** out);

/** A new tensor of self's shape and dtype with one value everywhere. @torch torch.fill
 *  @param value a tensor without dimensions (or a number) */
NT_API nt_status nt_fill(const nt_tensor* self, const nt_tensor* value, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
