// LU factors: A = P L U, L with ones in its diagonal. Both are kept in one matrix, the row exchanges as LAPACK's pivots.
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

// The gradient of A = P L U; g is that of L strictly below the diagonal and U above, in one matrix. With B = P^T A, its
// square block B1 = L1 U1 and X = L1^-1 dB1 U1^-1: L1^-1 dL1 = X's strictly lower part, dU1 U1^-1 = its upper part. What
// lies beside the block follows as dU2 = L1^-1 (dB2 - dL1 U2), or dL2 = (dB2 - L2 dU1) U1^-1.
Tensor lu_gradient(const Tensor& g, const Tensor& p, const Tensor& lu) {
  const int64_t m = rows(lu), n = columns(lu), k = std::min(m, n);
  const Tensor block = narrow(narrow(lu, -2, 0, k), -1, 0, k), g1 = narrow(narrow(g, -2, 0, k), -1, 0, k);
  // solve_triangular reads its own triangle, and takes L's diagonal for ones.
  const Tensor l = lower_part(block, -1) + identity_like(block), u = upper_part(block);
  Tensor low = matmul(mT(l), lower_part(g1, -1)), high = matmul(upper_part(g1), mT(u));
  Tensor beside;
  if (n > k) {
    const Tensor g2 = narrow(g, -1, k, n - k), u2 = narrow(lu, -1, k, n - k);
    low = low - matmul(g2, mT(u2));
    beside = linalg_solve_triangular(mT(l), g2, true, true, true);
  }
  if (m > k) {
    const Tensor g2 = narrow(g, -2, k, m - k), l2 = narrow(lu, -2, k, m - k);
    high = high - matmul(mT(l2), g2);
    beside = linalg_solve_triangular(mT(u), g2, false, false, false);
  }
  const Tensor x = linalg_solve_triangular(mT(l), lower_part(low, -1) + upper_part(high), true, true, true);
  Tensor gb = linalg_solve_triangular(mT(u), x, false, false, false);
  if (beside.defined()) gb = cat({gb, beside}, n > k ? -1 : -2);
  return matmul(p, gb);
}

// P as a matrix: P[order[i], i] = 1, where the exchanges take row order[i] to row i.
Tensor permutation_matrix(const Tensor& pivots, int64_t m, Dtype dtype) {
  Tensor p = zeros(with(batch_of(pivots, 1), m, m), dtype);
  if (p.numel() == 0) return p;
  const Tensor exchanges = plain(pivots);
  const int64_t k = pivots.sizes().back();
  std::vector<int64_t> order(static_cast<size_t>(m));
  each_matrix(p, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    std::vector<int64_t> mine(static_cast<size_t>(m));
    for (int64_t r = 0; r < m; ++r) mine[static_cast<size_t>(r)] = r;
    for (int64_t r = 0; r < k; ++r) {
      const int64_t other = exchanges.data<int32_t>()[i * k + r];
      NT_CHECK(other >= 1 && other <= m, Code::argument, "[lu_unpack] a pivot is ", other, ", outside [1, ", m, "]");
      std::swap(mine[static_cast<size_t>(r)], mine[static_cast<size_t>(other - 1)]);
    }
    for (int64_t r = 0; r < m; ++r) matrix<T>(p, i)[mine[static_cast<size_t>(r)] * m + r] = 1;
  });
  return p;
}

// Rows or columns of zeros behind t, up to m x n.
Tensor padded(const Tensor& t, int64_t m, int64_t n) {
  Tensor out = t;
  if (rows(out) < m)
    out = cat({out, zeros(with(batch_of(out), m - rows(out), columns(out)), t.dtype(), t.device())}, -2);
  if (columns(out) < n)
    out = cat({out, zeros(with(batch_of(out), rows(out), n - columns(out)), t.dtype(), t.device())}, -1);
  return out;
}

Tensor absent(const Tensor& like) { return Tensor::empty({0}, like.dtype(), like.device()); }

}  // namespace

Three linalg_lu_factor_ex(const Tensor& self, bool pivot, bool check_errors) {
  constexpr const char* op = "linalg.lu_factor";
  check_matrix(op, self);
  NT_CHECK(pivot, Code::unsupported, "[", op, "] without pivoting is not implemented on the CPU");
  Tensor lu = copy_columns(self);
  const int64_t k = std::min(rows(self), columns(self));
  Tensor pivots = Tensor::empty(with(batch_of(self), k), Dtype::int32);
  Tensor info = zeros(batch_of(self), Dtype::int32);
  if (self.numel() > 0) {
    each_matrix(lu, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      info.data<int32_t>()[i] = lapack::getrf(irows(lu), icolumns(lu), matrix<T>(lu, i), vector<int32_t>(pivots, i));
    });
  }
  if (check_errors) check_info(op, info, "U has a zero in its diagonal, at row");
  record("LinalgLuFactorExBackward0", lu, {&self}, {&lu, &pivots}, [](Backward& b) {
    const Tensor factors = b.saved(0);
    b[0] = lu_gradient(b.grad(), permutation_matrix(b.saved(1), rows(factors), factors.dtype()), factors);
  });
  return {lu, pivots, info};
}

