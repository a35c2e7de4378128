#include "ops/scan.h"

#include <cmath>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/into.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

// The values, and the indices where they are asked for; 16-bit floats in float32.
Tensor values(ScanOp op, const Tensor& self, int dim, bool reverse, Tensor* indices = nullptr) {
  if (compute_dtype(self.dtype()) != self.dtype()) return to(values(op, widened(self), dim, reverse, indices), self.dtype());
  const Tensor input = contiguous(detach(self));
  Tensor out = Tensor::empty(self.sizes(), self.dtype(), self.device());
  if (indices) *indices = Tensor::empty(self.sizes(), Dtype::int64, self.device());
  ScanArgs args{};
  args.op = op;
  args.dtype = self.dtype();
  args.outer = args.inner = 1;
  args.size = self.dim() == 0 ? 1 : self.size(dim);
  for (int d = 0; d < dim; ++d) args.outer *= self.size(d);
  for (int d = dim + 1; d < self.dim(); ++d) args.inner *= self.size(d);
  args.reverse = reverse;
  args.input = input.raw();
  args.output = out.raw();
  args.indices = indices ? indices->data<int64_t>() : nullptr;
  args.device_index = self.device().index;
  if (out.numel() > 0) backend(self.device()).scan(args);
  return out;
}

Tensor running_sum(const Tensor& self, int dim, bool reverse) {
  Tensor out = values(ScanOp::sum, self, dim, reverse);
  record("CumsumBackward0", out, {&self}, {},
         [dim, reverse](Backward& b) { b[0] = running_sum(b.grad(), dim, !reverse); });
  return out;
}

Tensor running_logsumexp(const Tensor& self, int dim, bool reverse) {
  Tensor out = values(ScanOp::logsumexp, self, dim, reverse);
  // dx_i = sum over j behind i of g_j e^(x_i - y_j), summed as logarithms for each sign of g.
  record("LogcumsumexpBackward0", out, {&self}, {&self, &out}, [dim, reverse](Backward& b) {
    const Tensor g = b.grad(), x = b.saved(0), y = b.saved(1);
    if (grad_enabled()) {
      // Logarithms of zeros have no second derivatives: the same in plain numbers around the largest operand.
      const double top = x.numel() == 0 ? 0 : *to(amax(detach(x)), Dtype::float64, Device{}).data<double>();
      const double shift = std::isfinite(top) ? top : 0;
      b[0] = exp(x - shift) * running_sum(g * exp(shift - y), dim, !reverse);
      return;
    }
    const Tensor none = scalar_tensor(-__builtin_huge_val());
    auto part = [&](const Tensor& of_sign) {
      const Tensor log_g = where(of_sign > 0, log(of_sign), none);
      return exp(running_logsumexp(log_g - y, dim, !reverse) + x);
    };
    b[0] = part(g) - part(-g);
  });
  return out;
}

// d y_j / d x_k = product of x up to j without x_k. Exact for second derivatives as well, at O(size^2).
Tensor product_gradient_by_parts(const Tensor& g, const Tensor& x, int dim) {
  std::vector<Tensor> parts;
  const int64_t size = x.size(dim);
  for (int64_t k = 0; k < size; ++k) {
    const Tensor before = k == 0 ? Tensor{} : prod(narrow(x, dim, 0, k), {dim}, true);
    Tensor sum_behind = narrow(g, dim, k, 1);
    if (k + 1 < size) {
      const Tensor behind = cumprod(narrow(x, dim, k + 1, size - k - 1), dim);
      sum_behind = sum_behind + sum(behind * narrow(g, dim, k + 1, size - k - 1), {dim}, true);
    }
    parts.push_back(before.defined() ? before * sum_behind : sum_behind);
  }
  return cat(parts, dim);
}

