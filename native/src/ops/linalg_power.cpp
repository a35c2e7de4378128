// Powers, exponentials and chains of matrices.
#include <limits>

#include "cpu/matrix_exp.h"
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

Tensor matrix_power(const Tensor& self, int64_t n) {
  constexpr const char* op = "linalg.matrix_power";
  NT_CHECK(self.dim() >= 2 && rows(self) == columns(self), Code::shape, "[", op, "] ", self.sizes(),
           ": the matrices must be square");
  if (n == 0) {
    Tensor one = clone(expand_batch(identity_like(self), batch_of(self)));
    record("CopyBackwards", one, {&self}, {}, [](Backward& b) { b[0] = zeros_like(b.grad()); });
    return one;
  }
  Tensor square = n < 0 ? linalg_inv(self) : self, result;
  for (uint64_t left = n < 0 ? -static_cast<uint64_t>(n) : static_cast<uint64_t>(n);;) {
    if (left & 1) result = result.defined() ? matmul(result, square) : square;
    left >>= 1;
    if (left == 0) break;
    square = matmul(square, square);
  }
  return result.is_same(self) ? clone(result) : result;
}

Tensor matrix_exp(const Tensor& self) {
  constexpr const char* op = "matrix_exp";
  if (self.dtype() == Dtype::bfloat16) return to(matrix_exp(to(self, Dtype::float32)), Dtype::bfloat16);
  check_square(op, self);
  Tensor out = copy_columns(self);
  const int64_t n = columns(self);
  if (out.numel() > 0) {
    each_matrix(out, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      T* a = matrix<T>(out, i);
      std::vector<double> wide(a, a + n * n);
      cpu::matrix_exp(static_cast<Int>(n), wide.data());
      std::copy(wide.begin(), wide.end(), a);
    });
  }
  // The derivative in the direction G is the upper right of exp([A, G; 0, A]).
  record("LinalgMatrixExpBackward0", out, {&self}, {&self}, [n](Backward& b) {
    const Tensor a = mT(b.saved(0)), g = b.grad();
    if (a.numel() == 0) return;
    const Tensor top = cat({a, g}, -1), bottom = cat({zeros_like(a), a}, -1);
    b[0] = narrow(narrow(matrix_exp(cat({top, bottom}, -2)), -2, 0, n), -1, n, n);
  });
  return out;
}

namespace {

// The product of tensors[first..last], split where the table says.
Tensor chain(const std::vector<Tensor>& tensors, const std::vector<std::vector<size_t>>& split, size_t first,
             size_t last) {
  if (first == last) return tensors[first];
  const size_t at = split[first][last];
  return matmul(chain(tensors, split, first, at), chain(tensors, split, at + 1, last));
}

}  // namespace

Tensor multi_dot(const std::vector<Tensor>& tensors) {
  constexpr const char* op = "linalg.multi_dot";
  const size_t n = tensors.size();
  NT_CHECK(n >= 2, Code::argument, "[", op, "] ", n, " tensors: at least 2 are needed");
  std::vector<Tensor> all = tensors;
  for (size_t i = 0; i < n; ++i) {
    const bool end = i == 0 || i + 1 == n;
    NT_CHECK(tensors[i].dim() == 2 || (end && tensors[i].dim() == 1), Code::shape, "[", op, "] tensor ", i,
             " has sizes ", tensors[i].sizes(), end ? ": neither a vector nor a matrix" : ": no matrix");
  }
  const bool row = all.front().dim() == 1, column = all.back().dim() == 1;
  if (row) all.front() = unsqueeze(all.front(), 0);
  if (column) all.back() = unsqueeze(all.back(), 1);
  // The cheapest order of products, by the usual dynamic programme; cost counts multiplications.
  std::vector<double> size(n + 1);
  for (size_t i = 0; i < n; ++i) {
    NT_CHECK(i == 0 || all[i - 1].size(1) == all[i].size(0), Code::shape, "[", op, "] tensors ", i - 1, " and ", i,
             " with sizes ", tensors[i ? i - 1 : 0].sizes(), " and ", tensors[i].sizes(), " do not fit");
    size[i] = static_cast<double>(all[i].size(0));
  }
  size[n] = static_cast<double>(all.back().size(1));
  std::vector<std::vector<double>> cost(n, std::vector<double>(n, 0));
  std::vector<std::vector<size_t>> split(n, std::vector<size_t>(n, 0));
  for (size_t length = 2; length <= n; ++length) {
    for (size_t i = 0; i + length <= n; ++i) {
      const size_t j = i + length - 1;
      cost[i][j] = std::numeric_limits<double>::infinity();
      for (size_t k = i; k < j; ++k) {
        const double whole = cost[i][k] + cost[k + 1][j] + size[i] * size[k + 1] * size[j + 1];
        if (whole < cost[i][j]) {
          cost[i][j] = whole;
          split[i][j] = k;
        }
      }
    }
  }
  Tensor out = chain(all, split, 0, n - 1);
  if (row && column) return reshape(out, {});
  if (row) return squeeze(out, {0});
  return column ? squeeze(out, {1}) : out;
}

}  // namespace nt
