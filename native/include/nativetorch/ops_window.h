/* Convolution and pooling over 1 to 3 spatial dimensions.
 *
 * `spatial_dims` is 1, 2 or 3; tensors are (N, C, ...) or, without a batch, (C, ...). Lists hold one number, or one for each
 * spatial dimension. */
#ifndef NATIVETORCH_OPS_WINDOW_H
#define NATIVETORCH_OPS_WINDOW_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Cross-correlation: (N, C, ...) with weight (O, C / groups, kernel...), or without N. Numeric dtypes.
 *  @torch torch.nn.functional.conv2d @csharp none
 *  @param bias one number for each output channel (optional)
 *  @param same whether padding is such that the result has self's size; `padding` then counts for nothing
 *  @param groups blocks of channels that do not see each other (default 1) */
NT_API nt_status nt_conv(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, int32_t spatial_dims,
                         const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                         uint8_t same, const int64_t* dilation, int32_t dilation_count, int64_t groups, nt_tensor** out);

/** The transpose of a convolution, its gradient for the input: (N, C, ...) with weight (C, O / groups, kernel...). Numeric
 *  dtypes. @torch torch.nn.functional.conv_transpose2d @csharp none
 *  @param bias one number for each output channel (optional)
 *  @param output_padding what is added to the result's size behind; below stride or dilation
 *  @param groups blocks of channels that do not see each other (default 1) */
NT_API nt_status nt_conv_transpose(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias,
                                   int32_t spatial_dims, const int64_t* stride, int32_t stride_count,
                                   const int64_t* padding, int32_t padding_count, const int64_t* output_padding,
                                   int32_t output_padding_count, int64_t groups, const int64_t* dilation,
                                   int32_t dilation_count, nt_tensor** out);

/** Largest element of each window; NaN wins, then the first. Padding counts as -inf. An empty stride is kernel_size.
 *  Floating dtypes. @torch torch.nn.functional.max_pool2d @csharp none
 *  @param ceil_mode whether a last, partial window counts (default false)
 *  @param indices places of the maxima in the flattened plane (int64); NULL where they are not asked for */
NT_API nt_status nt_max_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* kernel_size,
                             int32_t kernel_size_count, const int64_t* stride, int32_t stride_count,
                             const int64_t* padding, int32_t padding_count, const int64_t* dilation,
                             int32_t dilation_count, uint8_t ceil_mode, nt_tensor** out, nt_tensor** indices);

/** Mean of each window. An empty stride is kernel_size. Floating dtypes and int64.
 *  @torch torch.nn.functional.avg_pool2d @csharp none
 *  @param ceil_mode whether a last, partial window counts (default false)
 *  @param count_include_pad whether padding counts in the divisor (default true)
 *  @param divisor_override the divisor (optional) */
NT_API nt_status nt_avg_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* kernel_size,
                             int32_t kernel_size_count, const int64_t* stride, int32_t stride_count,
                             const int64_t* padding, int32_t padding_count, uint8_t ceil_mode,
                             uint8_t count_include_pad, const int64_t* divisor_override, nt_tensor** out);

/** (sum of x^p)^(1/p) of each window. An empty stride is kernel_size. @torch torch.nn.functional.lp_pool2d @csharp none
 *  @param norm_type p
 *  @param ceil_mode whether a last, partial window counts (default false) */
NT_API nt_status nt_lp_pool(const nt_tensor* self, int32_t spatial_dims, double norm_type, const int64_t* kernel_size,
                            int32_t kernel_size_count, const int64_t* stride, int32_t stride_count, uint8_t ceil_mode,
                            nt_tensor** out);

/** Largest element of each of output_size windows, which cover the input. Floating dtypes.
 *  @torch torch.nn.functional.adaptive_max_pool2d @csharp none
 *  @param output_size the result's size; -1 is the input's
 *  @param indices places of the maxima in the flattened plane (int64); NULL where they are not asked for */
NT_API nt_status nt_adaptive_max_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* output_size,
                                      int32_t output_size_count, nt_tensor** out, nt_tensor** indices);

/** Mean of each of output_size windows, which cover the input. Floating dtypes.
 *  @torch torch.nn.functional.adaptive_avg_pool2d @csharp none
 *  @param output_size the result's size; -1 is the input's */
NT_API nt_status nt_adaptive_avg_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* output_size,
                                      int32_t output_size_count, nt_tensor** out);

/** Puts maxima back where max_pool found them; the rest is 0. An empty stride is kernel_size, an empty output_size the
 *  smallest that fits. Floating dtypes. @torch torch.nn.functional.max_unpool2d @csharp none
 *  @param indices what max_pool gave, of self's shape
 *  @param output_size the result's spatial size, or its whole shape */
NT_API nt_status nt_max_unpool(const nt_tensor* self, const nt_tensor* indices, int32_t spatial_dims,
                               const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* stride,
                               int32_t stride_count, const int64_t* padding, int32_t padding_count,
                               const int64_t* output_size, int32_t output_size_count, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
