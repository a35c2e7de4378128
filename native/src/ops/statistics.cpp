#include "ops/statistics.h"

#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/reduce_plan.h"

namespace nt {
namespace {

// d var / d x = 2 (x - mean) / (n - correction); g has the result's sizes.
Tensor var_gradient(const Tensor& g, const Tensor& x, const ReducePlan& plan, double correction) {
  const double divisor = std::max(static_cast<double>(plan.count) - correction, 0.0);
  return spread(g * (2.0 / divisor), plan, x.sizes()) * (x - mean(x, reduced_dims(plan, x), x.dim() > 0));
}

Tensor as_floating(const Tensor& t) { return is_floating(t.dtype()) ? t : to(t, kDefaultFloat); }

// The weights of cov's observations, checked: one number each, none negative.
void check_weights(const char* name, const Tensor& weights, int64_t observations, bool floating) {
  NT_CHECK(weights.dim() <= 1, Code::shape, "[cov] ", name, " has ", weights.dim(), " dimensions, not one");
  NT_CHECK(floating ? is_floating(weights.dtype()) : is_integral(weights.dtype()), Code::dtype, "[cov] ", name, " are ",
           weights.dtype(), ", not ", floating ? "floating" : "integers");
  NT_CHECK(weights.numel() == observations, Code::shape, "[cov] ", weights.numel(), " ", name, " for ", observations,
           " observations");
  const Tensor negative = to(any(detach(weights) < 0), Dtype::boolean, Device{});
  NT_CHECK(!*negative.data<bool>(), Code::argument, "[cov] ", name, " must not be negative");
}

double number_of(const Tensor& t) { return *to(detach(t), Dtype::float64, Device{}).data<double>(); }

}  // namespace

Tensor var(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  need_floating("var", self.dtype());
  const ReducePlan plan("var", self, dims, keep_dim);
  Tensor out = reduce_by(ReduceOp::var, self, plan, self.dtype(), self.dtype(), correction);
  record("VarBackward0", out, {&self}, {&self},
         [plan, correction](Backward& b) { b[0] = var_gradient(b.grad(), b.saved(0), plan, correction); });
  return out;
}

Tensor std_dev(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  need_floating("std", self.dtype());
  const ReducePlan plan("std", self, dims, keep_dim);
  Tensor out;
  {
    GradMode off(false);
    out = sqrt(reduce_by(ReduceOp::var, self, plan, compute_dtype(self.dtype()), compute_dtype(self.dtype()), correction));
    out = to(out, self.dtype());
  }
  // var's, through the root; 0 where the deviation is 0.
  record("StdBackward0", out, {&self}, {&self, &out}, [plan, correction](Backward& b) {
    const Tensor y = b.saved(1);
    const Tensor g = masked_fill(b.grad() / (y * 2), eq(y, scalar_tensor(0)), 0);
    b[0] = var_gradient(g, b.saved(0), plan, correction);
  });
  return out;
}

std::pair<Tensor, Tensor> var_mean(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  return {var(self, dims, keep_dim, correction), mean(self, dims, keep_dim)};
}

std::pair<Tensor, Tensor> std_mean(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  return {std_dev(self, dims, keep_dim, correction), mean(self, dims, keep_dim)};
}

// sum_k w_k (x_ik - m_i) (x_jk - m_j) / norm with w = fweights * aweights and m the weighted means.
Tensor cov(const Tensor& self, int64_t correction, const Tensor& fweights, const Tensor& aweights) {
  NT_CHECK(self.dim() <= 2, Code::shape, "[cov] ", self.sizes(), " has more than two dimensions");
  NT_CHECK(!is_bool(self.dtype()), Code::dtype, "[cov] not defined for bool");
  const Tensor x = self.dim() < 2 ? reshape(self, {1, self.numel()}) : self;
  const int64_t observations = x.size(1);
  if (fweights.defined()) check_weights("fweights", fweights, observations, false);
  if (aweights.defined()) check_weights("aweights", aweights, observations, true);
  Tensor w;
  if (fweights.defined() && aweights.defined()) {
    w = reshape(fweights, {observations}) * reshape(aweights, {observations});
  } else if (fweights.defined() || aweights.defined()) {
    w = reshape(fweights.defined() ? fweights : aweights, {observations});
  }
  const Tensor total = w.defined() ? sum(w) : scalar_tensor(static_cast<double>(observations));
  NT_CHECK(!aweights.defined() || number_of(total) != 0, Code::argument, "[cov] the weights sum to 0");
  const Tensor means = sum(w.defined() ? x * w : x, {1}, true) / total;
  Tensor divisor = w.defined() && aweights.defined() && correction != 0
                       ? total - (sum(w * reshape(aweights, {observations})) / total) * static_cast<double>(correction)
                       : total - static_cast<double>(correction);
  if (number_of(divisor) <= 0) divisor = scalar_tensor(0.0);
  const Tensor centred = as_floating(x - means);
  const Tensor weighted = w.defined() ? centred * w : centred;
  const Dtype type = promote(centred.dtype(), weighted.dtype());
  return squeeze(matmul(to(centred, type), transpose(to(weighted, type), 0, 1)) / divisor, {0, 1});
}

Tensor corrcoef(const Tensor& self) {
  NT_CHECK(self.dim() <= 2, Code::shape, "[corrcoef] ", self.sizes(), " has more than two dimensions");
  const Tensor c = cov(self, 1, {}, {});
  if (c.dim() == 0) return c / c;
  const Tensor deviations = sqrt(diagonal(c, 0, 0, 1));
  const int64_t n = c.size(0);
  return clamp(c / reshape(deviations, {n, 1}) / reshape(deviations, {1, n}), -1, 1);
}

Tensor nansum(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  if (!is_floating(self.dtype())) return sum(self, dims, keep_dim, dtype);
  return sum(masked_fill(self, isnan(detach(self)), 0), dims, keep_dim, dtype);
}

Tensor nanmean(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  need_floating("nanmean", self.dtype());
  const Tensor count = sum(logical_not(isnan(detach(self))), dims, keep_dim);
  return nansum(self, dims, keep_dim, dtype) / count;
}

Tensor count_nonzero(const Tensor& self, const Dims& dims) { return sum(ne(detach(self), scalar_tensor(0)), dims); }

std::pair<Tensor, Tensor> aminmax(const Tensor& self, const int64_t* dim, bool keep_dim) {
  const Dims dims = dim ? Dims{*dim} : Dims{};
  ReducePlan("aminmax", self, dims, keep_dim);
  std::pair<Tensor, Tensor> out{amin(self, dims, keep_dim), amax(self, dims, keep_dim)};
  // As in PyTorch, a 0-d tensor's dimension stays.
  if (self.dim() == 0 && dim && keep_dim) out = {reshape(out.first, {1}), reshape(out.second, {1})};
  return out;
}

}  // namespace nt
