// Least squares: the X that makes the columns of A X - B short.
#include <limits>

#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

using lapack::Driver;

struct Problem {
  Tensor a, b;  // b has room for solution and residuals
  Tensor rank, values;
};

void run(const char* op, Driver driver, double rcond, Problem& p) {
  each_matrix(p.a, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    const Int m = irows(p.a), n = icolumns(p.a), k = icolumns(p.b);
    Int info = 0, rank = 0;
    if (driver == Driver::gels) {
      info = lapack::gels(m, n, k, matrix<T>(p.a, i), matrix<T>(p.b, i));
    } else {
      std::vector<T> values(static_cast<size_t>(std::min(m, n)));
      info = lapack::gelsx(driver, m, n, k, matrix<T>(p.a, i), matrix<T>(p.b, i), static_cast<T>(rcond), &rank,
                           values.data());
      p.rank.data<int64_t>()[i] = rank;
      if (p.values.numel() > 0) std::copy(values.begin(), values.end(), vector<T>(p.values, i));
    }
    NT_CHECK(info == 0, Code::linalg, "[", op, "] matrix ", i,
             driver == Driver::gels ? " has no full rank (" : " does not converge (", info, ")");
  });
}

bool is_finite(const Tensor& t) { return t.numel() == 0 || *all(isfinite(detach(t))).data<bool>(); }

}  // namespace

std::array<Tensor, 4> linalg_lstsq(const Tensor& self, const Tensor& b, const double* rcond, int32_t driver) {
  constexpr const char* op = "linalg.lstsq";
  check_matrix(op, self);
  NT_CHECK(b.dim() > 0, Code::shape, "[", op, "] right-hand sides need a dimension");
  check_same(op, self, b);
  NT_CHECK(driver >= -1 && driver <= 3, Code::argument, "[", op, "] ", driver, " is no driver");
  const Driver chosen = driver < 0 ? Driver::gelsy : static_cast<Driver>(driver);
  const bool vector_side = is_vector_side(self, b) && b.dim() < self.dim();
  const Tensor sides = vector_side ? unsqueeze(b, -1) : b;
  check_matrix(op, sides);
  NT_CHECK(rows(self) == rows(sides), Code::shape, "[", op, "] right-hand sides ", b.sizes(), " do not fit ",
           self.sizes());
  const Dims batch = broadcast(op, batch_of(self), batch_of(sides));
  const int64_t m = rows(self), n = columns(self), k = columns(sides), room = std::max(m, n), least = std::min(m, n);
  const Dtype dtype = self.dtype();
  const bool has_rank = chosen != Driver::gels, has_values = chosen == Driver::gelsd || chosen == Driver::gelss;

  const Tensor none = Tensor::empty({0}, dtype);
  Problem problem{copy_columns(expand_batch(self, batch)), empty_columns(batch, room, k, dtype),
                  has_rank ? zeros(batch, Dtype::int64) : Tensor::empty({0}, Dtype::int64),
                  has_values ? zeros(with(batch, least), dtype) : none};
  Tensor solution, residuals = none;
  {
    GradMode off(false);
    fill_(problem.b, 0);
    Tensor given = narrow(problem.b, -2, 0, m);
    copy_(given, expand_batch(detach(sides), batch));
    const bool finite = is_finite(problem.a) && is_finite(given);
    NT_CHECK(finite || !has_values, Code::linalg, "[", op,
             "] the algorithm cannot converge: an operand holds NaN or infinity");
    const double standard =
        (dtype == Dtype::float32 ? std::numeric_limits<float>::epsilon() : std::numeric_limits<double>::epsilon()) *
        static_cast<double>(room);
    if (!finite) {
      fill_(problem.b, std::numeric_limits<double>::quiet_NaN());
    } else if (problem.a.numel() > 0) {
      run(op, chosen, rcond ? *rcond : standard, problem);
    }
    solution = narrow(problem.b, -2, 0, n);
    const bool full_rank = !has_rank || *all(eq(problem.rank, scalar_tensor(n))).data<bool>();
    if (m > n && chosen != Driver::gelsy && full_rank) {
      residuals = sum(square(narrow(problem.b, -2, n, m - n)), {-2});
    }
    if (vector_side) solution = squeeze(solution, {-1});
    solution = detach(solution);
  }
  // X = A^+ B
  record("LinalgLstsqBackward0", solution, {&self, &b}, {&self, &b}, [vector_side](Backward& back) {
    const Tensor a = back.saved(0), right = vector_side ? unsqueeze(back.saved(1), -1) : back.saved(1);
    const Tensor g = vector_side ? unsqueeze(back.grad(), -1) : back.grad();
    const Tensor p = linalg_pinv(a, {}, {}, false);
    if (back.needs(0)) back[0] = pinv_gradient(matmul(g, mT(right)), p, a);
    if (back.needs(1)) {
      const Tensor gb = matmul(mT(p), g);
      back[1] = vector_side ? squeeze(gb, {-1}) : gb;
    }
  });
  return {solution, residuals, problem.rank, problem.values};
}

}  // namespace nt
