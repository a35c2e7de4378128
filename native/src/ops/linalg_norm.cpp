// Norms of vectors and matrices, and condition numbers.
#include <cmath>
#include <limits>

#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

Tensor converted(const char* op, const Tensor& self, const Dtype* dtype) {
  if (dtype) {
    NT_CHECK(is_floating(*dtype), Code::dtype, "[", op, "] dtype ", *dtype, " is not floating");
    NT_CHECK(is_floating(self.dtype()) && promote(self.dtype(), *dtype) == *dtype, Code::dtype, "[", op, "] ",
             self.dtype(), " would be narrowed to ", *dtype);
    return to(self, *dtype);
  }
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[", op, "] not defined for ", self.dtype(),
           ": floating dtypes only");
  return self;
}

// The two dimensions of the matrices, wrapped; the last two by default.
Dims matrix_dims(const char* op, const Tensor& a, const Dims& dim) {
  NT_CHECK(dim.empty() || dim.size() == 2, Code::shape, "[", op, "] a matrix has two dimensions, not ", dim);
  NT_CHECK(a.dim() >= 2, Code::shape, "[", op, "] ", a.sizes(), ": a matrix has at least 2 dimensions");
  const Dims given = dim.empty() ? Dims{-2, -1} : dim;
  const Dims dims{wrap_dim(op, given[0], a.dim()), wrap_dim(op, given[1], a.dim())};
  NT_CHECK(dims[0] != dims[1], Code::argument, "[", op, "] the two dimensions ", given, " are the same");
  return dims;
}

// What f makes of the singular values, in the place of the matrices' dimensions.
template <class F>
Tensor of_singular_values(const Tensor& a, const Dims& dims, bool keep_dim, F f) {
  Dims order, kept = a.sizes();
  for (int d = 0; d < a.dim(); ++d) {
    if (!dims.contains(d)) order.push_back(d);
  }
  for (int64_t d : dims) {
    order.push_back(d);
    kept[static_cast<int>(d)] = 1;
  }
  const Tensor value = f(linalg_svdvals(permute(a, order)));
  return keep_dim ? reshape(value, kept) : value;
}

}  // namespace

Tensor linalg_matrix_norm(const Tensor& self, double ord, const Dims& dim, bool keep_dim, const Dtype* dtype) {
  constexpr const char* op = "linalg.matrix_norm";
  const Tensor a = converted(op, self, dtype);
  if (a.dtype() == Dtype::float16 || a.dtype() == Dtype::bfloat16) {
    return to(linalg_matrix_norm(to(a, Dtype::float32), ord, dim, keep_dim, nullptr), a.dtype());
  }
  const Dims dims = matrix_dims(op, a, dim);
  const double magnitude = std::abs(ord);
  if (magnitude == 2) {
    return of_singular_values(a, dims, keep_dim,
                              [&](const Tensor& s) { return ord > 0 ? amax(s, {-1}) : amin(s, {-1}); });
  }
  NT_CHECK(magnitude == 1 || magnitude == kInf, Code::argument, "[", op, "] ", ord,
           " is none of 1, -1, 2, -2, inf, -inf");
  const int64_t added = magnitude == 1 ? dims[0] : dims[1], compared = magnitude == 1 ? dims[1] : dims[0];
  const Tensor sums = sum(abs(a), {added}, true);
  const Tensor value = ord > 0 ? amax(sums, {compared}, true) : amin(sums, {compared}, true);
  return keep_dim ? value : squeeze(value, dims);
}

Tensor linalg_matrix_norm(const Tensor& self, NormKind ord, const Dims& dim, bool keep_dim, const Dtype* dtype) {
  constexpr const char* op = "linalg.matrix_norm";
  const Tensor a = converted(op, self, dtype);
  const Dims dims = matrix_dims(op, a, dim);
  if (ord == NormKind::fro) return vector_norm(op, a, 2, dims, keep_dim);
  return of_singular_values(a, dims, keep_dim, [](const Tensor& s) { return sum(s, {-1}); });
}

Tensor linalg_norm(const Tensor& self, const double* ord, const Dims& dim, bool keep_dim, const Dtype* dtype) {
  constexpr const char* op = "linalg.norm";
  if (!ord) return vector_norm(op, converted(op, self, dtype), 2, dim, keep_dim);
  NT_CHECK(!dim.empty() || self.dim() == 1 || self.dim() == 2, Code::shape, "[", op, "] ", self.sizes(),
           " is neither a vector nor a matrix, and no dim was given");
  NT_CHECK(dim.size() <= 2, Code::shape, "[", op, "] a norm is taken over one or two dimensions, not ", dim);
  if (dim.size() == 2 || (dim.empty() && self.dim() == 2)) return linalg_matrix_norm(self, *ord, dim, keep_dim, dtype);
  return vector_norm(op, converted(op, self, dtype), *ord, dim, keep_dim);
}

Tensor linalg_norm(const Tensor& self, NormKind ord, const Dims& dim, bool keep_dim, const Dtype* dtype) {
  NT_CHECK(!dim.empty() || self.dim() == 2, Code::shape, "[linalg.norm] ", self.sizes(),
           " is no matrix, and no dim was given");
  return linalg_matrix_norm(self, ord, dim, keep_dim, dtype);
}

namespace {

// norm(A) norm(A^-1); infinity for singular matrices.
template <class P>
Tensor cond_of(const Tensor& self, P p) {
  check_square("linalg.cond", self);
  if (self.numel() == 0) return zeros(batch_of(self), self.dtype());
  const Pair inverse = linalg_inv_ex(self, false);
  const Tensor product =
      linalg_matrix_norm(self, p, {}, false, nullptr) * linalg_matrix_norm(inverse.first, p, {}, false, nullptr);
  return where(inverse.second > Scalar(0), scalar_tensor(kInf), product);
}

}  // namespace

Tensor linalg_cond(const Tensor& self, const double* p) {
  constexpr const char* op = "linalg.cond";
  check_matrix(op, self);
  if (p && std::abs(*p) != 2) return cond_of(self, *p);
  const bool smallest = p && *p < 0;
  if (self.numel() == 0) return zeros(batch_of(self), self.dtype());
  const Tensor s = linalg_svdvals(self);
  const Tensor first = select(s, -1, 0), last = select(s, -1, s.sizes().back() - 1);
  return smallest ? last / first : first / last;
}

Tensor linalg_cond(const Tensor& self, NormKind p) { return cond_of(self, p); }

}  // namespace nt
