// Lengths and angles of vectors along a dimension.
#pragma once

#include "core/tensor.h"

namespace nt {

// self divided by its p-norm along dim, which counts as at least eps.
Tensor normalize(const Tensor& self, double p, int64_t dim, double eps);
Tensor cosine_similarity(const Tensor& x1, const Tensor& x2, int64_t dim, double eps);
// The p-norm of x1 - x2 + eps along the last dimension.
Tensor pairwise_distance(const Tensor& x1, const Tensor& x2, double p, double eps, bool keep_dim);

}  // namespace nt
