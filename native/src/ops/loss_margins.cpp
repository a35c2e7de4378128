// Losses that want one score to be above another by a margin.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/losses.h"
#include "ops/norm.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

// Scores as (samples, classes), for an input of at most two dimensions.
Tensor as_scores(const char* op, const Tensor& self) {
  NT_CHECK(self.dim() <= 2 && (self.dim() == 0 || self.size(self.dim() - 1) > 0), Code::shape, "[", op, "] the input ",
           self.sizes(), " is neither (samples, classes) nor (classes)");
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[", op, "] not defined for ", self.dtype(), ": floating dtypes only");
  return self.dim() == 2 ? self : reshape(self, {1, self.numel()});
}

// max(x, 0), with a derivative of 1 at 0, as PyTorch has it here.
Tensor at_least_zero(const Tensor& t) { return clamp(t, 0, Scalar{}); }

Tensor distance(const Tensor& a, const Tensor& b, double p, double eps) {
  const Tensor difference = a - b + eps;
  return vector_norm("pairwise_distance", difference, p, {difference.dim() - 1}, false);
}

}  // namespace

// log(1 + e^(-t x))
Tensor soft_margin_loss(const Tensor& self, const Tensor& target, Reduction reduction) {
  if (needs_widening(self)) {
    return to(soft_margin_loss(widened(self), widened(target), reduction), result_type(self, target));
  }
  return combined(-log_sigmoid(self * target), reduction);
}

Tensor hinge_embedding_loss(const Tensor& self, const Tensor& target, double margin, Reduction reduction) {
  if (needs_widening(self)) {
    return to(hinge_embedding_loss(widened(self), widened(target), margin, reduction), result_type(self, target));
  }
  const Tensor zero = scalar_tensor(0);
  const Tensor apart = where(ne(target, scalar_tensor(1)), at_least_zero(margin - self), zero);
  const Tensor together = where(ne(target, scalar_tensor(-1)), self, zero);
  return combined(apart + together, reduction);
}

Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin, Reduction reduction) {
  if (needs_widening(input1)) {
    return to(margin_ranking_loss(widened(input1), widened(input2), widened(target), margin, reduction),
              result_type(input1, input2));
  }
  NT_CHECK(input1.dim() == input2.dim() && input1.dim() == target.dim(), Code::shape, "[margin_ranking_loss] ", input1.sizes(),
           ", ", input2.sizes(), " and target ", target.sizes(), " have not the same number of dimensions");
  return combined(at_least_zero(-target * (input1 - input2) + margin), reduction);
}

// sum over i != t of max(0, margin - x_t + x_i)^p / classes
Tensor multi_margin_loss(const Tensor& self, const Tensor& target, int64_t p, double margin, const Tensor& weight,
                         Reduction reduction) {
  if (needs_widening(self)) {
    return to(multi_margin_loss(widened(self), target, p, margin, widened(weight), reduction), self.dtype());
  }
  const Tensor scores = as_scores("multi_margin_loss", self);
  const int64_t samples = scores.size(0), classes = scores.size(1);
  NT_CHECK(p == 1 || p == 2, Code::argument, "[multi_margin_loss] p = ", p, " is neither 1 nor 2");
  NT_CHECK(target.dim() <= 1 && target.numel() == samples, Code::shape, "[multi_margin_loss] targets ", target.sizes(), " for ",
           samples, " samples");
  NT_CHECK(!weight.defined() || (weight.dim() <= 1 && weight.numel() == classes), Code::shape,
           "[multi_margin_loss] weight must hold one factor for each of ", classes, " classes");
  NT_CHECK(target.dtype() == Dtype::int64, Code::dtype, "[multi_margin_loss] targets are ", target.dtype(), ", not int64");
  const Tensor t = reshape(detach(target), {samples, 1});
  const Tensor outside = to(any(logical_or(t < 0, t >= classes)), Dtype::boolean, Device{});
  NT_CHECK(!*outside.data<bool>(), Code::index, "[multi_margin_loss] a target is out of range for ", classes, " classes");
  Tensor excess = relu(scores - gather(scores, 1, t) + margin);
  if (p == 2) excess = excess * excess;
  if (weight.defined()) excess = excess * reshape(index_select(reshape(weight, {classes}), 0, reshape(t, {samples})), {samples, 1});
  const Tensor own = eq(arange(0, classes, 1, Dtype::int64, self.device()), t);
  const Tensor losses = sum(masked_fill(excess, own, 0), {1}) / static_cast<double>(classes);
  return combined(target.dim() == 0 ? reshape(losses, {}) : losses, reduction);
}

