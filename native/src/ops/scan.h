// Running sums and the like along a dimension.
#pragma once

#include <utility>

#include "core/tensor.h"

namespace nt {

// A dtype that is not given (null): integers and bool are counted in int64.
Tensor cumsum(const Tensor& self, int64_t dim, const Dtype* dtype = nullptr, Tensor* into = nullptr);
Tensor cumprod(const Tensor& self, int64_t dim, const Dtype* dtype = nullptr, Tensor* into = nullptr);
Tensor logcumsumexp(const Tensor& self, int64_t dim, Tensor* into = nullptr);
// The extremum so far, and where it stands.
std::pair<Tensor, Tensor> cummax(const Tensor& self, int64_t dim);
std::pair<Tensor, Tensor> cummin(const Tensor& self, int64_t dim);

}  // namespace nt
