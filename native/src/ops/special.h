// Special functions that are more than a row of the table.
#pragma once

#include "core/tensor.h"

namespace nt {

Tensor polygamma(const Tensor& self, int64_t n, Tensor* into = nullptr);
Tensor mvlgamma(const Tensor& self, int64_t p, Tensor* into = nullptr);
Tensor logit(const Tensor& self, const double* eps, Tensor* into = nullptr);

}  // namespace nt
