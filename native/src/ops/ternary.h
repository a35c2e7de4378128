// Elementwise ops of three tensors.
#pragma once

#include "core/tensor.h"

namespace nt {

// self + value tensor1 tensor2, and self + value tensor1 / tensor2.
Tensor addcmul(const Tensor& self, const Tensor& tensor1, const Tensor& tensor2, Scalar value = 1, Tensor* into = nullptr);
Tensor addcdiv(const Tensor& self, const Tensor& tensor1, const Tensor& tensor2, Scalar value = 1, Tensor* into = nullptr);
// self + weight (end - self).
Tensor lerp(const Tensor& self, const Tensor& end, const Tensor& weight, Tensor* into = nullptr);

}  // namespace nt
