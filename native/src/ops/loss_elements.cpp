// Losses of single elements.
#include <cmath>

#include "ops/algebra.h"
#include "ops/losses.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

constexpr double kLog2Pi = 1.83787706640934548356;

void check_same_sizes(const char* op, const Tensor& self, const Tensor& target) {
  NT_CHECK(self.sizes() == target.sizes(), Code::shape, "[", op, "] target ", target.sizes(), " has not the sizes of the input ",
           self.sizes());
}

bool any_true(const Tensor& mask) { return *to(any(mask), Dtype::boolean, Device{}).data<bool>(); }

// Quadratic within `width` of 0 and linear beyond: scale * d^2 / 2 and scale * width * (|d| - width / 2).
Tensor rounded_distance(const char* node, const Tensor& difference, double width, double scale) {
  Tensor out;
  {
    GradMode off(false);
    const Tensor d = detach(difference), size = abs(d);
    out = where(size < width, d * d * (0.5 * scale), (size - 0.5 * width) * (scale * width));
  }
  record(node, out, {&difference}, {&difference},
         [=](Backward& b) { b[0] = b.grad() * (clamp(b.saved(0), -width, width) * scale); });
  return out;
}

}  // namespace

Tensor combined(const Tensor& losses, Reduction reduction) {
  switch (reduction) {
    case Reduction::none: return losses;
    case Reduction::mean: return mean(losses);
    case Reduction::sum: return sum(losses);
    case Reduction::batchmean: break;
  }
  return sum(losses) / static_cast<double>(losses.dim() == 0 ? 1 : losses.size(0));
}

Tensor l1_loss(const Tensor& self, const Tensor& target, Reduction reduction) {
  if (needs_widening(self)) return to(l1_loss(widened(self), widened(target), reduction), result_type(self, target));
  return combined(abs(self - target), reduction);
}

Tensor smooth_l1_loss(const Tensor& self, const Tensor& target, Reduction reduction, double beta) {
  if (needs_widening(self)) {
    return to(smooth_l1_loss(widened(self), widened(target), reduction, beta), result_type(self, target));
  }
  NT_CHECK(beta >= 0, Code::argument, "[smooth_l1_loss] beta = ", beta, " is negative");
  if (beta == 0) return l1_loss(self, target, reduction);
  return combined(rounded_distance("SmoothL1LossBackward0", self - target, beta, 1 / beta), reduction);
}

Tensor huber_loss(const Tensor& self, const Tensor& target, Reduction reduction, double delta) {
  if (needs_widening(self)) {
    return to(huber_loss(widened(self), widened(target), reduction, delta), result_type(self, target));
  }
  NT_CHECK(delta > 0, Code::argument, "[huber_loss] delta = ", delta, " is not positive");
  return combined(rounded_distance("HuberLossBackward0", self - target, delta, 1), reduction);
}

// -(t log x + (1 - t) log(1 - x)), with logarithms of at least -100.
Tensor binary_cross_entropy(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction) {
  check_same_sizes("binary_cross_entropy", self, target);
  NT_CHECK(is_floating(self.dtype()) && self.dtype() == target.dtype(), Code::dtype, "[binary_cross_entropy] input and target are ",
           self.dtype(), " and ", target.dtype(), ", not one floating dtype");
  if (needs_widening(self)) {
    return to(binary_cross_entropy(widened(self), widened(target), widened(weight), reduction), self.dtype());
  }
  NT_CHECK(!any_true(logical_not(logical_and(detach(self) >= 0, detach(self) <= 1))), Code::argument,
           "[binary_cross_entropy] the input must lie between 0 and 1");
  Tensor out;
  {
    GradMode off(false);
    const Tensor x = detach(self), t = detach(target);
    out = (t - 1) * clamp(log1p(-x), -100, Scalar{}) - t * clamp(log(x), -100, Scalar{});
  }
  record("BinaryCrossEntropyBackward0", out, {&self, &target}, {&self, &target}, [](Backward& b) {
    const Tensor x = b.saved(0), t = b.saved(1);
    if (b.needs(0)) b[0] = b.grad() * (x - t) / clamp((1 - x) * x, 1e-12, Scalar{});
    if (b.needs(1)) b[1] = b.grad() * (log1p(-x) - log(x));
  });
  return combined(weight.defined() ? out * weight : out, reduction);
}

Tensor binary_cross_entropy_with_logits(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction,
                                        const Tensor& pos_weight) {
  if (needs_widening(self)) {
    return to(binary_cross_entropy_with_logits(widened(self), widened(target), widened(weight), reduction, widened(pos_weight)),
              result_type(self, target));
  }
  check_same_sizes("binary_cross_entropy_with_logits", self, target);
  const Tensor surprise = -log_sigmoid(self), rest = (1 - target) * self;
  Tensor out = pos_weight.defined() ? rest + ((pos_weight - 1) * target + 1) * surprise : rest + surprise;
  if (weight.defined()) out = out * weight;
  return combined(out, reduction);
}

Tensor kl_div(const Tensor& self, const Tensor& target, Reduction reduction, bool log_target) {
  if (needs_widening(self)) {
    return to(kl_div(widened(self), widened(target), reduction, log_target), result_type(self, target));
  }
  if (log_target) return combined(exp(target) * (target - self), reduction);
  // t log t is 0 at 0.
  const Tensor t = masked_fill(target, eq(target, scalar_tensor(0)), 1);
  return combined(t * log(t) - target * self, reduction);
}

Tensor poisson_nll_loss(const Tensor& self, const Tensor& target, bool log_input, bool full, double eps, Reduction reduction) {
  if (needs_widening(self)) {
    return to(poisson_nll_loss(widened(self), widened(target), log_input, full, eps, reduction), result_type(self, target));
  }
  Tensor out = log_input ? exp(self) - target * self : self - target * log(self + eps);
  if (full) {
    // Stirling's approximation of log t!, for t > 1.
    const Tensor small = detach(target) <= 1;
    const Tensor t = masked_fill(target, small, 1);
    out = out + masked_fill(t * log(t) - t + (log(t) + kLog2Pi) * 0.5, small, 0);
  }
  return combined(out, reduction);
}

Tensor gaussian_nll_loss(const Tensor& self, const Tensor& target, const Tensor& given, bool full, double eps,
                         Reduction reduction) {
  if (needs_widening(self)) {
    return to(gaussian_nll_loss(widened(self), widened(target), widened(given), full, eps, reduction),
              result_type(self, target));
  }
  Tensor var = given;
  if (var.sizes() != self.sizes()) {
    Dims lead = self.sizes(), own = var.sizes();
    if (!lead.empty()) lead.pop_back();
    if (self.dim() > 0 && own == lead) {
      var = unsqueeze(var, -1);
    } else {
      const bool one_each = !own.empty() && own.back() == 1;
      if (one_each) own.pop_back();
      NT_CHECK(one_each && own == lead, Code::shape, "[gaussian_nll_loss] variances ", given.sizes(), " do not fit ", self.sizes());
    }
  }
  NT_CHECK(!any_true(detach(var) < 0), Code::argument, "[gaussian_nll_loss] a variance is negative");
  // The bound is no part of the derivative.
  var = clone(var);
  {
    GradMode off(false);
    var = clamp(var, eps, Scalar{}, &var);
  }
  const Tensor difference = self - target;
  Tensor out = (log(var) + difference * difference / var) * 0.5;
  if (full) out = out + 0.5 * kLog2Pi;
  return combined(out, reduction);
}

}  // namespace nt
