#include "capi/boundary.h"
#include "ops/embedding.h"
#include "ops/pad.h"
#include "ops/shape.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_constant_pad_nd(const nt_tensor* self, const int64_t* pad, int32_t pad_count, nt_scalar value,
                             nt_tensor** out) {
  return boundary([&] { give(out, constant_pad(*In(self), dims(pad, pad_count), scalar(value))); });
}

nt_status nt_pad(const nt_tensor* self, const int64_t* padding, int32_t padding_count, int32_t mode, const nt_scalar* value,
                 nt_tensor** out) {
  return boundary([&] {
    give(out, pad(*In(self), dims(padding, padding_count), static_cast<PaddingMode>(mode), optional_scalar(value)));
  });
}

nt_status nt_unfold_windows(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count,
                            const int64_t* dilation, int32_t dilation_count, const int64_t* padding, int32_t padding_count,
                            const int64_t* stride, int32_t stride_count, nt_tensor** out) {
  return boundary([&] {
    give(out, unfold_windows(*In(self), dims(kernel_size, kernel_size_count), dims(dilation, dilation_count),
                             dims(padding, padding_count), dims(stride, stride_count)));
  });
}

nt_status nt_fold_windows(const nt_tensor* self, const int64_t* output_size, int32_t output_size_count,
                          const int64_t* kernel_size, int32_t kernel_size_count, const int64_t* dilation,
                          int32_t dilation_count, const int64_t* padding, int32_t padding_count, const int64_t* stride,
                          int32_t stride_count, nt_tensor** out) {
  return boundary([&] {
    give(out, fold_windows(*In(self), dims(output_size, output_size_count), dims(kernel_size, kernel_size_count),
                           dims(dilation, dilation_count), dims(padding, padding_count), dims(stride, stride_count)));
  });
}

nt_status nt_pixel_shuffle(const nt_tensor* self, int64_t upscale_factor, nt_tensor** out) {
  return boundary([&] { give(out, pixel_shuffle(*In(self), upscale_factor)); });
}

nt_status nt_pixel_unshuffle(const nt_tensor* self, int64_t downscale_factor, nt_tensor** out) {
  return boundary([&] { give(out, pixel_unshuffle(*In(self), downscale_factor)); });
}

nt_status nt_embedding(const nt_tensor* self, nt_tensor* weight, const int64_t* padding_idx, const double* max_norm,
                       double norm_type, uint8_t scale_grad_by_freq, nt_tensor** out) {
  return boundary([&] {
    give(out, embedding(*In(self), In(weight).mutable_tensor(), padding_idx, max_norm, norm_type, scale_grad_by_freq != 0));
  });
}

nt_status nt_embedding_bag(const nt_tensor* self, nt_tensor* weight, const nt_tensor* offsets, const double* max_norm,
                           double norm_type, uint8_t scale_grad_by_freq, int32_t mode, const nt_tensor* per_sample_weights,
                           uint8_t include_last_offset, const int64_t* padding_idx, nt_tensor** out) {
  return boundary([&] {
    give(out, embedding_bag(*In(self), In(weight).mutable_tensor(), *In(offsets, true), max_norm, norm_type,
                            scale_grad_by_freq != 0, static_cast<BagMode>(mode), *In(per_sample_weights, true),
                            include_last_offset != 0, padding_idx));
  });
}