// sum over targets t and other classes i of max(0, 1 - x_t + x_i) / classes; a target of -1 ends the list.
Tensor multilabel_margin_loss(const Tensor& self, const Tensor& target, Reduction reduction) {
  if (needs_widening(self)) return to(multilabel_margin_loss(widened(self), target, reduction), self.dtype());
  const Tensor scores = contiguous(as_scores("multilabel_margin_loss", self));
  if (!self.device().is_cpu()) backend(self.device()).missing("multilabel_margin_loss");
  NT_CHECK(target.device() == self.device(), Code::device, "[multilabel_margin_loss] targets are on ", target.device());
  NT_CHECK(target.dtype() == Dtype::int64, Code::dtype, "[multilabel_margin_loss] targets are ", target.dtype(), ", not int64");
  NT_CHECK(target.sizes() == self.sizes(), Code::shape, "[multilabel_margin_loss] targets ", target.sizes(), " do not fit ",
           self.sizes());
  const int64_t samples = scores.size(0), classes = scores.size(1);
  const Tensor t = contiguous(target);
  Tensor losses = Tensor::empty({samples}, self.dtype()), slopes = zeros({samples, classes}, self.dtype());
  visit_dtype(self.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_floating_point_v<T>) {
      std::vector<bool> is_target(static_cast<size_t>(classes));
      for (int64_t s = 0; s < samples; ++s) {
        const int64_t* wanted = t.data<int64_t>() + s * classes;
        const T* x = scores.data<T>() + s * classes;
        T* slope = slopes.data<T>() + s * classes;
        std::fill(is_target.begin(), is_target.end(), false);
        int64_t count = 0;
        for (; count < classes && wanted[count] != -1; ++count) {
          NT_CHECK(wanted[count] >= 0 && wanted[count] < classes, Code::index, "[multilabel_margin_loss] target ", wanted[count],
                   " is out of range for ", classes, " classes");
          is_target[static_cast<size_t>(wanted[count])] = true;
        }
        T total = 0;
        const T share = T(1) / static_cast<T>(classes);
        for (int64_t j = 0; j < count; ++j) {
          for (int64_t i = 0; i < classes; ++i) {
            const T excess = is_target[static_cast<size_t>(i)] ? T(0) : T(1) - x[wanted[j]] + x[i];
            if (!(excess > 0)) continue;
            total += excess;
            slope[i] += share;
            slope[wanted[j]] -= share;
          }
        }
        losses.data<T>()[s] = total * share;
      }
    }
  });
  // Piecewise linear: the slopes are constants.
  record("MultilabelMarginLossBackward0", losses, {&scores}, {&slopes},
         [samples](Backward& b) { b[0] = b.saved(0) * reshape(b.grad(), {samples, 1}); });
  return combined(self.dim() < 2 ? reshape(losses, {}) : losses, reduction);
}

Tensor multilabel_soft_margin_loss(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction) {
  if (needs_widening(self)) {
    return to(multilabel_soft_margin_loss(widened(self), widened(target), widened(weight), reduction),
              result_type(self, target));
  }
  Tensor losses = -(target * log_sigmoid(self) + (1 - target) * log_sigmoid(-self));
  if (weight.defined()) losses = losses * weight;
  return combined(mean(losses, {losses.dim() == 0 ? 0 : losses.dim() - 1}), reduction);
}

Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative, double margin, double p,
                           double eps, bool swap, Reduction reduction) {
  if (needs_widening(anchor)) {
    return to(triplet_margin_loss(widened(anchor), widened(positive), widened(negative), margin, p, eps, swap, reduction),
              result_type(anchor, positive));
  }
  NT_CHECK(margin > 0, Code::argument, "[triplet_margin_loss] margin = ", margin, " is not positive");
  NT_CHECK(anchor.dim() == positive.dim() && anchor.dim() == negative.dim(), Code::shape, "[triplet_margin_loss] anchor ",
           anchor.sizes(), ", positive ", positive.sizes(), " and negative ", negative.sizes(),
           " have not the same number of dimensions");
  const Tensor near = distance(anchor, positive, p, eps);
  Tensor far = distance(anchor, negative, p, eps);
  if (swap) far = minimum(far, distance(positive, negative, p, eps));
  return combined(at_least_zero(near - far + margin), reduction);
}

Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin,
                             Reduction reduction) {
  if (needs_widening(input1)) {
    return to(cosine_embedding_loss(widened(input1), widened(input2), widened(target), margin, reduction),
              result_type(input1, input2));
  }
  const int rank = target.dim() + 1;
  NT_CHECK(target.dim() <= 1 && input1.dim() == rank && input2.dim() == rank, Code::shape, "[cosine_embedding_loss] inputs ",
           input1.sizes(), " and ", input2.sizes(), " do not fit target ", target.sizes());
  constexpr double epsilon = 1e-12;
  const Dims last{target.dim()};
  // Sums of bool are counts, its products are bool.
  const Tensor product = sum(input1 * input2, last);
  const Tensor length1 = sum(input1 * input1, last) + epsilon, length2 = sum(input2 * input2, last) + epsilon;
  const Tensor cosine = product / sqrt(length1 * length2);
  const Tensor zero = scalar_tensor(0.0);
  const Tensor same = where(eq(target, scalar_tensor(1)), 1 - cosine, zero);
  const Tensor other = where(eq(target, scalar_tensor(-1)), at_least_zero(cosine - margin), zero);
  return combined(same + other, reduction);
}

}  // namespace nt
