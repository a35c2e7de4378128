// Whether tensors are equal, or nearly.
#pragma once

#include "core/tensor.h"

namespace nt {

// Elementwise: |self - other| <= atol + rtol |other|.
Tensor isclose(const Tensor& self, const Tensor& other, double rtol, double atol, bool equal_nan);
bool allclose(const Tensor& self, const Tensor& other, double rtol, double atol, bool equal_nan);
// Same sizes and the same elements.
bool equal(const Tensor& self, const Tensor& other);

}  // namespace nt
