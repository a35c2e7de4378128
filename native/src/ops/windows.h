// Convolution and pooling over 1 to 3 spatial dimensions: `rank` tells how many. Lists hold one number, or one for each.
#pragma once

#include <utility>

#include "core/tensor.h"

namespace nt {

Tensor conv(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride,
            const Dims& padding, const Dims& dilation, int64_t groups);
// As conv with stride 1, padded so that the result has self's size.
Tensor conv_same(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride,
                 const Dims& dilation, int64_t groups);
Tensor conv_transpose(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride,
                      const Dims& padding, const Dims& output_padding, int64_t groups, const Dims& dilation);

// Values and, where asked for, places in the flattened plane.
std::pair<Tensor, Tensor> max_pool(int rank, const Tensor& self, const Dims& kernel_size, const Dims& stride,
                                   const Dims& padding, const Dims& dilation, bool ceil_mode, bool with_indices);
// divisor_override: null where there is none.
Tensor avg_pool(int rank, const Tensor& self, const Dims& kernel_size, const Dims& stride, const Dims& padding,
                bool ceil_mode, bool count_include_pad, const int64_t* divisor_override);
Tensor lp_pool(int rank, const Tensor& self, double norm_type, const Dims& kernel_size, const Dims& stride, bool ceil_mode);
// -1 in output_size: as large as the input.
std::pair<Tensor, Tensor> adaptive_max_pool(int rank, const Tensor& self, const Dims& output_size, bool with_indices);
Tensor adaptive_avg_pool(int rank, const Tensor& self, const Dims& output_size);
Tensor max_unpool(int rank, const Tensor& self, const Tensor& indices, const Dims& kernel_size, const Dims& stride,
                  const Dims& padding, const Dims& output_size);
// Mean over `size` neighbours along dimension 1, of which size / 2 stand before; missing ones count as 0.
Tensor channel_mean(const Tensor& self, int64_t size);

}  // namespace nt
