// What rests on LU factors: systems of equations, inverses, determinants.
#include <cmath>
#include <limits>

#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

constexpr const char* kSingular = "the matrix is singular: U has a zero in its diagonal, at row";

// The determinant's sign (as the permutation and U's diagonal give it) and the logarithm of its magnitude, or the
// determinant itself.
template <class T>
void determinant(const T* lu, const int32_t* pivots, int64_t n, T& sign, T* log_magnitude) {
  T product = 1, sum = 0;
  for (int64_t i = 0; i < n; ++i) {
    const T u = lu[i * n + i];
    if (pivots[i] != i + 1) product = -product;
    if (!log_magnitude) {
      product *= u;
      continue;
    }
    product *= std::isnan(u) ? u : static_cast<T>((u > 0) - (u < 0));
    sum += std::log(std::abs(u));
  }
  sign = product;
  if (log_magnitude) *log_magnitude = sum;
}

struct Determinant {
  Tensor sign, log_magnitude;
};

Determinant determinants(const Tensor& self, bool with_log) {
  GradMode off(false);
  const Pair factors = linalg_lu_factor(detach(self), true);
  const int64_t n = columns(self);
  Determinant result{full(batch_of(self), 1.0, self.dtype()), {}};
  if (with_log) result.log_magnitude = zeros(batch_of(self), self.dtype());
  if (self.numel() == 0) return result;
  each_matrix(factors.first, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    determinant(matrix<T>(factors.first, i), vector<int32_t>(factors.second, i), n, result.sign.data<T>()[i],
                with_log ? result.log_magnitude.data<T>() + i : nullptr);
  });
  return result;
}

// X with A^T X = diag(d); d has one number for each matrix.
Tensor solve_transposed(const Tensor& a, const Tensor& d) {
  const Pair factors = linalg_lu_factor(a, true);
  return linalg_lu_solve(factors.first, factors.second, unsqueeze(unsqueeze(d, -1), -1) * identity_like(a), true, true);
}

// The gradient det(A) A^-T for singular matrices: with A = U S V^T it is det(U) det(V) U diag(products of the others) V^T.
Tensor cofactors(const Tensor& a, const Tensor& g) {
  const Three usv = linalg_svd(a, false);
  const Tensor turn = g * linalg_det(usv[0]) * linalg_det(usv[2]);
  const Tensor one = to(identity_like(a), Dtype::boolean);
  const Tensor others = prod(where(one, scalar_tensor(1.0), unsqueeze(usv[1], -2)), {-1});
  return matmul(usv[0] * unsqueeze(unsqueeze(turn, -1) * others, -2), usv[2]);
}

bool any_zero(const Tensor& t) {
  GradMode off(false);
  return *any(eq(detach(t), scalar_tensor(0.0))).data<bool>();
}

}  // namespace

Tensor linalg_det(const Tensor& self) {
  check_square("linalg.det", self);
  Tensor det = determinants(self, false).sign;
  record("LinalgDetBackward0", det, {&self}, {&self, &det}, [](Backward& b) {
    const Tensor a = b.saved(0), value = b.saved(1);
    if (a.numel() == 0) return;
    b[0] = any_zero(value) ? cofactors(a, b.grad()) : solve_transposed(a, b.grad() * value);
  });
  return det;
}

Pair linalg_slogdet(const Tensor& self) {
  check_square("linalg.slogdet", self);
  Determinant both = determinants(self, true);
  // The sign is constant almost everywhere.
  record_all("LinalgSlogdetBackward0", {&both.sign, &both.log_magnitude}, {&self}, {&self}, [](Backward& b) {
    const Tensor a = b.saved(0);
    b[0] = b.grad(1).defined() && a.numel() > 0 ? solve_transposed(a, b.grad(1)) : zeros_like(a);
  });
  return {both.sign, both.log_magnitude};
}

Tensor logdet(const Tensor& self) {
  check_square("logdet", self);
  const Pair both = linalg_slogdet(self);
  return where(both.first < Scalar(0.0), scalar_tensor(std::numeric_limits<double>::quiet_NaN()), both.second);
}

