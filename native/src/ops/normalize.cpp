// Normalization in general: the kernels, and the derivative beside them.
#include "ops/normalize.h"

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

struct Gradients {
  Tensor input, weight, bias;
};

Gradients gradients(const NormPlan& plan, const Tensor& grad, const Tensor& x, const Tensor& w, const Tensor& mean,
                    const Tensor& rstd, const Dims& weight_sizes, const Backward& b) {
  NormArgs args = plan.args;
  const Tensor g = contiguous(detach(grad)), input = contiguous(detach(x));
  const Tensor weight = w.defined() ? contiguous(detach(w)) : w;
  Gradients result;
  args.grad_output = g.raw();
  args.input = input.raw();
  args.weight = weight.defined() ? weight.raw() : nullptr;
  args.mean = mean.raw();
  args.rstd = rstd.raw();
  auto make = [&](bool needed, Tensor& t, const Dims& sizes, void*& pointer) {
    if (!needed) return;
    t = x.numel() > 0 ? Tensor::empty(sizes, g.dtype(), g.device()) : zeros(sizes, g.dtype(), g.device());
    pointer = t.raw();
  };
  make(b.needs(0), result.input, x.sizes(), args.grad_input);
  make(b.needs(1), result.weight, weight_sizes, args.grad_weight);
  make(b.needs(2), result.bias, weight_sizes, args.grad_bias);
  if (x.numel() > 0) backend(g.device()).norm_backward(args);
  return result;
}

// As above in differentiable ops: with h = g w and n = (x - mean) rstd,
// dx = rstd (h - mean(h) - n mean(h n)), or rstd h where statistics are constants.
Gradients composed(const NormPlan& plan, const Tensor& grad, const Tensor& given, const Tensor& w, const Tensor& saved_mean,
                   const Tensor& saved_rstd, const Dims& weight_sizes, const Backward& b) {
  const Tensor x = reshape(given, plan.view), g = reshape(grad, plan.view);
  Tensor center, rstd;
  if (plan.args.given) {
    Dims shape = plan.view;
    for (int64_t d : plan.dims) shape[static_cast<int>(d)] = 1;
    center = x - reshape(saved_mean, shape);
    rstd = reshape(saved_rstd, shape);
  } else {
    center = x - mean(x, plan.dims, true);
    rstd = rsqrt(mean(center * center, plan.dims, true) + plan.args.eps);
  }
  const Tensor normal = center * rstd;
  const Tensor h = w.defined() ? g * reshape(w, plan.affine) : g;
  Tensor input = h * rstd;
  if (!plan.args.given) {
    input = rstd * (h - mean(h, plan.dims, true) - normal * mean(h * normal, plan.dims, true));
  }
  auto to_weight = [&](const Tensor& t) { return reshape(sum_to_size(t, plan.affine), weight_sizes); };
  Gradients result;
  result.input = reshape(input, given.sizes());
  if (b.needs(1)) result.weight = to_weight(g * normal);
  if (b.needs(2)) result.bias = to_weight(g);
  return result;
}

}  // namespace

void check_affine(const char* op, const Tensor& x, const Tensor& weight, const Tensor& bias, const Dims& sizes) {
  const Tensor* both[] = {&weight, &bias};
  for (const Tensor* t : both) {
    if (!t->defined()) continue;
    const char* name = t == &weight ? "weight" : "bias";
    NT_CHECK(t->sizes() == sizes, Code::shape, "[", op, "] ", name, " ", t->sizes(), " has not the shape ", sizes);
    NT_CHECK(t->dtype() == x.dtype() || (compute_dtype(x.dtype()) == t->dtype()), Code::dtype, "[", op, "] input is ",
             x.dtype(), ", ", name, " ", t->dtype());
    NT_CHECK(t->device() == x.device(), Code::device, "[", op, "] input is on ", x.device(), ", ", name, " on ",
             t->device());
  }
}

Normalized normalize(const NormPlan& plan, const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& mean,
                     const Tensor& rstd) {
  NormArgs args = plan.args;
  const Tensor input = contiguous(detach(x));
  const Tensor w = weight.defined() ? contiguous(detach(weight)) : weight;
  const Tensor offset = bias.defined() ? contiguous(detach(bias)) : bias;
  Normalized made;
  made.result = Tensor::empty(x.sizes(), x.dtype(), x.device());
  made.mean = args.given ? contiguous(detach(mean)) : Tensor::empty({args.groups}, x.dtype(), x.device());
  made.rstd = args.given ? contiguous(detach(rstd)) : Tensor::empty({args.groups}, x.dtype(), x.device());
  if (!args.given) {
    made.var = Tensor::empty({args.groups}, x.dtype(), x.device());
    args.var = made.var.raw();
  }
  args.input = input.raw();
  args.weight = w.defined() ? w.raw() : nullptr;
  args.bias = offset.defined() ? offset.raw() : nullptr;
  args.output = made.result.raw();
  args.mean = made.mean.raw();
  args.rstd = made.rstd.raw();
  // Groups without elements have statistics too (NaN), so that only their number decides.
  if (args.groups > 0) backend(x.device()).norm_forward(args);
  const Dims weight_sizes = weight.defined() ? weight.sizes() : bias.defined() ? bias.sizes() : Dims{};
  record(plan.node, made.result, {&x, &weight, &bias}, {&x, &weight, &made.mean, &made.rstd},
         [plan, weight_sizes](Backward& b) {
           const Tensor x = b.saved(0), w = b.saved(1), mean = b.saved(2), rstd = b.saved(3);
           Gradients g = grad_enabled() ? composed(plan, b.grad(), x, w, mean, rstd, weight_sizes, b)
                                        : gradients(plan, b.grad(), x, w, mean, rstd, weight_sizes, b);
           if (b.needs(0)) b[0] = g.input;
           if (b.needs(1)) b[1] = g.weight;
           if (b.needs(2)) b[2] = g.bias;
         });
  return made;
}

}  // namespace nt
