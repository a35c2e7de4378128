#include "capi/boundary.h"
#include "ops/windows.h"

using namespace nt;
using namespace nt::capi;

namespace {

int rank_of(int32_t spatial_dims) {
  NT_CHECK(spatial_dims >= 1 && spatial_dims <= 3, Code::argument, "[argument] ", spatial_dims,
           " spatial dimensions: 1 to 3 are supported");
  return spatial_dims;
}

// Indices that may not be asked for.
void give_with_indices(nt_tensor** out, nt_tensor** indices, std::pair<Tensor, Tensor>&& pair) {
  check_pointer(out, "out");
  if (indices) give(indices, std::move(pair.second));
  give(out, std::move(pair.first));
}

}  // namespace

nt_status nt_conv(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, int32_t spatial_dims,
                  const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count, uint8_t same,
                  const int64_t* dilation, int32_t dilation_count, int64_t groups, nt_tensor** out) {
  return boundary([&] {
    const In x(self), w(weight), b(bias, true);
    const Dims steps = dims(stride, stride_count), apart = dims(dilation, dilation_count);
    const int rank = rank_of(spatial_dims);
    give(out, same ? conv_same(rank, *x, *w, *b, steps, apart, groups)
                   : conv(rank, *x, *w, *b, steps, dims(padding, padding_count), apart, groups));
  });
}

nt_status nt_conv_transpose(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, int32_t spatial_dims,
                            const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                            const int64_t* output_padding, int32_t output_padding_count, int64_t groups,
                            const int64_t* dilation, int32_t dilation_count, nt_tensor** out) {
  return boundary([&] {
    give(out, conv_transpose(rank_of(spatial_dims), *In(self), *In(weight), *In(bias, true), dims(stride, stride_count),
                             dims(padding, padding_count), dims(output_padding, output_padding_count), groups,
                             dims(dilation, dilation_count)));
  });
}

nt_status nt_max_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* kernel_size, int32_t kernel_size_count,
                      const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                      const int64_t* dilation, int32_t dilation_count, uint8_t ceil_mode, nt_tensor** out,
                      nt_tensor** indices) {
  return boundary([&] {
    give_with_indices(out, indices,
                      max_pool(rank_of(spatial_dims), *In(self), dims(kernel_size, kernel_size_count),
                               dims(stride, stride_count), dims(padding, padding_count), dims(dilation, dilation_count),
                               ceil_mode != 0, indices != nullptr));
  });
}

nt_status nt_avg_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* kernel_size, int32_t kernel_size_count,
                      const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
                      uint8_t ceil_mode, uint8_t count_include_pad, const int64_t* divisor_override, nt_tensor** out) {
  return boundary([&] {
    give(out, avg_pool(rank_of(spatial_dims), *In(self), dims(kernel_size, kernel_size_count), dims(stride, stride_count),
                       dims(padding, padding_count), ceil_mode != 0, count_include_pad != 0, divisor_override));
  });
}

nt_status nt_lp_pool(const nt_tensor* self, int32_t spatial_dims, double norm_type, const int64_t* kernel_size,
                     int32_t kernel_size_count, const int64_t* stride, int32_t stride_count, uint8_t ceil_mode,
                     nt_tensor** out) {
  return boundary([&] {
    give(out, lp_pool(rank_of(spatial_dims), *In(self), norm_type, dims(kernel_size, kernel_size_count),
                      dims(stride, stride_count), ceil_mode != 0));
  });
}

nt_status nt_adaptive_max_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* output_size,
                               int32_t output_size_count, nt_tensor** out, nt_tensor** indices) {
  return boundary([&] {
    give_with_indices(out, indices, adaptive_max_pool(rank_of(spatial_dims), *In(self), dims(output_size, output_size_count),
                                                      indices != nullptr));
  });
}

nt_status nt_adaptive_avg_pool(const nt_tensor* self, int32_t spatial_dims, const int64_t* output_size,
                               int32_t output_size_count, nt_tensor** out) {
  return boundary([&] {
    give(out, adaptive_avg_pool(rank_of(spatial_dims), *In(self), dims(output_size, output_size_count)));
  });
}

nt_status nt_max_unpool(const nt_tensor* self, const nt_tensor* indices, int32_t spatial_dims, const int64_t* kernel_size,
                        int32_t kernel_size_count, const int64_t* stride, int32_t stride_count, const int64_t* padding,
                        int32_t padding_count, const int64_t* output_size, int32_t output_size_count, nt_tensor** out) {
  return boundary([&] {
    give(out, max_unpool(rank_of(spatial_dims), *In(self), *In(indices), dims(kernel_size, kernel_size_count),
                         dims(stride, stride_count), dims(padding, padding_count), dims(output_size, output_size_count)));
  });
}
