/* Neural network ops. */
#ifndef NATIVETORCH_OPS_NN_H
#define NATIVETORCH_OPS_NN_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** e^x_i / sum_j e^x_j along dim. Floating dtypes. @torch torch.softmax
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out);

/** log(softmax(x)) along dim, computed without overflow. Floating dtypes. @torch torch.log_softmax
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_log_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out);

/** Negative log likelihood of class indices: -weight[t] * self[t], over (N, C), (C) or (N, C, d1, ...); target is int64.
 *  reduction: 0 none, 1 mean (weighted), 2 sum. @torch torch.nn.functional.nll_loss
 *  @param weight one factor for each class (optional)
 *  @param reduction how losses are combined (default 1)
 *  @param ignore_index a target that counts for nothing (default -100) */
NT_API nt_status nt_nll_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t reduction,
                             int64_t ignore_index, nt_tensor** out);

/** nll_loss(log_softmax(self), target); a floating target holds class probabilities. @torch torch.nn.functional.cross_entropy
 *  @param weight one factor for each class (optional)
 *  @param reduction how losses are combined (default 1)
 *  @param ignore_index a target that counts for nothing (default -100)
 *  @param label_smoothing share of the target that is spread over all classes (default 0) */
NT_API nt_status nt_cross_entropy(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight,
                                  int32_t reduction, int64_t ignore_index, double label_smoothing, nt_tensor** out);

/** (self - target)^2, combined. reduction: 0 none, 1 mean, 2 sum. @torch torch.nn.functional.mse_loss
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_mse_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out);

/** In training: each element is 0 with probability p, else x / (1 - p). Draws as PyTorch does. @torch torch.nn.functional.dropout
 *  @param p probability of 0 (default 0.5)
 *  @param training whether anything is done at all (default true) */
NT_API nt_status nt_dropout(const nt_tensor* self, double p, uint8_t training, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
