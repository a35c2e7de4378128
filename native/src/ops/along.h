// Ops that pick elements along one dimension: their rows, and where their gradients go.
#pragma once

#include "ops/ops.h"

namespace nt {

// A tensor with one dimension moved to the end, dense and without history. A 0-d tensor counts as a row of one element.
struct Along {
  Along(const char* op, const Tensor& self, int64_t dim);

  int dim;             // in [0, rank)
  int64_t rows, length;
  Tensor data;         // (..., length)

  // Dense (rows, k) results, in the order of dimensions that self had, with `dim` of size k or, where `drop`, without it.
  Tensor restore(const Tensor& result, int64_t k, bool drop = false) const;

 private:
  Dims moved_;  // sizes, `dim` last
  int rank_;
};

// The gradient of picking self[indices] along dim: zeros of `sizes` to which grad is added at its places. indices and grad
// have the dimension; for sizes of 0 dimensions they have one element.
Tensor spread_along(const Tensor& grad, const Tensor& indices, const Dims& sizes, int dim);

}  // namespace nt
