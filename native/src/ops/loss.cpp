// Losses of class indices, and the mean squared error.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/losses.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

// A plane of classes: (outer, classes, inner), with targets (outer, inner).
struct NllPlan {
  int64_t outer, classes, inner, ignore_index;

  // Calls f(target's place, offset of its class, class) for each target that counts.
  template <class F>
  void for_each(const int64_t* target, F&& f) const {
    for (int64_t o = 0; o < outer; ++o) {
      for (int64_t i = 0; i < inner; ++i) {
        const int64_t place = o * inner + i, t = target[place];
        if (t == ignore_index) continue;
        f(place, (o * classes + t) * inner + i, t);
      }
    }
  }
};

NllPlan nll_plan(const Tensor& self, const Tensor& target, const Tensor& weight, int64_t ignore_index) {
  NT_CHECK(self.device().is_cpu(), Code::unsupported, "[nll_loss] is not implemented on ", self.device());
  NT_CHECK(target.device() == self.device() && (!weight.defined() || weight.device() == self.device()), Code::device,
           "[nll_loss] the operands are not on one device");
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[nll_loss] not defined for ", self.dtype(), ": floating dtypes only");
  NT_CHECK(target.dtype() == Dtype::int64, Code::dtype, "[nll_loss] the target is ", target.dtype(), ", not int64");
  NT_CHECK(self.dim() > 0, Code::shape, "[nll_loss] the input has no dimension of classes");
  const int class_dim = self.dim() == 1 ? 0 : 1;
  Dims expected = self.sizes();
  expected.erase(class_dim);
  NT_CHECK(target.sizes() == expected, Code::shape, "[nll_loss] input ", self.sizes(), " wants a target of sizes ", expected,
           ", not ", target.sizes());
  NllPlan plan{1, self.size(class_dim), 1, ignore_index};
  if (class_dim == 1) plan.outer = self.size(0);
  for (int d = class_dim + 1; d < self.dim(); ++d) plan.inner *= self.size(d);
  NT_CHECK(!weight.defined() || (weight.dim() == 1 && weight.size(0) == plan.classes), Code::shape,
           "[nll_loss] weight must hold one factor for each of ", plan.classes, " classes");
  NT_CHECK(!weight.defined() || weight.dtype() == self.dtype(), Code::dtype, "[nll_loss] weight is not ", self.dtype());
  const Tensor dense = contiguous(target);
  const int64_t* t = dense.data<int64_t>();
  for (int64_t i = 0; i < dense.numel(); ++i) {
    NT_CHECK(t[i] == ignore_index || (t[i] >= 0 && t[i] < plan.classes), Code::index, "[nll_loss] target ", t[i],
             " is out of range for ", plan.classes, " classes");
  }
  return plan;
}

template <class T>
double as_double(T value) {
  return static_cast<double>(static_cast<std::conditional_t<sizeof(T) == 2, float, T>>(value));
}
template <class T>
T from_double(double value) {
  return static_cast<T>(static_cast<std::conditional_t<sizeof(T) == 2, float, T>>(value));
}

template <class F>
auto visit_floating(Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::float16: return f(float16{});
    case Dtype::bfloat16: return f(bfloat16{});
    case Dtype::float64: return f(double{});
    default: return f(float{});
  }
}

// d loss / d input: -weight[t] g at each target's class, with g's share of the mean; its own derivative picks the same
// places.
Tensor nll_gradient(const Tensor& grad, const Tensor& target, const Tensor& weight, Reduction reduction, NllPlan plan,
                    double total_weight, const Dims& sizes) {
  Tensor result = zeros(sizes, grad.dtype());
  const Tensor g = contiguous(detach(grad)), t = contiguous(target);
  visit_floating(grad.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* w = weight.defined() ? weight.data<T>() : nullptr;
    const double share = reduction == Reduction::mean ? 1 / total_weight : 1;
    plan.for_each(t.data<int64_t>(), [&](int64_t place, int64_t offset, int64_t c) {
      const double incoming = as_double(g.data<T>()[reduction == Reduction::none ? place : 0]);
      result.data<T>()[offset] = from_double<T>(-incoming * (w ? as_double(w[c]) : 1) * share);
    });
  });
  record("NllLossBackwardBackward0", result, {&grad}, {&target, &weight}, [plan, reduction, total_weight](Backward& b) {
    // Linear in grad, with the same coefficients as the forward.
    const Tensor mine = nll_loss(b.grad(), b.saved(0), b.saved(1), reduction == Reduction::none ? Reduction::none : Reduction::sum,
                                 plan.ignore_index);
    b[0] = reduction == Reduction::mean ? mine / total_weight : mine;
  });
  return result;
}

}  // namespace

