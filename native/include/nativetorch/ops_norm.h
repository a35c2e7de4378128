/* Normalization: (x - mean) / sqrt(var + eps) * weight + bias, where mean and variance are of a part of x. */
#ifndef NATIVETORCH_OPS_NORM_H
#define NATIVETORCH_OPS_NORM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** (x - mean) / sqrt(var + eps) * weight + bias with mean and variance of each channel, over batch and space, of (N, C, ...).
 *  In training the running statistics take `momentum` of the batch's mean and unbiased variance, in place; else they are
 *  used in their place. Floating dtypes. @torch torch.nn.functional.batch_norm
 *  @param running_mean one number for each channel; needed where it is not training (optional)
 *  @param running_var one number for each channel; needed where it is not training (optional)
 *  @param weight one number for each channel (optional)
 *  @param bias one number for each channel (optional)
 *  @param training whether the batch's own statistics are used (default false)
 *  @param momentum the batch's share of the new running statistics (default 0.1)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_batch_norm(const nt_tensor* self, const nt_tensor* running_mean, const nt_tensor* running_var,
                               const nt_tensor* weight, const nt_tensor* bias, uint8_t training, double momentum,
                               double eps, nt_tensor** out);

/** As F.BatchNorm, with the statistics of the batch: means and 1 / sqrt(var + eps), empty where it is not training.
 *  Gradients flow through the first result. @torch torch.native_batch_norm
 *  @param weight one number for each channel (optional)
 *  @param bias one number for each channel (optional)
 *  @param running_mean one number for each channel; needed where it is not training (optional)
 *  @param running_var one number for each channel; needed where it is not training (optional)
 *  @param training whether the batch's own statistics are used (default true)
 *  @param momentum the batch's share of the new running statistics (default 0.1)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_native_batch_norm(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias,
                                      const nt_tensor* running_mean, const nt_tensor* running_var, uint8_t training,
                                      double momentum, double eps, nt_tensor** out, nt_tensor** save_mean,
                                      nt_tensor** save_invstd);

/** (x - mean) / sqrt(var + eps) * weight + bias with mean and variance of each instance's channel, over space, of
 *  (N, C, ...). Running statistics are updated as in batch norm, with the mean over instances. Floating dtypes.
 *  @torch torch.nn.functional.instance_norm
 *  @param running_mean one number for each channel (optional)
 *  @param running_var one number for each channel (optional)
 *  @param weight one number for each channel (optional)
 *  @param bias one number for each channel (optional)
 *  @param use_input_stats whether the instances' own statistics are used, else the running ones (default true)
 *  @param momentum the instances' share of the new running statistics (default 0.1)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_instance_norm(const nt_tensor* self, const nt_tensor* running_mean, const nt_tensor* running_var,
                                  const nt_tensor* weight, const nt_tensor* bias, uint8_t use_input_stats,
                                  double momentum, double eps, nt_tensor** out);

/** (x - mean) / sqrt(var + eps) * weight + bias with mean and variance over the last dimensions, whose sizes are
 *  normalized_shape. Floating dtypes. @torch torch.nn.functional.layer_norm
 *  @param weight of shape normalized_shape (optional)
 *  @param bias of shape normalized_shape (optional)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_layer_norm(const nt_tensor* self, const int64_t* normalized_shape, int32_t normalized_shape_count,
                               const nt_tensor* weight, const nt_tensor* bias, double eps, nt_tensor** out);

/** As F.LayerNorm, with the means and 1 / sqrt(var + eps). Gradients flow through the first result.
 *  @torch torch.native_layer_norm
 *  @param weight of shape normalized_shape (optional)
 *  @param bias of shape normalized_shape (optional)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_native_layer_norm(const nt_tensor* self, const int64_t* normalized_shape,
                                      int32_t normalized_shape_count, const nt_tensor* weight, const nt_tensor* bias,
                                      double eps, nt_tensor** out, nt_tensor** mean, nt_tensor** rstd);

/** (x - mean) / sqrt(var + eps) * weight + bias with mean and variance of each instance's groups of channels, over their
 *  channels and space, of (N, C, ...). Floating dtypes. @torch torch.nn.functional.group_norm
 *  @param num_groups how many groups the channels are divided into
 *  @param weight one number for each channel (optional)
 *  @param bias one number for each channel (optional)
 *  @param eps what is added to the variance (default 1e-5) */
NT_API nt_status nt_group_norm(const nt_tensor* self, int64_t num_groups, const nt_tensor* weight,
                               const nt_tensor* bias, double eps, nt_tensor** out);

/** x / (k + alpha * s)^beta, where s is the mean square of `size` neighbours among the channels of (N, C, ...), size / 2 of
 *  them before; what lies beyond the first and last channel counts as 0. Floating dtypes; int64 gives float32.
 *  @torch torch.nn.functional.local_response_norm
 *  @param size how many channels count
 *  @param alpha factor of the mean square (default 1e-4)
 *  @param beta exponent (default 0.75)
 *  @param k what is added (default 1) */
NT_API nt_status nt_local_response_norm(const nt_tensor* self, int64_t size, double alpha, double beta, double k,
                                        nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
