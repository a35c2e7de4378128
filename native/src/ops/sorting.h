// Sorting, and choosing elements by their rank or how often they occur, along one dimension.
#pragma once

#include <utility>

#include "core/tensor.h"

namespace nt {

using ValuesIndices = std::pair<Tensor, Tensor>;

// Stable; NaN is the greatest.
ValuesIndices sort(const Tensor& self, int64_t dim, bool descending);
Tensor argsort(const Tensor& self, int64_t dim, bool descending);
ValuesIndices topk(const Tensor& self, int64_t k, int64_t dim, bool largest, bool sorted);
ValuesIndices kthvalue(const Tensor& self, int64_t k, int64_t dim, bool keep_dim);
ValuesIndices mode(const Tensor& self, int64_t dim, bool keep_dim);
ValuesIndices median_dim(const Tensor& self, int64_t dim, bool keep_dim, bool skip_nan);
// Of all elements; NaN for none.
Tensor median(const Tensor& self, bool skip_nan);

}  // namespace nt
