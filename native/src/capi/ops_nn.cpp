#include "capi/boundary.h"
#include "capi/reductions.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_conv2d(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, const int64_t* stride,
                    int32_t stride_count, const int64_t* padding, int32_t padding_count, const int64_t* dilation,
                    int32_t dilation_count, int64_t groups, nt_tensor** out) {
  return boundary([&] {
    give(out, conv2d(*In(self), *In(weight), *In(bias, true), dims(stride, stride_count), dims(padding, padding_count),
                     dims(dilation, dilation_count), groups));
  });
}

nt_status nt_max_pool2d(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count,
                        const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                        const int64_t* dilation, int32_t dilation_count, uint8_t ceil_mode, nt_tensor** out) {
  return boundary([&] {
    give(out, max_pool2d(*In(self), dims(kernel_size, kernel_size_count), dims(stride, stride_count),
                         dims(padding, padding_count), dims(dilation, dilation_count), ceil_mode != 0, false)
                  .first);
  });
}

nt_status nt_max_pool2d_with_indices(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count,
                                     const int64_t* stride, int32_t stride_count, const int64_t* padding,
                                     int32_t padding_count, const int64_t* dilation, int32_t dilation_count,
                                     uint8_t ceil_mode, nt_tensor** out, nt_tensor** indices) {
  return boundary([&] {
    give_pair(out, indices,
              max_pool2d(*In(self), dims(kernel_size, kernel_size_count), dims(stride, stride_count),
                         dims(padding, padding_count), dims(dilation, dilation_count), ceil_mode != 0, true));
  });
}

nt_status nt_avg_pool2d(const nt_tensor* self, const int64_t* kernel_size, int32_t kernel_size_count,
                        const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                        uint8_t ceil_mode, uint8_t count_include_pad, int64_t divisor_override, nt_tensor** out) {
  return boundary([&] {
    give(out, avg_pool2d(*In(self), dims(kernel_size, kernel_size_count), dims(stride, stride_count),
                         dims(padding, padding_count), ceil_mode != 0, count_include_pad != 0, divisor_override));
  });
}

nt_status nt_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out) {
  return boundary([&] { give(out, softmax(*In(self), dim, false, OptionalDtype(dtype).or_null())); });
}

nt_status nt_log_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out) {
  return boundary([&] { give(out, softmax(*In(self), dim, true, OptionalDtype(dtype).or_null())); });
}

nt_status nt_nll_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t reduction,
                      int64_t ignore_index, nt_tensor** out) {
  return boundary([&] {
    give(out, nll_loss(*In(self), *In(target), *In(weight, true), reduction_of("nll_loss", reduction), ignore_index));
  });
}

nt_status nt_cross_entropy(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t reduction,
                           int64_t ignore_index, double label_smoothing, nt_tensor** out) {
  return boundary([&] {
    give(out, cross_entropy(*In(self), *In(target), *In(weight, true), reduction_of("cross_entropy", reduction),
                            ignore_index, label_smoothing));
  });
}

nt_status nt_mse_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out) {
  return boundary([&] { give(out, mse_loss(*In(self), *In(target), reduction_of("mse_loss", reduction))); });
}

nt_status nt_dropout(const nt_tensor* self, double p, uint8_t training, nt_tensor** out) {
  return boundary([&] { give(out, dropout(*In(self), p, training != 0)); });
}
