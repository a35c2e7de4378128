// Products of matrices and vectors, with and without something added.
#include <cmath>

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/linalg.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

void need_rank(const char* op, const char* name, const Tensor& t, int rank) {
  NT_CHECK(t.dim() == rank, Code::shape, "[", op, "] ", name, " has sizes ", t.sizes(), ", not ", rank, " dimensions");
}

// t * s in t's dtype: integers take an integral part, as PyTorch has it.
Tensor scale(const char* op, const Tensor& t, Scalar s) {
  if (is_floating(t.dtype())) return scaled(t, s.to<double>());
  if (is_bool(t.dtype())) return t * Scalar(s.to<bool>());
  NT_CHECK(!s.is_floating() || std::abs(s.d) < 9.2e18, Code::argument, "[", op, "] a factor is ", s,
           ", which no integer holds");
  const int64_t factor = s.to<int64_t>();
  return factor == 1 ? t : t * Scalar(factor);
}

bool is_zero(const Tensor& t, Scalar s) {
  return is_floating(t.dtype()) ? s.to<double>() == 0 : s.to<double>() > -1 && s.to<double>() < 1;
}

// beta self + alpha product, rounded once; where beta is 0, self is not read, so that its NaN does not spread.
Tensor combine(const char* op, const Tensor& self, const Tensor& product, Scalar beta, Scalar alpha, Dtype dtype) {
  NT_CHECK(self.dtype() == dtype, Code::dtype, "[", op, "] input is ", self.dtype(), ", the factors ", dtype);
  NT_CHECK(self.dim() <= product.dim() && broadcast(op, self.sizes(), product.sizes()) == product.sizes(), Code::shape,
           "[", op, "] input ", self.sizes(), " does not fit the product's ", product.sizes());
  Tensor out = scale(op, product, alpha);
  if (!is_zero(self, beta)) out = out + scale(op, to(self, product.dtype()), beta);
  return to(out, dtype);
}

// addmm and baddbmm; the factors' sizes are checked.
Tensor add_product(const char* op, const char* node, const Tensor& self, const Tensor& a, const Tensor& b, Scalar beta,
                   Scalar alpha) {
  Tensor out;
  {
    GradMode off(false);
    const bool widen = needs_widening(a) && a.dtype() == b.dtype();
    const Tensor product = widen ? matmul(widened(a), widened(b)) : matmul(a, b);
    out = combine(op, self, product, beta, alpha, a.dtype());
  }
  record(node, out, {&self, &a, &b}, {&a, &b}, [op, beta, alpha](Backward& back) {
    const Tensor g = back.grad();
    if (back.needs(0)) back[0] = scale(op, g, beta);
    if (back.needs(1)) back[1] = scale(op, matmul(g, transpose(back.saved(1), -2, -1)), alpha);
    if (back.needs(2)) back[2] = scale(op, matmul(transpose(back.saved(0), -2, -1), g), alpha);
  });
  return out;
}

}  // namespace

Tensor mm(const Tensor& self, const Tensor& mat2) {
  need_rank("mm", "self", self, 2);
  need_rank("mm", "mat2", mat2, 2);
  return matmul(self, mat2);
}

Tensor bmm(const Tensor& self, const Tensor& mat2) {
  need_rank("bmm", "self", self, 3);
  need_rank("bmm", "mat2", mat2, 3);
  NT_CHECK(self.size(0) == mat2.size(0), Code::shape, "[bmm] ", self.sizes(), " x ", mat2.sizes(), ": batches of ",
           self.size(0), " and ", mat2.size(0), " differ");
  return matmul(self, mat2);
}

Tensor mv(const Tensor& self, const Tensor& vec) {
  need_rank("mv", "self", self, 2);
  need_rank("mv", "vec", vec, 1);
  return matmul(self, vec);
}

Tensor dot(const Tensor& self, const Tensor& other) {
  need_rank("dot", "self", self, 1);
  need_rank("dot", "tensor", other, 1);
  return matmul(self, other);
}

