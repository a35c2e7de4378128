// Borders around tensors, and windows as columns.
#pragma once

#include <cstdint>

#include "core/tensor.h"

namespace nt {

enum class PaddingMode : int32_t { constant, reflect, replicate, circular };

Tensor constant_pad(const Tensor& self, const Dims& padding, Scalar value);
Tensor pad(const Tensor& self, const Dims& padding, PaddingMode mode, Scalar value);
// im2col and its transpose.
Tensor unfold_windows(const Tensor& self, const Dims& kernel_size, const Dims& dilation, const Dims& padding,
                      const Dims& stride);
Tensor fold_windows(const Tensor& self, const Dims& output_size, const Dims& kernel_size, const Dims& dilation,
                    const Dims& padding, const Dims& stride);

}  // namespace nt
