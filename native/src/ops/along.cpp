#include "ops/along.h"

namespace nt {

Along::Along(const char* op, const Tensor& self, int64_t given) : dim(wrap_dim(op, given, self.dim())), rank_(self.dim()) {
  const Tensor plain = detach(self);
  data = contiguous(rank_ == 0 ? reshape(plain, {1}) : transpose(plain, dim, rank_ - 1));
  moved_ = data.sizes();
  length = moved_.back();
  rows = 1;
  for (int d = 0; d + 1 < moved_.size(); ++d) {
    if (__builtin_mul_overflow(rows, moved_[d], &rows)) {
      rows = 0;  // more than can be counted: there are no elements
      break;
    }
  }
}

Tensor Along::restore(const Tensor& result, int64_t k, bool drop) const {
  if (rank_ == 0) return reshape(result, {});
  Dims sizes = moved_;
  sizes[rank_ - 1] = k;
  const Tensor placed = transpose(view(result, sizes), dim, rank_ - 1);
  return contiguous(drop ? squeeze(placed, {dim}) : placed);
}

Tensor spread_along(const Tensor& grad, const Tensor& indices, const Dims& sizes, int dim) {
  if (sizes.empty()) return reshape(grad, sizes);
  return scatter_add(zeros(sizes, grad.dtype(), grad.device()), dim, indices, grad);
}

}  // namespace nt
