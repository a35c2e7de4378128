/* Borders, windows as columns, pixels as channels, and embeddings. */
#ifndef NATIVETORCH_OPS_PAD_H
#define NATIVETORCH_OPS_PAD_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** self with `value` around it. Negative numbers cut. @torch torch.constant_pad_nd
 *  @param pad two numbers for each dimension, before and behind, the last dimension first
 *  @param value the border's number (default 0) */
NT_API nt_status nt_constant_pad_nd(const nt_tensor* self, const int64_t* pad, int32_t pad_count, nt_scalar value,
                                    nt_tensor** out);

/** self with a border. Negative numbers cut. All modes but the constant one take 1 to 3 dimensions behind the channels, with
 *  or without a batch. @torch torch.nn.functional.pad @csharp none
 *  @param pad two numbers for each dimension, before and behind, the last dimension first
 *  @param mode 0 constant, 1 reflect, 2 replicate, 3 circular
 *  @param value the border's number, for constant (optional) */
NT_API nt_status nt_pad(const nt_tensor* self, const int64_t* pad, int32_t pad_count, int32_t mode, const nt_scalar* value,
                        nt_tensor** out);

/** Windows of an image as columns: (N, C, H, W) gives (N, C * kernel, windows); or without N. The lists hold one number or
 *  one for each direction. @torch torch.nn.functional.unfold @csharp none */
NT_API nt_status nt_unfold_windows(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count,
                                   const int64_t* dilation, int32_t dilation_count, const int64_t* padding,
                                   int32_t padding_count, const int64_t* stride, int32_t stride_count, nt_tensor** out);

/** Columns added up to an image: the transpose of unfold. (N, C * kernel, windows) gives (N, C, H, W); or without N.
 *  @torch torch.nn.functional.fold @csharp none
 *  @param output_size H and W */
NT_API nt_status nt_fold_windows(const nt_tensor* self, const int64_t* output_size, int32_t output_size_count,
                                 const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* dilation,
                                 int32_t dilation_count, const int64_t* padding, int32_t padding_count,
                                 const int64_t* stride, int32_t stride_count, nt_tensor** out);

/** (..., C * r^2, H, W) as (..., C, H * r, W * r). @torch torch.nn.functional.pixel_shuffle
 *  @param upscale_factor r */
NT_API nt_status nt_pixel_shuffle(const nt_tensor* self, int64_t upscale_factor, nt_tensor** out);

/** (..., C, H * r, W * r) as (..., C * r^2, H, W). @torch torch.nn.functional.pixel_unshuffle
 *  @param downscale_factor r */
NT_API nt_status nt_pixel_unshuffle(const nt_tensor* self, int64_t downscale_factor, nt_tensor** out);

/** Rows of a table by number: (...) gives (..., D). Gradients are dense. @torch torch.nn.functional.embedding @csharp none
 *  @param self the numbers, int64 or int32
 *  @param weight the table, (rows, D); changed where max_norm is given
 *  @param padding_idx a row without gradient, NULL for none
 *  @param max_norm rows that are used are shortened to this norm, in place; NULL for not
 *  @param norm_type which norm
 *  @param scale_grad_by_freq whether a row's gradient is divided by how often it is used */
NT_API nt_status nt_embedding(const nt_tensor* self, nt_tensor* weight, const int64_t* padding_idx, const double* max_norm,
                              double norm_type, uint8_t scale_grad_by_freq, nt_tensor** out);

/** Sums, means or maxima of rows of a table: one for each row of 2-d numbers, or for each part of 1-d numbers.
 *  @torch torch.nn.functional.embedding_bag @csharp none
 *  @param self the numbers, int64 or int32
 *  @param weight the table, (rows, D); changed where max_norm is given
 *  @param offsets where each part of 1-d numbers begins (optional)
 *  @param max_norm rows that are used are shortened to this norm, in place; NULL for not
 *  @param norm_type which norm
 *  @param scale_grad_by_freq whether a row's gradient is divided by how often it is used
 *  @param mode 0 sum, 1 mean, 2 max
 *  @param per_sample_weights factors, of the numbers' shape; for sums (optional)
 *  @param include_last_offset whether the last offset is the end of the last part
 *  @param padding_idx a row that does not take part, NULL for none */
NT_API nt_status nt_embedding_bag(const nt_tensor* self, nt_tensor* weight, const nt_tensor* offsets, const double* max_norm,
                                  double norm_type, uint8_t scale_grad_by_freq, int32_t mode,
                                  const nt_tensor* per_sample_weights, uint8_t include_last_offset,
                                  const int64_t* padding_idx, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
