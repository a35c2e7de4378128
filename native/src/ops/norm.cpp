#include "ops/norm.h"

#include <cmath>

#include "ops/algebra.h"
#include "ops/linalg.h"
#include "ops/record.h"
#include "ops/reduce_plan.h"

namespace nt {
namespace {

Tensor zero_where(const Tensor& t, const Tensor& mask) { return masked_fill(t, mask, 0); }

Tensor power(const Tensor& t, double p) { return pow(t, scalar_tensor(p)); }

Tensor forward(const Tensor& x, double p, const ReducePlan& plan, const Dims& dims, bool keep_dim) {
  if (p == 2) return reduce_by(ReduceOp::norm, x, plan, x.dtype(), x.dtype());
  if (p == 0) return to(sum(ne(x, scalar_tensor(0)), dims, keep_dim), x.dtype());
  const Tensor size = abs(x);
  if (p == 1) return sum(size, dims, keep_dim);
  if (std::isinf(p)) return p > 0 ? amax(size, dims, keep_dim) : amin(size, dims, keep_dim);
  return power(sum(power(size, p), dims, keep_dim), 1 / p);
}

}  // namespace

Tensor vector_norm_gradient(const Tensor& g, const Tensor& x, const Tensor& y, double p, const Dims& dims) {
  if (p == 1) return sign(x) * g;
  const Tensor at_zero = eq(y, scalar_tensor(0));
  if (p == 2) return g * zero_where(x / y, at_zero);
  if (std::isinf(p)) {
    const Tensor size = abs(x);
    const Tensor winners = to(logical_or(eq(size, y), isnan(size)), x.dtype());
    const Tensor count = x.dim() == 0 ? winners : sum(winners, dims, true);
    return sign(x) * ((g / count) * winners);
  }
  if (p < 1) return zero_where(sign(x) * power(abs(x), p - 1), eq(x, scalar_tensor(0))) * g * power(y, 1 - p);
  const Tensor scale = zero_where(g / power(y, p - 1), at_zero);
  return (p < 2 ? sign(x) * power(abs(x), p - 1) : x * power(abs(x), p - 2)) * scale;
}

Tensor vector_norm(const char* op, const Tensor& given, double p, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  if (dtype) need_floating(op, *dtype);
  const Tensor self = dtype ? to(given, *dtype) : given;
  need_floating(op, self.dtype());
  const Dtype wide = compute_dtype(self.dtype());
  if (wide != self.dtype()) return to(vector_norm(op, to(self, wide), p, dims, keep_dim), self.dtype());
  const ReducePlan plan(op, self, dims, keep_dim);
  NT_CHECK(plan.count > 0 || (p >= 0 && !std::isinf(p)), Code::argument, "[", op, "] of order ", p, " has no value for ",
           self.sizes(), " without elements");
  Tensor out;
  {
    GradMode off(false);
    out = forward(detach(self), p, plan, dims, keep_dim);
  }
  record("LinalgVectorNormBackward0", out, {&self}, {&self, &out}, [plan, p](Backward& b) {
    if (p == 0) return;  // a count is constant
    const Tensor x = b.saved(0);
    b[0] = vector_norm_gradient(reshape(b.grad(), plan.kept_sizes), x, reshape(b.saved(1), plan.kept_sizes), p,
                                reduced_dims(plan, x));
  });
  return out;
}

Tensor norm(const Tensor& self, const Dims& dims, bool keep_dim) { return vector_norm("norm", self, 2, dims, keep_dim); }

Tensor norm(const Tensor& self, NormKind kind, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  if (kind == NormKind::fro) {
    NT_CHECK(dims.size() <= 2, Code::argument, "[norm] the Frobenius norm is over at most two dimensions, not ", dims);
    return vector_norm("norm", self, 2, dims, keep_dim, dtype);
  }
  return linalg_matrix_norm(self, kind, dims, keep_dim, dtype);
}

Tensor dist(const Tensor& self, const Tensor& other, double p) { return vector_norm("dist", self - other, p, {}, false); }

// Slices along dim whose norm is above max_norm are scaled down to it.
Tensor renorm(const Tensor& self, double p, int64_t dim, double max_norm) {
  NT_CHECK(p > 0, Code::argument, "[renorm] p = ", p, " is not positive");
  NT_CHECK(max_norm >= 0, Code::argument, "[renorm] maxnorm = ", max_norm, " is negative");
  NT_CHECK(self.dim() >= 2, Code::shape, "[renorm] ", self.sizes(), " has fewer than two dimensions");
  need_floating("renorm", self.dtype());
  const int d = wrap_dim("renorm", dim, self.dim());
  const Dtype wide = compute_dtype(self.dtype());
  const Tensor x = to(self, wide);
  Dims others;
  for (int i = 0; i < self.dim(); ++i) {
    if (i != d) others.push_back(i);
  }
  if (self.numel() == 0) return clone(self);
  const Tensor length = vector_norm("renorm", x, p, others, true);
  const Tensor factor = where(length > max_norm, max_norm / (length + 1e-7), scalar_tensor(1.0));
  return to(x * factor, self.dtype());
}

Tensor vecdot(const Tensor& self, const Tensor& other, int64_t dim) {
  NT_CHECK(self.dtype() == other.dtype(), Code::dtype, "[linalg.vecdot] operands are ", self.dtype(), " and ", other.dtype());
  need_floating("linalg.vecdot", self.dtype());
  const Tensor product = self * other;
  return sum(product, {wrap_dim("linalg.vecdot", dim, product.dim())});
}

// log(sum(e^x)) = m + log(sum(e^(x - m))) with m the largest x, taken as 0 where it is infinite.
Tensor logsumexp(const Tensor& given, const Dims& dims, bool keep_dim) {
  const Tensor self = is_floating(given.dtype()) ? given : to(given, kDefaultFloat);
  const Dtype wide = compute_dtype(self.dtype());
  if (wide != self.dtype()) return to(logsumexp(to(self, wide), dims, keep_dim), self.dtype());
  const ReducePlan plan("logsumexp", self, dims, keep_dim);
  Tensor out;
  {
    GradMode off(false);
    const Tensor x = detach(self);
    if (x.numel() == 0) {
      out = log(sum(exp(x), dims, keep_dim));
    } else {
      const Tensor largest = amax(x, dims, true);
      const Tensor shift = masked_fill(largest, isinf(largest), 0);
      out = reshape(log(sum(exp(x - shift), dims, true)) + shift, plan.result_sizes);
    }
  }
  // Softmax: e^(x - y), and 0 where all x are -inf.
  record("LogsumexpBackward0", out, {&self}, {&self, &out}, [plan](Backward& b) {
    const Tensor x = b.saved(0), y = b.saved(1);
    const Tensor level = masked_fill(y, eq(y, scalar_tensor(-INFINITY)), 0);
    b[0] = spread(b.grad(), plan, x.sizes()) * exp(x - spread(level, plan, x.sizes()));
  });
  return out;
}

}  // namespace nt
