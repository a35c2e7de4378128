// Triangular systems.
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

Tensor linalg_solve_triangular(const Tensor& self, const Tensor& b, bool upper, bool left, bool unitriangular) {
  constexpr const char* op = "linalg.solve_triangular";
  check_square(op, self);
  check_matrix(op, b);
  check_same(op, self, b);
  NT_CHECK(columns(self) == (left ? rows(b) : columns(b)), Code::shape, "[", op, "] right-hand sides ", b.sizes(),
           " do not fit matrices ", self.sizes(), left ? "" : " on their right");
  const Dims batch = broadcast(op, batch_of(self), batch_of(b));
  Tensor x = copy_columns(expand_batch(b, batch));
  if (x.numel() > 0) {
    const Tensor a = columns_of(expand_batch(self, batch));
    each_matrix(a, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::trsm(left, upper, false, unitriangular, irows(x), icolumns(x), matrix<T>(a, i), matrix<T>(x, i));
    });
  }
  // A dX = dB - dA X, or dX A = dB - X dA; only the triangle counts.
  record("LinalgSolveTriangularBackward0", x, {&self, &b}, {&self, &x}, [=](Backward& back) {
    const Tensor a = back.saved(0), solution = back.saved(1);
    const Tensor gb = linalg_solve_triangular(mT(a), back.grad(), !upper, left, unitriangular);
    if (back.needs(0)) {
      const Tensor ga = -(left ? matmul(gb, mT(solution)) : matmul(mT(solution), gb));
      back[0] = upper ? upper_part(ga, unitriangular ? 1 : 0) : lower_part(ga, unitriangular ? -1 : 0);
    }
    if (back.needs(1)) back[1] = gb;
  });
  return x;
}

Pair triangular_solve(const Tensor& self, const Tensor& a, bool upper, bool transpose, bool unitriangular) {
  constexpr const char* op = "triangular_solve";
  check_square(op, a);
  check_matrix(op, self);
  const Dims batch = broadcast(op, batch_of(a), batch_of(self));
  const Tensor solution =
      linalg_solve_triangular(transpose ? mT(a) : a, self, transpose ? !upper : upper, true, unitriangular);
  return {solution, clone(expand_batch(a, batch))};
}

}  // namespace nt
