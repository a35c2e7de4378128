// Elements chosen by a mask, and where a mask is true.
#pragma once

#include "ops/ops.h"

namespace nt {

Tensor masked_select(const Tensor& self, const Tensor& mask);
Tensor masked_scatter(const Tensor& self, const Tensor& mask, const Tensor& source);

}  // namespace nt
