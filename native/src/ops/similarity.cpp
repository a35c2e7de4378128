#include "ops/similarity.h"

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/norm.h"
#include "ops/table.h"

namespace nt {

Tensor normalize(const Tensor& self, double p, int64_t dim, double eps) {
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[normalize] not defined for ", self.dtype(), ": floating dtypes only");
  wrap_dim("normalize", dim, self.dim());
  return self / clamp_min(vector_norm("normalize", self, p, {dim}, true), scalar_tensor(eps));
}

Tensor cosine_similarity(const Tensor& x1, const Tensor& x2, int64_t dim, double eps) {
  const Dtype dtype = result_type(x1, x2);
  NT_CHECK(is_floating(dtype), Code::dtype, "[cosine_similarity] not defined for ", dtype, ": floating dtypes only");
  const Dims sizes = broadcast("cosine_similarity", x1.sizes(), x2.sizes());
  const int d = wrap_dim("cosine_similarity", dim, sizes.size());
  const Tensor a = expand(to(x1, dtype), sizes), b = expand(to(x2, dtype), sizes);
  // Like PyTorch's, the derivative does not see the bound.
  auto direction = [&](const Tensor& x) {
    Tensor length = clone(vector_norm("cosine_similarity", x, 2, {d}, true));
    {
      GradMode off(false);
      clamp_min(length, scalar_tensor(eps), &length);
    }
    return x / length;
  };
  const Tensor products = direction(a) * direction(b);
  return sizes.empty() ? products : sum(products, {d});
}

Tensor pairwise_distance(const Tensor& x1, const Tensor& x2, double p, double eps, bool keep_dim) {
  const Tensor difference = x1 - x2 + eps;
  NT_CHECK(is_floating(difference.dtype()), Code::dtype, "[pairwise_distance] not defined for ", difference.dtype());
  return vector_norm("pairwise_distance", difference, p, {-1}, keep_dim);
}

}  // namespace nt