Tensor outer(const Tensor& self, const Tensor& vec2) {
  need_rank("outer", "self", self, 1);
  need_rank("outer", "vec2", vec2, 1);
  return unsqueeze(self, 1) * vec2;
}

Tensor inner(const Tensor& self, const Tensor& other) {
  if (self.dim() == 0 || other.dim() == 0) return self * other;
  NT_CHECK(self.sizes().back() == other.sizes().back(), Code::shape, "[inner] ", self.sizes(), " and ", other.sizes(),
           ": last sizes ", self.sizes().back(), " and ", other.sizes().back(), " differ");
  return tensordot(self, other, {-1}, {-1});
}

Tensor addmm(const Tensor& self, const Tensor& mat1, const Tensor& mat2, Scalar beta, Scalar alpha) {
  need_rank("addmm", "mat1", mat1, 2);
  need_rank("addmm", "mat2", mat2, 2);
  return add_product("addmm", "AddmmBackward0", self, mat1, mat2, beta, alpha);
}

Tensor baddbmm(const Tensor& self, const Tensor& batch1, const Tensor& batch2, Scalar beta, Scalar alpha) {
  need_rank("baddbmm", "batch1", batch1, 3);
  need_rank("baddbmm", "batch2", batch2, 3);
  NT_CHECK(batch1.size(0) == batch2.size(0), Code::shape, "[baddbmm] ", batch1.sizes(), " x ", batch2.sizes(),
           ": batches of ", batch1.size(0), " and ", batch2.size(0), " differ");
  return add_product("baddbmm", "BaddbmmBackward0", self, batch1, batch2, beta, alpha);
}

// The sum over the batch is one product of longer rows.
Tensor addbmm(const Tensor& self, const Tensor& batch1, const Tensor& batch2, Scalar beta, Scalar alpha) {
  need_rank("addbmm", "batch1", batch1, 3);
  need_rank("addbmm", "batch2", batch2, 3);
  const int64_t b = batch1.size(0), n = batch1.size(1), m = batch1.size(2), p = batch2.size(2);
  NT_CHECK(b == batch2.size(0) && m == batch2.size(1), Code::shape, "[addbmm] ", batch1.sizes(), " x ", batch2.sizes(),
           " do not fit");
  return add_product("addbmm", "AddbmmBackward0", self, reshape(permute(batch1, {1, 0, 2}), {n, b * m}),
                     reshape(batch2, {b * m, p}), beta, alpha);
}

Tensor addmv(const Tensor& self, const Tensor& mat, const Tensor& vec, Scalar beta, Scalar alpha) {
  need_rank("addmv", "mat", mat, 2);
  need_rank("addmv", "vec", vec, 1);
  Tensor out;
  {
    GradMode off(false);
    const bool widen = needs_widening(mat) && mat.dtype() == vec.dtype();
    out =
        combine("addmv", self, widen ? matmul(widened(mat), widened(vec)) : matmul(mat, vec), beta, alpha, mat.dtype());
  }
  record("AddmvBackward0", out, {&self, &mat, &vec}, {&mat, &vec}, [beta, alpha](Backward& back) {
    const Tensor g = back.grad();
    if (back.needs(0)) back[0] = scale("addmv", g, beta);
    if (back.needs(1)) back[1] = scale("addmv", outer(g, back.saved(1)), alpha);
    if (back.needs(2)) back[2] = scale("addmv", matmul(transpose(back.saved(0), 0, 1), g), alpha);
  });
  return out;
}

Tensor addr(const Tensor& self, const Tensor& vec1, const Tensor& vec2, Scalar beta, Scalar alpha) {
  need_rank("addr", "vec1", vec1, 1);
  need_rank("addr", "vec2", vec2, 1);
  const Dtype dtype = promote(promote(vec1.dtype(), vec2.dtype()), self.dtype());
  NT_CHECK(is_floating(dtype) || (!beta.is_floating() && !alpha.is_floating()), Code::dtype,
           "[addr] a floating factor does not fit ", dtype);
  const Dims sizes{vec1.size(0), vec2.size(0)};
  NT_CHECK(self.dim() <= 2 && broadcast("addr", self.sizes(), sizes) == sizes, Code::shape, "[addr] input ",
           self.sizes(), " does not fit the product's ", sizes);
  const Tensor product = scale("addr", to(outer(vec1, vec2), dtype), alpha);
  return is_zero(product, beta) ? product : scale("addr", to(self, dtype), beta) + product;
}