Pair linalg_solve_ex(const Tensor& self, const Tensor& b, bool left, bool check_errors) {
  constexpr const char* op = "linalg.solve";
  check_square(op, self);
  check_same(op, self, b);
  NT_CHECK(b.dim() > 0, Code::shape, "[", op, "] the right-hand side needs a dimension");
  const bool vector_side = is_vector_side(self, b);
  NT_CHECK(left || !vector_side, Code::shape, "[", op, "] a vector ", b.sizes(), " stands on the right of X A = B");
  const Tensor sides = vector_side ? unsqueeze(b, -1) : b;
  NT_CHECK(columns(self) == (left ? rows(sides) : columns(sides)), Code::shape, "[", op, "] right-hand sides ",
           b.sizes(), " do not fit matrices ", self.sizes());
  Tensor x, info;
  {
    GradMode off(false);
    const Three factors = linalg_lu_factor_ex(detach(self), true, false);
    info = factors[2];
    if (check_errors) check_info(op, info, kSingular);
    x = linalg_lu_solve(factors[0], factors[1], detach(sides), left, false);
    if (vector_side) x = squeeze(x, {-1});
  }
  // A dX = dB - dA X, or dX A = dB - X dA
  record("LinalgSolveExBackward0", x, {&self, &b}, {&self, &x}, [left, vector_side](Backward& back) {
    const Tensor a = back.saved(0), solution = back.saved(1);
    const Tensor gb = linalg_solve(mT(a), back.grad(), left);
    if (back.needs(1)) back[1] = gb;
    if (!back.needs(0)) return;
    if (vector_side) {
      back[0] = -(unsqueeze(gb, -1) * unsqueeze(solution, -2));
    } else {
      back[0] = -(left ? matmul(gb, mT(solution)) : matmul(mT(solution), gb));
    }
  });
  return {x, info};
}

Tensor linalg_solve(const Tensor& self, const Tensor& b, bool left) {
  return linalg_solve_ex(self, b, left, true).first;
}

Pair linalg_inv_ex(const Tensor& self, bool check_errors) {
  constexpr const char* op = "linalg.inv";
  check_square(op, self);
  Tensor inverse, info;
  {
    GradMode off(false);
    const Three factors = linalg_lu_factor_ex(detach(self), true, false);
    info = factors[2];
    if (check_errors) check_info(op, info, kSingular);
    inverse = linalg_lu_solve(factors[0], factors[1], identity_like(self), true, false);
  }
  // d(A^-1) = -A^-1 dA A^-1
  record("LinalgInvExBackward0", inverse, {&self}, {&inverse}, [](Backward& b) {
    const Tensor transposed = mT(b.saved(0));
    b[0] = -matmul(transposed, matmul(b.grad(), transposed));
  });
  return {inverse, info};
}

Tensor linalg_inv(const Tensor& self) { return linalg_inv_ex(self, true).first; }

Tensor linalg_tensorinv(const Tensor& self, int64_t ind) {
  constexpr const char* op = "linalg.tensorinv";
  NT_CHECK(ind > 0, Code::argument, "[", op, "] ind is ", ind, ", not positive");
  Dims front, back;
  for (int d = 0; d < self.dim(); ++d) (d < ind ? front : back).push_back(self.size(d));
  const int64_t n = numel_of(front), m = numel_of(back);
  NT_CHECK(n == m, Code::shape, "[", op, "] ", self.sizes(), ": the first ", ind, " sizes multiply to ", n,
           ", the others to ", m);
  for (int64_t size : front) back.push_back(size);
  return reshape(linalg_inv(reshape(self, {m, n})), back);
}

Tensor linalg_tensorsolve(const Tensor& self, const Tensor& other, const Dims& dims) {
  constexpr const char* op = "linalg.tensorsolve";
  Tensor a = self;
  if (!dims.empty()) {
    // These dimensions go to the end.
    Dims order, last;
    for (int64_t dim : dims) {
      const int d = wrap_dim(op, dim, self.dim());
      NT_CHECK(!last.contains(d), Code::argument, "[", op, "] dimension ", d, " stands twice in ", dims);
      last.push_back(d);
    }
    for (int d = 0; d < self.dim(); ++d) {
      if (!last.contains(d)) order.push_back(d);
    }
    for (int64_t d : last) order.push_back(d);
    a = permute(self, order);
  }
  NT_CHECK(a.dim() >= other.dim(), Code::shape, "[", op, "] ", self.sizes(), " has fewer dimensions than ",
           other.sizes());
  const Dims result(a.sizes().data() + other.dim(), a.dim() - other.dim());
  const int64_t n = numel_of(result);
  NT_CHECK(n == other.numel(), Code::shape, "[", op, "] ", self.sizes(), " does not fit ", other.sizes(),
           ": the unknowns are ", n, ", the equations ", other.numel());
  NT_CHECK(a.numel() == n * n, Code::shape, "[", op, "] ", self.sizes(), " is no square system for ", other.sizes());
  return reshape(linalg_solve(reshape(a, {n, n}), reshape(other, {n}), true), result);
}

}  // namespace nt
