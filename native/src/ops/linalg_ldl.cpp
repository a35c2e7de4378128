// A = L D L^T of symmetric matrices, with pivots (Bunch and Kaufman); the lower triangle is read.
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

// LAPACK trusts its pivots: each names a row, and a negative one stands twice, for a block of two rows.
void check_blocks(const char* op, const Tensor& pivots, int64_t n) {
  const int32_t* all = pivots.data<int32_t>();
  for (int64_t i = 0; i < pivots.numel(); ++i) {
    const int64_t pivot = all[i], row = pivot < 0 ? -pivot : pivot;
    NT_CHECK(row >= 1 && row <= n, Code::argument, "[", op, "] a pivot is ", pivot, ", its magnitude outside [1, ", n,
             "]");
    if (pivot > 0) continue;
    NT_CHECK(i % n + 1 < n && all[i + 1] == pivot, Code::argument, "[", op, "] a pivot ", pivot, " stands alone");
    ++i;
  }
}

}  // namespace

Three linalg_ldl_factor_ex(const Tensor& self, bool check_errors) {
  constexpr const char* op = "linalg.ldl_factor";
  check_square(op, self);
  Tensor ld;
  {
    GradMode off(false);
    ld = copy_columns(lower_part(detach(self)));
  }
  Tensor pivots = Tensor::empty(batch_of(self, 1), Dtype::int32);
  Tensor info = zeros(batch_of(self), Dtype::int32);
  if (self.numel() > 0) {
    each_matrix(ld, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      info.data<int32_t>()[i] = lapack::sytrf(irows(ld), matrix<T>(ld, i), vector<int32_t>(pivots, i));
    });
  }
  if (check_errors) check_info(op, info, "D has a zero block, at row");
  record("LinalgLdlFactorExBackward0", ld, {&self}, {},
         [](Backward&) { fail(Code::autograd, "[linalg.ldl_factor] has no derivative"); });
  return {ld, pivots, info};
}

Tensor linalg_ldl_solve(const Tensor& ld, const Tensor& pivots, const Tensor& b) {
  constexpr const char* op = "linalg.ldl_solve";
  check_square(op, ld);
  check_matrix(op, b);
  check_same(op, ld, b);
  check_pivots(op, pivots, batch_of(ld, 1));
  NT_CHECK(columns(ld) == rows(b), Code::shape, "[", op, "] right-hand sides ", b.sizes(), " do not fit factors ",
           ld.sizes());
  const Dims batch = broadcast(op, batch_of(ld), batch_of(b));
  Tensor x = copy_columns(expand_batch(b, batch));
  if (x.numel() > 0) {
    const Tensor a = columns_of(expand_batch(ld, batch));
    const Tensor order = plain(expand(pivots, with(batch, columns(ld))));
    check_blocks(op, order, columns(ld));
    each_matrix(a, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::sytrs(irows(x), icolumns(x), matrix<T>(a, i), vector<int32_t>(order, i), matrix<T>(x, i));
    });
  }
  record("LinalgLdlSolveBackward0", x, {&ld, &b}, {},
         [](Backward&) { fail(Code::autograd, "[linalg.ldl_solve] has no derivative"); });
  return x;
}

}  // namespace nt