Pair linalg_lu_factor(const Tensor& self, bool pivot) {
  const Three all = linalg_lu_factor_ex(self, pivot, false);
  return {all[0], all[1]};
}

Three lu_unpack(const Tensor& lu, const Tensor& pivots, bool unpack_data, bool unpack_pivots) {
  constexpr const char* op = "lu_unpack";
  check_matrix(op, lu);
  const int64_t m = rows(lu), n = columns(lu), k = std::min(m, n);
  Tensor p = absent(lu), l = absent(lu), u = absent(lu);
  if (unpack_pivots) {
    check_pivots(op, pivots, with(batch_of(lu), k));
    p = permutation_matrix(pivots, m, lu.dtype());
  }
  if (!unpack_data) return {p, l, u};
  {
    GradMode off(false);
    const Tensor data = detach(lu);
    l = lower_part(narrow(data, -1, 0, k), -1) + eye(m, k, lu.dtype());
    u = upper_part(narrow(data, -2, 0, k));
  }
  record_all("LuUnpackBackward0", {&l, &u}, {&lu}, {}, [m, n](Backward& b) {
    Tensor g;
    if (b.grad(0).defined()) g = padded(lower_part(b.grad(0), -1), m, n);
    if (b.grad(1).defined()) {
      const Tensor gu = padded(upper_part(b.grad(1)), m, n);
      g = g.defined() ? g + gu : gu;
    }
    b[0] = g;
  });
  return {p, l, u};
}

Three linalg_lu(const Tensor& self, bool pivot) {
  check_matrix("linalg.lu", self);
  const Pair factors = linalg_lu_factor(self, pivot);
  return lu_unpack(factors.first, factors.second, true, true);
}

Tensor linalg_lu_solve(const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left, bool adjoint) {
  constexpr const char* op = "linalg.lu_solve";
  check_square(op, lu);
  check_matrix(op, b);
  check_same(op, lu, b);
  check_pivots(op, pivots, batch_of(lu, 1));
  NT_CHECK(columns(lu) == (left ? rows(b) : columns(b)), Code::shape, "[", op, "] right-hand sides ", b.sizes(),
           " do not fit factors ", lu.sizes(), left ? "" : " on their right");
  const Dims batch = broadcast(op, batch_of(lu), batch_of(b));
  // X A = B is A^T X^T = B^T.
  Tensor x = copy_columns(expand_batch(left ? b : mT(b), batch));
  if (x.numel() > 0) {
    const Tensor a = columns_of(expand_batch(lu, batch));
    const Tensor order = plain(expand(pivots, with(batch, columns(lu))));
    const int32_t* all = order.data<int32_t>();
    for (int64_t i = 0; i < order.numel(); ++i) {
      NT_CHECK(all[i] >= 1 && all[i] <= columns(lu), Code::argument, "[", op, "] a pivot is ", all[i], ", outside [1, ",
               columns(lu), "]");
    }
    each_matrix(a, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::getrs(adjoint == left, irows(x), icolumns(x), matrix<T>(a, i), vector<int32_t>(order, i),
                    matrix<T>(x, i));
    });
  }
  if (!left) x = mT(x);
  // First as if A itself were given, then dA = P (dL U + L dU).
  record("LinalgLuSolveBackward0", x, {&lu, &b}, {&lu, &pivots, &x}, [left, adjoint](Backward& back) {
    const Tensor factors = back.saved(0), order = back.saved(1), solution = back.saved(2);
    const Tensor gb = linalg_lu_solve(factors, order, back.grad(), left, !adjoint);
    if (back.needs(1)) back[1] = gb;
    if (!back.needs(0)) return;
    Tensor ga = left ? matmul(gb, mT(solution)) : matmul(mT(solution), gb);
    if (adjoint) ga = mT(ga);
    const Tensor p = permutation_matrix(order, rows(factors), factors.dtype());
    const Tensor pga = matmul(mT(p), ga);
    const Tensor l = lower_part(factors, -1) + identity_like(factors), u = upper_part(factors);
    back[0] = -(lower_part(matmul(pga, mT(u)), -1) + upper_part(matmul(mT(l), pga)));
  });
  return x;
}

}  // namespace nt
