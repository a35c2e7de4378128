/* Elementwise ops of three tensors. */
#ifndef NATIVETORCH_OPS_TERNARY_H
#define NATIVETORCH_OPS_TERNARY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: self + value * tensor1 * tensor2. Operands are broadcast and promoted. Every dtype but bool. @torch torch.addcmul
 *  @param value factor of the product; its fraction is cut for integers (default 1) */
NT_API nt_status nt_addcmul(const nt_tensor* self, const nt_tensor* tensor1, const nt_tensor* tensor2, nt_scalar value,
                            nt_tensor* into, nt_tensor** out);

/** Elementwise: self + value * tensor1 / tensor2; two integers are not divided. Operands are broadcast and promoted. @torch torch.addcdiv
 *  @param value factor of the quotient (default 1) */
NT_API nt_status nt_addcdiv(const nt_tensor* self, const nt_tensor* tensor1, const nt_tensor* tensor2, nt_scalar value,
                            nt_tensor* into, nt_tensor** out);

/** Elementwise: self + weight * (end - self). Operands are broadcast; all of one floating dtype. @torch torch.lerp
 *  @param end where weight 1 leads
 *  @param weight how far (or a number) */
NT_API nt_status nt_lerp(const nt_tensor* self, const nt_tensor* end, const nt_tensor* weight, nt_tensor* into,
                         nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
