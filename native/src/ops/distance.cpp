#include "ops/distance.h"

#include <cmath>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/norm.h"
#include "ops/record.h"
#include "ops/scatter.h"
#include "ops/widen.h"

namespace nt {
namespace {

constexpr int64_t kProductRows = 25;  // rows from which on PyTorch takes Euclidean distances from a product

CdistArgs cdist_args(const Tensor& x, const Tensor& y, double p) {
  CdistArgs args{};
  args.dtype = x.dtype();
  args.p = p;
  args.batch = x.size(0);
  args.rows = x.size(1);
  args.others = y.size(1);
  args.size = x.size(2);
  args.x = x.raw();
  args.y = y.raw();
  args.device_index = x.device().index;
  return args;
}

// d / d x of distances between rows of x and y; `swapped` where distances and g stand as (batch, others, rows).
Tensor cdist_gradient(const Tensor& g, const Tensor& x, const Tensor& y, const Tensor& distances, double p, bool swapped) {
  Tensor out = Tensor::empty(x.sizes(), x.dtype(), x.device());
  CdistArgs args = cdist_args(x, y, p);
  args.known = distances.raw();
  args.grad = g.raw();
  args.row_step = swapped ? 1 : args.others;
  args.other_step = swapped ? args.rows : 1;
  args.grad_x = out.raw();
  if (out.numel() > 0) backend(x.device()).cdist_backward(args);
  return out;
}

// Dense (batch, rows, size) operands. The derivative is a kernel, or, where it is itself recorded, made of all differences.
Tensor by_pairs(const Tensor& x, const Tensor& y, double p) {
  Tensor out = zeros({x.size(0), x.size(1), y.size(1)}, x.dtype(), x.device());
  CdistArgs args = cdist_args(x, y, p);
  args.distances = out.raw();
  if (out.numel() > 0 && args.size > 0) backend(x.device()).cdist_forward(args);
  record("CdistBackward0", out, {&x, &y}, {&x, &y, &out}, [p](Backward& b) {
    const Tensor x = b.saved(0), y = b.saved(1), distances = b.saved(2);
    if (grad_enabled()) {
      const Tensor differences = unsqueeze(x, 2) - unsqueeze(y, 1);
      const Tensor each = p == 0 ? zeros_like(differences)
                                 : vector_norm_gradient(unsqueeze(b.grad(), 3), differences, unsqueeze(distances, 3), p, {3});
      b[0] = sum(each, {2});
      b[1] = -sum(each, {1});
      return;
    }
    const Tensor g = contiguous(b.grad());
    if (b.needs(0)) b[0] = cdist_gradient(g, x, y, distances, p, false);
    if (b.needs(1)) b[1] = cdist_gradient(g, y, x, distances, p, true);
  });
  return out;
}

// |x - y|^2 = |x|^2 + |y|^2 - 2 x y: quick, and inexact where rows are close together.
Tensor by_product(const Tensor& x, const Tensor& y) {
  Tensor out;
  {
    GradMode off(false);
    const Tensor lengths = sum(x * x, {2}, true) + transpose(sum(y * y, {2}, true), 1, 2);
    out = sqrt(clamp(lengths - matmul(x, transpose(y, 1, 2)) * 2, 0, Scalar{}));
  }
  record("EuclideanDistBackward0", out, {&x, &y}, {&x, &y, &out}, [](Backward& b) {
    const Tensor x = b.saved(0), y = b.saved(1), distances = b.saved(2);
    const Tensor ratio = masked_fill(b.grad() / distances, eq(distances, scalar_tensor(0)), 0);
    if (b.needs(0)) b[0] = x * sum(ratio, {2}, true) - matmul(ratio, y);
    if (b.needs(1)) b[1] = y * transpose(sum(ratio, {1}, true), 1, 2) - matmul(transpose(ratio, 1, 2), x);
  });
  return out;
}

void check_order(const char* op, const Tensor& t, double p) {
  NT_CHECK(is_floating(t.dtype()), Code::dtype, "[", op, "] not defined for ", t.dtype(), ": floating dtypes only");
  NT_CHECK(p >= 0, Code::argument, "[", op, "] p = ", p, " is negative");
}

}  // namespace

Tensor cdist(const Tensor& x1, const Tensor& x2, double p, CdistMode mode) {
  check_order("cdist", x1, p);
  NT_CHECK(x1.dtype() == x2.dtype(), Code::dtype, "[cdist] operands are ", x1.dtype(), " and ", x2.dtype());
  NT_CHECK(x1.device() == x2.device(), Code::device, "[cdist] operands are on ", x1.device(), " and ", x2.device());
  NT_CHECK(x1.dim() >= 2 && x2.dim() >= 2, Code::shape, "[cdist] ", x1.sizes(), " and ", x2.sizes(), " are not both matrices");
  const int64_t size = x1.size(x1.dim() - 1), rows = x1.size(x1.dim() - 2), others = x2.size(x2.dim() - 2);
  NT_CHECK(x2.size(x2.dim() - 1) == size, Code::shape, "[cdist] rows of ", x1.sizes(), " and ", x2.sizes(), " differ in length");
  if (compute_dtype(x1.dtype()) != x1.dtype()) {
    return to(cdist(to(x1, compute_dtype(x1.dtype())), to(x2, compute_dtype(x2.dtype())), p, mode), x1.dtype());
  }
  auto batch_of = [](const Tensor& t) {
    Dims batch = t.sizes();
    batch.pop_back();
    batch.pop_back();
    return batch;
  };
  const Dims batch = broadcast("cdist", batch_of(x1), batch_of(x2));
  auto stacked = [&](const Tensor& t, int64_t n) {
    Dims sizes = batch;
    sizes.push_back(n);
    sizes.push_back(size);
    return contiguous(reshape(expand(t, sizes), {numel_of(batch), n, size}));
  };
  const Tensor x = stacked(x1, rows), y = stacked(x2, others);
  const bool product = p == 2 && size > 0 && (mode == CdistMode::use_mm || (mode == CdistMode::if_necessary &&
                                                                (rows > kProductRows || others > kProductRows)));
  Dims sizes = batch;
  sizes.push_back(rows);
  sizes.push_back(others);
  return reshape(product && x.numel() > 0 && y.numel() > 0 ? by_product(x, y) : by_pairs(x, y, p), sizes);
}

// The upper triangle of all distances, row by row. A row's distance from itself is not among them: its derivative would be
// that of a norm at zero.
Tensor pdist(const Tensor& self, double p) {
  check_order("pdist", self, p);
  NT_CHECK(self.dim() == 2, Code::shape, "[pdist] ", self.sizes(), " is not a matrix");
  const int64_t n = self.size(0), pairs = n > 1 ? n * (n - 1) / 2 : 0;
  Tensor first = Tensor::empty({pairs}, Dtype::int64), second = Tensor::empty({pairs}, Dtype::int64);
  int64_t *i_of = first.data<int64_t>(), *j_of = second.data<int64_t>();
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t j = i + 1; j < n; ++j) {
      *i_of++ = i;
      *j_of++ = j;
    }
  }
  first = to(first, Dtype::int64, self.device());
  second = to(second, Dtype::int64, self.device());
  Tensor out;
  {
    GradMode off(false);
    out = index_select(reshape(cdist(self, self, p, CdistMode::no_mm), {n * n}), 0, first * n + second);
  }
  record("PdistBackward0", out, {&self}, {&self, &out, &first, &second}, [p](Backward& b) {
    const Tensor x = b.saved(0), distances = b.saved(1), i = b.saved(2), j = b.saved(3);
    const Tensor differences = index_select(x, 0, i) - index_select(x, 0, j);
    const Tensor each = p == 0 ? zeros_like(differences)
                               : vector_norm_gradient(unsqueeze(b.grad(), 1), differences, unsqueeze(distances, 1), p, {1});
    b[0] = index_add(index_add(zeros_like(x), 0, i, each, 1), 0, j, each, -1);
  });
  return out;
}

}  // namespace nt