Tensor kron(const Tensor& self, const Tensor& other) {
  const int rank = std::max(self.dim(), other.dim());
  Dims left, right, sizes;
  for (int d = 0; d < rank; ++d) {
    const int a = d - (rank - self.dim()), b = d - (rank - other.dim());
    const int64_t m = a < 0 ? 1 : self.size(a), n = b < 0 ? 1 : other.size(b);
    left.push_back(m);
    left.push_back(1);
    right.push_back(1);
    right.push_back(n);
    int64_t size;
    NT_CHECK(!__builtin_mul_overflow(m, n, &size), Code::argument, "[kron] ", self.sizes(), " and ", other.sizes(),
             " are too large");
    sizes.push_back(size);
  }
  return reshape(reshape(self, left) * reshape(other, right), sizes);
}

Tensor trace(const Tensor& self) {
  need_rank("trace", "self", self, 2);
  return sum(diagonal(self, 0, 0, 1));
}

namespace {

// a_(i+1) b_(i+2) - a_(i+2) b_(i+1)
Tensor cross_along(const Tensor& a, const Tensor& b, int64_t dim) {
  auto turned = [dim](const Tensor& t, int64_t by) {
    return cat({narrow(t, dim, by, 3 - by), narrow(t, dim, 0, by)}, dim);
  };
  return turned(a, 1) * turned(b, 2) - turned(a, 2) * turned(b, 1);
}

}  // namespace

Tensor linalg_cross(const Tensor& self, const Tensor& other, int64_t dim) {
  constexpr const char* op = "linalg.cross";
  NT_CHECK(self.dim() == other.dim(), Code::shape, "[", op, "] ", self.sizes(), " and ", other.sizes(), " have ",
           self.dim(), " and ", other.dim(), " dimensions");
  NT_CHECK(self.dim() > 0, Code::shape, "[", op, "] numbers have no cross product");
  const int d = wrap_dim(op, dim, self.dim());
  NT_CHECK(self.size(d) == 3 && other.size(d) == 3, Code::shape, "[", op, "] ", self.sizes(), " and ", other.sizes(),
           ": dimension ", d, " must have size 3");
  NT_CHECK(!is_bool(result_type(self, other)), Code::dtype, "[", op, "] not defined for bool");
  Tensor out;
  {
    GradMode off(false);
    const Dims sizes = broadcast(op, self.sizes(), other.sizes());
    out = cross_along(expand(detach(self), sizes), expand(detach(other), sizes), d);
  }
  record("LinalgCrossBackward0", out, {&self, &other}, {&self, &other}, [d](Backward& b) {
    if (b.needs(0)) b[0] = linalg_cross(b.saved(1), b.grad(), d);
    if (b.needs(1)) b[1] = linalg_cross(b.grad(), b.saved(0), d);
  });
  return out;
}

Tensor cross(const Tensor& self, const Tensor& other, const int64_t* dim) {
  if (dim) return linalg_cross(self, other, *dim);
  const Dims sizes = self.dim() == other.dim() ? broadcast("cross", self.sizes(), other.sizes()) : self.sizes();
  for (int d = 0; d < sizes.size(); ++d) {
    if (sizes[d] == 3) return linalg_cross(self, other, d);
  }
  fail(Code::shape, "[cross] ", self.sizes(), " and ", other.sizes(), ": no dimension has size 3");
}

