// Finite differences and sums of trapezoids along a dimension.
#pragma once

#include "core/tensor.h"

namespace nt {

// The nth difference of self with what is put before and behind it (undefined: nothing).
Tensor diff(const Tensor& self, int64_t n, int64_t dim, const Tensor& prepend, const Tensor& append);
// The integral of y over x, or over steps of dx (null: 1); cumulative: up to each point.
Tensor trapezoid(const Tensor& y, const Tensor& x, const double* dx, int64_t dim);
Tensor cumulative_trapezoid(const Tensor& y, const Tensor& x, const double* dx, int64_t dim);
// dy/dx along one dimension from neighbours: over steps of one size, or (where defined) over coordinates.
Tensor gradient(const Tensor& self, int64_t dim, double spacing, const Tensor& coordinates, int64_t edge_order);

}  // namespace nt
