// Activations that are more than a row of the table.
#pragma once

#include "core/tensor.h"

namespace nt {

// How gelu computes the normal distribution.
enum class GeluApproximation : int32_t { none, tanh };

Tensor gelu(const Tensor& self, GeluApproximation approximate, Tensor* into = nullptr);
Tensor relu6(const Tensor& self, Tensor* into = nullptr);
// The first half of dim times the sigmoid of the second.
Tensor glu(const Tensor& self, int64_t dim);
// x where x > 0, else weight x; weight has one number, or one for each channel (dimension 1).
Tensor prelu(const Tensor& self, const Tensor& weight);
Tensor softmin(const Tensor& self, int64_t dim, const Dtype* dtype);
Tensor one_hot(const Tensor& self, int64_t num_classes);

}  // namespace nt
