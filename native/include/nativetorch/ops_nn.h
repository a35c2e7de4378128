/* Neural network ops. */
#ifndef NATIVETORCH_OPS_NN_H
#define NATIVETORCH_OPS_NN_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Cross-correlation: (N, C, H, W) with weight (O, C / groups, kH, kW), or without N. stride, padding and dilation hold
 *  one number or one for each direction. Floating dtypes. @torch torch.nn.functional.conv2d
 *  @param bias one number for each output channel (optional)
 *  @param groups blocks of channels that do not see each other (default 1) */
NT_API nt_status nt_conv2d(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, const int64_t* stride,
                           int32_t stride_count, const int64_t* padding, int32_t padding_count, const int64_t* dilation,
                           int32_t dilation_count, int64_t groups, nt_tensor** out);

/** Largest element of each window; NaN wins, then the first. Padding counts as -inf. stride defaults to kernel_size.
 *  @torch torch.nn.functional.max_pool2d
 *  @param ceil_mode whether a last, partial window counts (default false) */
NT_API nt_status nt_max_pool2d(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* stride,
                              int32_t stride_count, const int64_t* padding, int32_t padding_count,
                               const int64_t* dilation, int32_t dilation_count, uint8_t ceil_mode, nt_tensor** out);

/** Largest element of each window and its index in the flattened plane (int64). @torch torch.nn.functional.max_pool2d
 *  @param ceil_mode whether a last, partial window counts (default false) */
NT_API nt_status nt_max_pool2d_with_indices(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* stride,
                              int32_t stride_count, const int64_t* padding, int32_t padding_count,
                               const int64_t* dilation, int32_t dilation_count, uint8_t ceil_mode, nt_tensor** out,
                               nt_tensor** indices);

/** Mean of each window. @torch torch.nn.functional.avg_pool2d
 *  @param ceil_mode whether a last, partial window counts (default false)
 *  @param count_include_pad whether padding counts in the divisor (default true)
 *  @param divisor_override the divisor, where not 0 (default 0) */
NT_API nt_status nt_avg_pool2d(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* stride,
                              int32_t stride_count, const int64_t* padding, int32_t padding_count,
                               uint8_t ceil_mode, uint8_t count_include_pad, int64_t divisor_override, nt_tensor** out);

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
