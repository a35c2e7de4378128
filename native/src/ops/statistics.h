// Spread and order statistics.
#pragma once

#include <utility>

#include "core/tensor.h"

namespace nt {

// Spread and mean over dimensions.
std::pair<Tensor, Tensor> var_mean(const Tensor& self, const Dims& dims, bool keep_dim, double correction);
std::pair<Tensor, Tensor> std_mean(const Tensor& self, const Dims& dims, bool keep_dim, double correction);
Tensor cov(const Tensor& self, int64_t correction, const Tensor& fweights, const Tensor& aweights);
Tensor corrcoef(const Tensor& self);

enum class QuantileInterpolation : int32_t { linear, lower, higher, midpoint, nearest };
// dim null: of all elements. skip_nan: nanquantile.
Tensor quantile(const Tensor& self, const Tensor& q, const int64_t* dim, bool keep_dim, QuantileInterpolation interpolation,
                bool skip_nan);

Tensor nansum(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype);
Tensor nanmean(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype);
Tensor count_nonzero(const Tensor& self, const Dims& dims);
// Smallest and largest.
std::pair<Tensor, Tensor> aminmax(const Tensor& self, const int64_t* dim, bool keep_dim);

}  // namespace nt
