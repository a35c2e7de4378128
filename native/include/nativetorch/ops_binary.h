/* Elementwise ops and comparisons of two tensors. */
#ifndef NATIVETORCH_OPS_BINARY_H
#define NATIVETORCH_OPS_BINARY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: self + alpha * other. Operands are broadcast and promoted. @torch torch.add
 *  @param alpha factor of other (default 1) */
NT_API nt_status nt_add(const nt_tensor* self, const nt_tensor* other, nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: self - alpha * other. Operands are broadcast and promoted. bool is refused. @torch torch.sub @alias torch.subtract
 *  @param alpha factor of other (default 1) */
NT_API nt_status nt_sub(const nt_tensor* self, const nt_tensor* other, nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * other; logical and for bool. Operands are broadcast and promoted. @torch torch.mul @alias torch.multiply */
NT_API nt_status nt_mul(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self / other; integers and bool give float32. Operands are broadcast and promoted. @torch torch.div @alias torch.divide torch.true_divide */
NT_API nt_status nt_div(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: floor(self / other); an integer divided by zero is refused. Operands are broadcast and promoted. @torch torch.floor_divide */
NT_API nt_status nt_floor_divide(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: remainder of self / other with the sign of self. Operands are broadcast and promoted. @torch torch.fmod */
NT_API nt_status nt_fmod(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: remainder of self / other with the sign of other. Operands are broadcast and promoted. @torch torch.remainder */
NT_API nt_status nt_remainder(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self to the power of exponent; a negative whole number as exponent of integers is refused. Operands are broadcast and promoted. @torch torch.pow
 *  @param exponent the power (or a number) */
NT_API nt_status nt_pow(const nt_tensor* self, const nt_tensor* exponent, nt_tensor* into, nt_tensor** out);

/** Elementwise: the larger; NaN wins; the gradient is halved between equals. Operands are broadcast and promoted. @torch torch.maximum
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_maximum(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the smaller; NaN wins; the gradient is halved between equals. Operands are broadcast and promoted. @torch torch.minimum
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_minimum(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: angle in radians of the point (other, self). Operands are broadcast and promoted. @torch torch.atan2 @alias torch.arctan2
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_atan2(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self & other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_and */
NT_API nt_status nt_bitwise_and(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self | other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_or */
NT_API nt_status nt_bitwise_or(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self ^ other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_xor */
NT_API nt_status nt_bitwise_xor(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self and other as truth values; gives bool. Operands are broadcast and promoted. @torch torch.logical_and
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_logical_and(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self or other as truth values; gives bool. Operands are broadcast and promoted. @torch torch.logical_or
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_logical_or(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: exactly one of self and other is true; gives bool. Operands are broadcast and promoted. @torch torch.logical_xor
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_logical_xor(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self == other; gives bool. Operands are broadcast and promoted. @torch torch.eq */
NT_API nt_status nt_eq(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self != other; gives bool. Operands are broadcast and promoted. @torch torch.ne @alias torch.not_equal */
NT_API nt_status nt_ne(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self < other; gives bool. Operands are broadcast and promoted. @torch torch.lt @alias torch.less */
NT_API nt_status nt_lt(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self <= other; gives bool. Operands are broadcast and promoted. @torch torch.le @alias torch.less_equal */
NT_API nt_status nt_le(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self > other; gives bool. Operands are broadcast and promoted. @torch torch.gt @alias torch.greater */
NT_API nt_status nt_gt(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self >= other; gives bool. Operands are broadcast and promoted. @torch torch.ge @alias torch.greater_equal */
NT_API nt_status nt_ge(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self where condition, else other. Operands are broadcast and promoted; condition is bool. @torch torch.where */
NT_API nt_status nt_where(const nt_tensor* condition, const nt_tensor* self, const nt_tensor* other, nt_tensor** out);

/** Elementwise: other - alpha * self. bool is refused. Operands are broadcast and promoted. @torch torch.rsub
 *  @param alpha factor of self (default 1) */
NT_API nt_status nt_rsub(const nt_tensor* self, const nt_tensor* other, nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: self / other, rounded; integers stay integers then, and one divided by zero is refused. Operands are broadcast
 *  and promoted. @torch torch.div @csharp Div @alias torch.divide
 *  @param rounding_mode towards zero or downwards; not at all where it is not given (enum RoundingMode, optional) */
NT_API nt_status nt_div_rounded(const nt_tensor* self, const nt_tensor* other, int32_t rounding_mode, nt_tensor* into,
                                nt_tensor** out);

/** Elementwise: self to the power of exponent, in float64. Operands are broadcast and promoted. @torch torch.float_power
 *  @param exponent the power (or a number) */
NT_API nt_status nt_float_power(const nt_tensor* self, const nt_tensor* exponent, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * 2^other. Integers and bool give float32. Operands are broadcast and promoted. @torch torch.ldexp
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_ldexp(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the larger; NaN wins; the gradient goes to self between equals. Every dtype. Operands are broadcast and promoted. @torch torch.clamp_min
 *  @param min lower bounds */
NT_API nt_status nt_clamp_min(const nt_tensor* self, const nt_tensor* min, nt_tensor* into, nt_tensor** out);

/** Elementwise: the smaller; NaN wins; the gradient goes to self between equals. Every dtype. Operands are broadcast and promoted. @torch torch.clamp_max
 *  @param max upper bounds */
NT_API nt_status nt_clamp_max(const nt_tensor* self, const nt_tensor* max, nt_tensor* into, nt_tensor** out);

/** Elementwise: the larger; NaN loses; the gradient goes to self between equals. Operands are broadcast and promoted. @torch torch.fmax
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_fmax(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the smaller; NaN loses; the gradient goes to self between equals. Operands are broadcast and promoted. @torch torch.fmin
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_fmin(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: |self| with the sign of other. Integers and bool give float32. Operands are broadcast and promoted. @torch torch.copysign */
NT_API nt_status nt_copysign(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the next number from self towards other; no gradient. Floating dtypes. Operands are broadcast and promoted. @torch torch.nextafter
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_nextafter(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: 0 where self is below 0, 1 above, values at 0, 0 for NaN; no gradient. Operands are broadcast, of one dtype.
 *  @torch torch.heaviside
 *  @param values what stands at 0 */
NT_API nt_status nt_heaviside(const nt_tensor* self, const nt_tensor* values, nt_tensor* into, nt_tensor** out);

/** Elementwise: sqrt(self^2 + other^2) without overflow. Floating dtypes. Operands are broadcast and promoted. @torch torch.hypot
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_hypot(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: greatest common divisor. Integers. Operands are broadcast and promoted. @torch torch.gcd
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_gcd(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: least common multiple. Integers. Operands are broadcast and promoted. @torch torch.lcm
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_lcm(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * 2^other by moving bits. Integers. Operands are broadcast and promoted. @torch torch.bitwise_left_shift */
NT_API nt_status nt_bitwise_left_shift(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: floor(self / 2^other) by moving bits. Integers. Operands are broadcast and promoted. @torch torch.bitwise_right_shift */
NT_API nt_status nt_bitwise_right_shift(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: |self - other| <= atol + rtol * |other|; gives bool. Operands are broadcast, of one dtype. @torch torch.isclose @csharp IsClose
 *  @param rtol tolerance in parts of other (default 1e-05)
 *  @param atol tolerance (default 1e-08)
 *  @param equal_nan whether NaN equals NaN (default false) */
NT_API nt_status nt_isclose(const nt_tensor* self, const nt_tensor* other, double rtol, double atol, uint8_t equal_nan,
                            nt_tensor** out);

/** Whether all elements are close, as isclose has it: 1 or 0. @torch torch.allclose @csharp none */
NT_API nt_status nt_allclose(const nt_tensor* self, const nt_tensor* other, double rtol, double atol, uint8_t equal_nan,
                             int32_t* result);

/** Whether shapes and all elements are equal: 1 or 0. Operands are of one dtype. @torch torch.equal @csharp none */
NT_API nt_status nt_equal(const nt_tensor* self, const nt_tensor* other, int32_t* result);

#ifdef __cplusplus
}
#endif
#endif
