/* Matrix products. */
#ifndef NATIVETORCH_OPS_MATMUL_H
#define NATIVETORCH_OPS_MATMUL_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Matrix product: (n, k) x (k, m); vectors and batches as in PyTorch. @torch torch.matmul */
NT_API nt_status nt_matmul(const nt_tensor* self, const nt_tensor* other, nt_tensor** out);

/** self weight^T + bias: (..., in) x (out, in) + (out). @torch torch.nn.functional.linear
 *  @param bias added to each row (optional) */
NT_API nt_status nt_linear(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
