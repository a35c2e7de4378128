// Norms, and distances made of them.
#pragma once

#include "core/tensor.h"

namespace nt {

// (sum |x|^p)^(1/p) over dimensions (none: all); the largest or smallest |x| for +-inf, the number of x != 0 for 0.
Tensor vector_norm(const char* op, const Tensor& self, double p, const Dims& dims, bool keep_dim, const Dtype* dtype = nullptr);
// Its derivative: g and y (the norm) broadcast with x; count sums over the dimensions that y does not have.
Tensor vector_norm_gradient(const Tensor& g, const Tensor& x, const Tensor& y, double p, const Dims& dims);

enum class NormKind : int32_t { fro, nuc };
Tensor norm(const Tensor& self, NormKind kind, const Dims& dims, bool keep_dim, const Dtype* dtype);
Tensor dist(const Tensor& self, const Tensor& other, double p);
Tensor renorm(const Tensor& self, double p, int64_t dim, double max_norm);
Tensor vecdot(const Tensor& self, const Tensor& other, int64_t dim);

}  // namespace nt