Tensor tensordot(const Tensor& self, const Tensor& other, const Dims& dims_self, const Dims& dims_other) {
  constexpr const char* op = "tensordot";
  NT_CHECK(dims_self.size() == dims_other.size(), Code::shape, "[", op, "] dimensions ", dims_self, " and ", dims_other,
           " differ in number");
  Tensor a = self, b = other;
  Dims order_a, order_b, last_a, first_b, sizes;
  int64_t inner = 1, m = 1, n = 1;
  for (int i = 0; i < dims_self.size(); ++i) {
    const int x = wrap_dim(op, dims_self[i], a.dim()), y = wrap_dim(op, dims_other[i], b.dim());
    NT_CHECK(a.dim() > x && b.dim() > y, Code::index, "[", op, "] ", self.sizes(), " and ", other.sizes(),
             " lack dimensions to contract");
    NT_CHECK(!last_a.contains(x) && !first_b.contains(y), Code::argument, "[", op, "] a dimension stands twice in ",
             dims_self, " or ", dims_other);
    const int64_t p = a.size(x), q = b.size(y);
    NT_CHECK(p == q || p == 1 || q == 1, Code::shape, "[", op, "] ", self.sizes(), " and ", other.sizes(), ": sizes ",
             p, " and ", q, " of dimensions ", x, " and ", y, " differ");
    // A size of 1 is broadcast against a sum.
    if (p != q && p == 1) b = sum(b, {y}, true);
    if (p != q && q == 1) a = sum(a, {x}, true);
    inner *= a.size(x);
    last_a.push_back(x);
    first_b.push_back(y);
  }
  for (int d = 0; d < a.dim(); ++d) {
    if (last_a.contains(d)) continue;
    order_a.push_back(d);
    sizes.push_back(a.size(d));
    m *= a.size(d);
  }
  for (int64_t d : last_a) order_a.push_back(d);
  for (int64_t d : first_b) order_b.push_back(d);
  for (int d = 0; d < b.dim(); ++d) {
    if (first_b.contains(d)) continue;
    order_b.push_back(d);
    sizes.push_back(b.size(d));
    n *= b.size(d);
  }
  const Tensor product = matmul(reshape(permute(a, order_a), {m, inner}), reshape(permute(b, order_b), {inner, n}));
  return reshape(product, sizes);
}

Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight, const Tensor& bias) {
  constexpr const char* op = "bilinear";
  need_rank(op, "weight", weight, 3);
  NT_CHECK(input1.dim() > 0 && input1.dim() == input2.dim(), Code::shape, "[", op, "] inputs ", input1.sizes(), " and ",
           input2.sizes(), " differ in dimensions");
  const int last = input1.dim() - 1;
  for (int d = 0; d < last; ++d) {
    NT_CHECK(input1.size(d) == input2.size(d), Code::shape, "[", op, "] inputs ", input1.sizes(), " and ",
             input2.sizes(), " differ in dimension ", d);
  }
  const int64_t out = weight.size(0), in1 = weight.size(1), in2 = weight.size(2);
  NT_CHECK(input1.size(last) == in1 && input2.size(last) == in2, Code::shape, "[", op, "] inputs ", input1.sizes(),
           " and ", input2.sizes(), " do not fit weight ", weight.sizes());
  NT_CHECK(!bias.defined() || (bias.dim() == 1 && bias.size(0) == out), Code::shape, "[", op, "] bias ",
           bias.defined() ? bias.sizes() : Dims{}, " does not fit weight ", weight.sizes());
  Dims sizes = input1.sizes();
  sizes[last] = out;
  int64_t count = 1;
  for (int d = 0; d < last; ++d) count *= input1.size(d);
  // (N, in1) x (in1, out in2), then (N, out, in2) x (N, in2, 1).
  const Tensor left = matmul(reshape(input1, {count, in1}), reshape(permute(weight, {1, 0, 2}), {in1, out * in2}));
  const Tensor both = matmul(reshape(left, {count, out, in2}), reshape(input2, {count, in2, 1}));
  const Tensor result = reshape(both, sizes);
  return bias.defined() ? result + bias : result;
}

}  // namespace nt
