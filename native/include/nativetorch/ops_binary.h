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

/** Elementwise: self - alpha * other. Operands are broadcast and promoted. bool is refused. @torch torch.sub
 *  @param alpha factor of other (default 1) */
NT_API nt_status nt_sub(const nt_tensor* self, const nt_tensor* other, nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * other; logical and for bool. Operands are broadcast and promoted. @torch torch.mul */
NT_API nt_status nt_mul(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self / other; integers and bool give float32. Operands are broadcast and promoted. @torch torch.div */
NT_API nt_status nt_div(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: floor(self / other); an integer divided by zero is refused. Operands are broadcast and promoted. @torch torch.floor_divide */
NT_API nt_status nt_floor_divide(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: remainder of self / other with the sign of self. Operands are broadcast and promoted. @torch torch.fmod */
NT_API nt_status nt_fmod(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: remainder of self / other with the sign of other. Operands are broadcast and promoted. @torch torch.remainder */
NT_API nt_status nt_remainder(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self to the power of other; a negative whole number as exponent of integers is refused. Operands are broadcast and promoted. @torch torch.pow */
NT_API nt_status nt_pow(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the larger; NaN wins; the gradient is halved between equals. Operands are broadcast and promoted. @torch torch.maximum */
NT_API nt_status nt_maximum(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: the smaller; NaN wins; the gradient is halved between equals. Operands are broadcast and promoted. @torch torch.minimum */
NT_API nt_status nt_minimum(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: angle in radians of the point (other, self). Operands are broadcast and promoted. @torch torch.atan2 */
NT_API nt_status nt_atan2(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self & other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_and */
NT_API nt_status nt_bitwise_and(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self | other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_or */
NT_API nt_status nt_bitwise_or(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self ^ other; integers and bool. Operands are broadcast and promoted. @torch torch.bitwise_xor */
NT_API nt_status nt_bitwise_xor(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self and other as truth values; gives bool. Operands are broadcast and promoted. @torch torch.logical_and */
NT_API nt_status nt_logical_and(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self or other as truth values; gives bool. Operands are broadcast and promoted. @torch torch.logical_or */
NT_API nt_status nt_logical_or(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: exactly one of self and other is true; gives bool. Operands are broadcast and promoted. @torch torch.logical_xor */
NT_API nt_status nt_logical_xor(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self == other; gives bool. Operands are broadcast and promoted. @torch torch.eq */
NT_API nt_status nt_eq(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self != other; gives bool. Operands are broadcast and promoted. @torch torch.ne */
NT_API nt_status nt_ne(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self < other; gives bool. Operands are broadcast and promoted. @torch torch.lt */
NT_API nt_status nt_lt(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self <= other; gives bool. Operands are broadcast and promoted. @torch torch.le */
NT_API nt_status nt_le(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self > other; gives bool. Operands are broadcast and promoted. @torch torch.gt */
NT_API nt_status nt_gt(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self >= other; gives bool. Operands are broadcast and promoted. @torch torch.ge */
NT_API nt_status nt_ge(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self where condition, else other. Operands are broadcast and promoted; condition is bool. @torch torch.where */
NT_API nt_status nt_where(const nt_tensor* condition, const nt_tensor* self, const nt_tensor* other, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