// Without zeros: (sum of g y behind) / x. Before the first zero the same over what lies before it; at the first zero the
// products are those with a 1 in its place; behind it all products are 0.
Tensor product_gradient(const Tensor& g, const Tensor& x, const Tensor& y, int dim) {
  const Tensor zero = eq(x, scalar_tensor(0));
  const bool any_zero = *to(any(zero), Dtype::boolean, Device{}).data<bool>();
  if (!any_zero) return running_sum(g * y, dim, true) / x;
  if (x.dim() == 0) return g;
  if (grad_enabled()) return product_gradient_by_parts(g, x, dim);
  const Tensor count = running_sum(to(zero, Dtype::int64), dim, false);
  const Tensor before = eq(count, scalar_tensor(0));
  const Tensor first = logical_and(zero, eq(count, scalar_tensor(1)));
  const Tensor plain = running_sum(masked_fill(g * y, logical_not(before), 0), dim, true) / masked_fill(x, zero, 1);
  const Tensor patched = values(ScanOp::prod, masked_fill(x, first, 1), dim, false);
  const Tensor behind = masked_fill(g * patched, before, 0);
  return where(before, plain, where(first, running_sum(behind, dim, true), scalar_tensor(0.0)));
}

Tensor running_product(const Tensor& self, int dim) {
  Tensor out = values(ScanOp::prod, self, dim, false);
  record("CumprodBackward0", out, {&self}, {&self, &out},
         [dim](Backward& b) { b[0] = product_gradient(b.grad(), b.saved(0), b.saved(1), dim); });
  return out;
}

// What is summed: as asked for, else as the output has it, else integers as int64.
Dtype summed_dtype(const char* op, const Tensor& self, const Dtype* dtype, const Tensor* into) {
  const Dtype usual = is_floating(self.dtype()) ? self.dtype() : Dtype::int64;
  const Dtype summed = dtype ? *dtype : into ? into->dtype() : usual;
  NT_CHECK(!is_bool(summed), Code::dtype, "[", op, "] a running result of bool is not defined; of integers it is int64");
  return summed;
}

std::pair<Tensor, Tensor> extremum(const char* name, const char* node, ScanOp op, const Tensor& self, int64_t dim) {
  const int d = wrap_dim(name, dim, self.dim());
  Tensor indices;
  Tensor out = values(op, self, d, false, &indices);
  record(node, out, {&self}, {&indices}, [d](Backward& b) {
    const Tensor g = b.grad();
    b[0] = g.dim() == 0 ? g : scatter_add(zeros_like(g), d, b.saved(0), g);
  });
  return {out, indices};
}

}  // namespace

Tensor cumsum(const Tensor& self, int64_t dim, const Dtype* dtype, Tensor* into) {
  const int d = wrap_dim("cumsum", dim, self.dim());
  const Dtype summed = summed_dtype("cumsum", self, dtype, into);
  return into_or_new("cumsum", self, into, [&](const Tensor& x) { return running_sum(to(x, summed), d, false); });
}

Tensor cumprod(const Tensor& self, int64_t dim, const Dtype* dtype, Tensor* into) {
  const int d = wrap_dim("cumprod", dim, self.dim());
  const Dtype summed = summed_dtype("cumprod", self, dtype, into);
  return into_or_new("cumprod", self, into, [&](const Tensor& x) { return running_product(to(x, summed), d); });
}

Tensor logcumsumexp(const Tensor& self, int64_t dim, Tensor* into) {
  const int d = wrap_dim("logcumsumexp", dim, self.dim());
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[logcumsumexp] not defined for ", self.dtype(),
           ": floating dtypes only");
  return into_or_new("logcumsumexp", self, into, [&](const Tensor& x) { return running_logsumexp(x, d, false); });
}

std::pair<Tensor, Tensor> cummax(const Tensor& self, int64_t dim) {
  return extremum("cummax", "CummaxBackward0", ScanOp::max, self, dim);
}

std::pair<Tensor, Tensor> cummin(const Tensor& self, int64_t dim) {
  return extremum("cummin", "CumminBackward0", ScanOp::min, self, dim);
}

}  // namespace nt