Tensor nll_loss(const Tensor& self, const Tensor& given_target, const Tensor& given_weight, Reduction reduction,
                int64_t ignore_index) {
  const Tensor target = given_target.dtype() == Dtype::uint8 ? to(given_target, Dtype::int64) : given_target;
  const NllPlan plan = nll_plan(self, target, given_weight, ignore_index);
  const Tensor x = contiguous(detach(self)), t = contiguous(target);
  const Tensor weight = given_weight.defined() ? contiguous(detach(given_weight)) : given_weight;
  Tensor out = zeros(reduction == Reduction::none ? target.sizes() : Dims{}, self.dtype());
  double total_weight = 0;
  visit_floating(self.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* w = weight.defined() ? weight.data<T>() : nullptr;
    double total = 0;
    plan.for_each(t.data<int64_t>(), [&](int64_t place, int64_t offset, int64_t c) {
      const double factor = w ? as_double(w[c]) : 1;
      const double loss = -factor * as_double(x.data<T>()[offset]);
      total_weight += factor;
      total += loss;
      if (reduction == Reduction::none) out.data<T>()[place] = from_double<T>(loss);
    });
    if (reduction == Reduction::mean) total /= total_weight;
    if (reduction != Reduction::none) out.data<T>()[0] = from_double<T>(total);
  });
  const Dims sizes = self.sizes();
  record("NllLossBackward0", out, {&self}, {&t, &weight}, [plan, reduction, total_weight, sizes](Backward& b) {
    b[0] = nll_gradient(b.grad(), b.saved(0), b.saved(1), reduction, plan, total_weight, sizes);
  });
  return out;
}

Tensor cross_entropy(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction,
                     int64_t ignore_index, double label_smoothing) {
  if (needs_widening(self)) {
    return to(cross_entropy(widened(self), widened(target), widened(weight), reduction, ignore_index, label_smoothing),
              self.dtype());
  }
  NT_CHECK(label_smoothing >= 0 && label_smoothing <= 1, Code::argument, "[cross_entropy] label_smoothing ",
           label_smoothing, " is not in [0, 1]");
  NT_CHECK(self.dim() > 0, Code::shape, "[cross_entropy] the input has no dimension of classes");
  const int class_dim = self.dim() == 1 ? 0 : 1;
  const Tensor log_p = softmax(self, class_dim, true, nullptr);
  const int64_t classes = self.size(class_dim);
  Dims along = Dims::filled(self.dim(), 1);
  along[class_dim] = classes;
  if (is_floating(target.dtype())) {
    NT_CHECK(target.sizes() == self.sizes(), Code::shape, "[cross_entropy] class probabilities ", target.sizes(),
             " do not fit input ", self.sizes());
    NT_CHECK(ignore_index < 0, Code::argument, "[cross_entropy] ignore_index ", ignore_index,
             " has no meaning beside class probabilities");
    Tensor p = target;
    if (label_smoothing > 0) p = p * (1 - label_smoothing) + label_smoothing / static_cast<double>(classes);
    if (weight.defined()) p = p * reshape(weight, along);
    const Tensor losses = -sum(log_p * p, {class_dim});
    if (reduction != Reduction::mean) return combined(losses, reduction);
    return sum(losses) / (static_cast<double>(self.numel()) / static_cast<double>(classes));
  }
  const Tensor nll = nll_loss(log_p, target, weight, reduction, ignore_index);
  if (label_smoothing == 0) return nll;
  // The spread share: -sum over classes of weight * log p / classes, where the target counts.
  const Tensor weighted = weight.defined() ? log_p * reshape(weight, along) : log_p;
  const Tensor ignored = eq(target, scalar_tensor(ignore_index));
  Tensor smooth = masked_fill(-sum(weighted, {class_dim}), ignored, 0);
  if (reduction == Reduction::mean) {
    const Tensor known = masked_fill(target, ignored, 0);
    const Tensor each = weight.defined() ? reshape(index_select(detach(weight), 0, reshape(known, {-1})), target.sizes())
                                         : full(target.sizes(), 1, self.dtype(), self.device());
    smooth = sum(smooth) / sum(masked_fill(each, ignored, 0));
  } else {
    smooth = combined(smooth, reduction);
  }
  return nll * (1 - label_smoothing) + smooth * (label_smoothing / static_cast<double>(classes));
}

Tensor mse_loss(const Tensor& self, const Tensor& target, Reduction reduction) {
  if (needs_widening(self)) return to(mse_loss(widened(self), widened(target), reduction), result_type(self, target));
  const Tensor difference = self - target;
  return combined(difference * difference, reduction);
}

}  // namespace nt
