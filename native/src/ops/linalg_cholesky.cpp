// Cholesky factors of symmetric positive definite matrices: A = L L^T.
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

constexpr const char* kNotPositive = "the matrix is not positive definite; the leading minor that is not has order";

// With dL = L F(L^-1 dA L^-T), F the lower triangle with half of the diagonal:
// dA's gradient is L^-T sym(F(L^T g)) L^-1.
Tensor cholesky_gradient(const Tensor& g, const Tensor& factor, bool upper) {
  const Tensor l = upper ? mT(factor) : factor;
  const Tensor lg = lower_part(matmul(mT(l), upper ? mT(g) : g));
  const Tensor symmetric = lg + mT(lower_part(lg, -1));
  const Tensor left = linalg_solve_triangular(mT(l), symmetric, true, true, false);
  return linalg_solve_triangular(l, left, false, false, false) * 0.5;
}

// A (n x n) from its factor.
Tensor inverse_of_factored(const Tensor& factor, bool upper) {
  Tensor out = copy_columns(factor);
  const int64_t n = columns(out);
  if (out.numel() == 0) return out;
  each_matrix(out, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    T* a = matrix<T>(out, i);
    const Int info = lapack::potri(upper, static_cast<Int>(n), a);
    NT_CHECK(info == 0, Code::linalg, "[cholesky_inverse] the factor has a zero in its diagonal (", info, ")");
    for (int64_t r = 0; r < n; ++r) {
      for (int64_t c = 0; c < r; ++c) {
        T &low = a[c * n + r], &high = a[r * n + c];
        (upper ? low : high) = upper ? high : low;
      }
    }
  });
  return out;
}

}  // namespace

Pair linalg_cholesky_ex(const Tensor& self, bool upper, bool check_errors) {
  constexpr const char* op = "linalg.cholesky";
  check_square(op, self);
  Tensor factor = copy_columns(self);
  Tensor info = zeros(batch_of(self), Dtype::int32);
  const int64_t n = columns(self);
  if (self.numel() > 0) {
    each_matrix(factor, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      T* a = matrix<T>(factor, i);
      info.data<int32_t>()[i] = lapack::potrf(upper, static_cast<Int>(n), a);
      for (int64_t c = 0; c < n; ++c) {
        const int64_t begin = upper ? c + 1 : 0, end = upper ? n : c;
        std::fill(a + c * n + begin, a + c * n + std::max(begin, end), T(0));
      }
    });
  }
  if (check_errors) check_info(op, info, kNotPositive);
  record("LinalgCholeskyExBackward0", factor, {&self}, {&factor},
         [upper](Backward& b) { b[0] = cholesky_gradient(b.grad(), b.saved(0), upper); });
  return {factor, info};
}

Tensor linalg_cholesky(const Tensor& self, bool upper) { return linalg_cholesky_ex(self, upper, true).first; }

Tensor cholesky_inverse(const Tensor& self, bool upper) {
  check_square("cholesky_inverse", self);
  Tensor out = inverse_of_factored(self, upper);
  // d(A^-1) = -A^-1 (dL L^T + L dL^T) A^-1
  record("CholeskyInverseBackward0", out, {&self}, {&self, &out}, [upper](Backward& b) {
    const Tensor factor = b.saved(0), inverse = b.saved(1), g = b.grad();
    const Tensor common = matmul(inverse, matmul(g + mT(g), inverse));
    b[0] = -(upper ? matmul(factor, common) : matmul(common, factor));
  });
  return out;
}

Tensor cholesky_solve(const Tensor& self, const Tensor& factor, bool upper) {
  constexpr const char* op = "cholesky_solve";
  check_square(op, factor);
  check_matrix(op, self);
  check_same(op, self, factor);
  NT_CHECK(rows(self) == rows(factor), Code::shape, "[", op, "] right-hand sides ", self.sizes(),
           " do not fit factors ", factor.sizes());
  const Dims batch = broadcast(op, batch_of(self), batch_of(factor));
  Tensor x = copy_columns(expand_batch(self, batch));
  if (x.numel() > 0) {
    const Tensor a = columns_of(expand_batch(factor, batch));
    each_matrix(a, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::potrs(upper, irows(a), icolumns(x), matrix<T>(a, i), matrix<T>(x, i));
    });
  }
  // A dX = dB - dA X with A = L L^T
  record("CholeskySolveBackward0", x, {&self, &factor}, {&factor, &x}, [upper](Backward& b) {
    const Tensor l = b.saved(0), solution = b.saved(1);
    const Tensor gb = cholesky_solve(b.grad(), l, upper);
    if (b.needs(0)) b[0] = gb;
    if (b.needs(1)) {
      const Tensor half = matmul(gb, mT(solution)), common = half + mT(half);
      b[1] = -(upper ? matmul(l, common) : matmul(common, l));
    }
  });
  return x;
}

}  // namespace nt
