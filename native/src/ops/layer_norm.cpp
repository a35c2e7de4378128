// Norms whose statistics belong to one element of the batch: layer and group norm, and instance norm, which is group norm
// with a group for each channel.
#include <algorithm>

#include "core/graph.h"
#include "ops/algebra.h"
#include "ops/normalize.h"
#include "ops/widen.h"

namespace nt {
namespace {

void need_floating(const char* op, const Tensor& x) {
  NT_CHECK(is_floating(x.dtype()), Code::dtype, "[", op, "] not defined for ", x.dtype(), ": floating dtypes only");
}

// Statistics over each of `groups` blocks of (N, C, ...).
NormPlan grouped_plan(const char* node, const Tensor& x, int64_t groups, double eps) {
  NormPlan plan;
  plan.node = node;
  NormArgs& args = plan.args;
  const int64_t batch = x.size(0), channels = x.size(1);
  int64_t space = 1;
  for (int d = 2; d < x.dim(); ++d) space *= x.size(d);
  args.dtype = x.dtype();
  args.device_index = x.device().index;
  args.groups = batch * groups;
  args.segments = args.affine_segments = groups > 0 ? channels / groups : 0;  // no channels, no groups
  args.length = args.segment_stride = space;
  args.group_stride = args.segments * space;
  args.affine_groups = groups;
  args.eps = eps;
  plan.view = {batch, groups, args.segments, space};
  plan.dims = {2, 3};
  plan.affine = {1, groups, args.segments, 1};
  return plan;
}

// running = (1 - momentum) running + momentum times the mean over the batch of each channel's `statistic`.
void update(const Tensor& running, const Tensor& statistic, double momentum, int64_t batch, int64_t channels) {
  GradMode off(false);
  Tensor target = running;
  const Tensor next = mean(reshape(statistic, {batch, channels}), {0});
  copy_(target, running * (1 - momentum) + next * momentum);
}

}  // namespace

Normalized layer_norm(const char* op, const Tensor& self, const Dims& normalized_shape, const Tensor& weight,
                      const Tensor& bias, double eps) {
  need_floating(op, self);
  NT_CHECK(!normalized_shape.empty(), Code::shape, "[", op, "] normalized_shape has no dimensions");
  const int kept = self.dim() - normalized_shape.size();
  bool fits = kept >= 0;
  for (int d = 0; fits && d < normalized_shape.size(); ++d) fits = self.size(kept + d) == normalized_shape[d];
  NT_CHECK(fits, Code::shape, "[", op, "] input ", self.sizes(), " does not end with normalized_shape ", normalized_shape);
  check_affine(op, self, weight, bias, normalized_shape);
  if (needs_widening(self)) {
    Normalized made = layer_norm(op, widened(self), normalized_shape, widened(weight), widened(bias), eps);
    return {to(made.result, self.dtype()), to(made.mean, self.dtype()), to(made.rstd, self.dtype()), {}};
  }
  NormPlan plan;
  plan.node = "NativeLayerNormBackward0";
  NormArgs& args = plan.args;
  args.dtype = self.dtype();
  args.device_index = self.device().index;
  args.groups = args.segments = args.affine_groups = args.affine_segments = 1;
  for (int d = 0; d < kept; ++d) args.groups *= self.size(d);
  args.length = args.group_stride = args.segment_stride = numel_of(normalized_shape);
  args.per_element = true;
  args.eps = eps;
  plan.view = {args.groups, args.length};
  plan.dims = {1};
  plan.affine = {1, args.length};
  Normalized made = normalize(plan, self, weight, bias, {}, {});
  Dims sizes = self.sizes();
  for (int d = kept; d < sizes.size(); ++d) sizes[d] = 1;
  return {made.result, reshape(made.mean, sizes), reshape(made.rstd, sizes), {}};
}

Tensor group_norm(const Tensor& self, int64_t num_groups, const Tensor& weight, const Tensor& bias, double eps) {
  const char* op = "group_norm";
  need_floating(op, self);
  NT_CHECK(self.dim() >= 2, Code::shape, "[", op, "] input ", self.sizes(), " has fewer than 2 dimensions");
  NT_CHECK(num_groups > 0 && num_groups <= std::max<int64_t>(1, self.size(1)) && self.size(1) % num_groups == 0, Code::argument, "[", op, "] ", num_groups,
           " groups do not divide the channels of input ", self.sizes());
  check_affine(op, self, weight, bias, {self.size(1)});
  if (needs_widening(self)) {
    return to(group_norm(widened(self), num_groups, widened(weight), widened(bias), eps), self.dtype());
  }
  return normalize(grouped_plan("NativeGroupNormBackward0", self, num_groups, eps), self, weight, bias, {}, {}).result;
}

Tensor instance_norm(const Tensor& self, const Tensor& running_mean, const Tensor& running_var, const Tensor& weight,
                     const Tensor& bias, bool use_input_stats, double momentum, double eps) {
  const char* op = "instance_norm";
  need_floating(op, self);
  NT_CHECK(self.dim() >= 2, Code::shape, "[", op, "] input ", self.sizes(), " has fewer than 2 dimensions");
  NT_CHECK(running_mean.defined() == running_var.defined(), Code::argument, "[", op,
           "] running mean and running variance go together");
  NT_CHECK(use_input_stats || running_mean.defined(), Code::argument, "[", op,
           "] running statistics are needed where the input's are not used");
  const int64_t batch = self.size(0), channels = self.size(1);
  for (const Tensor* t : {&running_mean, &running_var}) {
    NT_CHECK(!t->defined() || (t->dim() == 1 && t->size(0) == channels), Code::shape, "[", op, "] running statistics ",
             t->defined() ? t->sizes() : Dims{}, " have not one number for each channel of input ", self.sizes());
  }
  check_affine(op, self, weight, bias, {channels});
  if (needs_widening(self)) {
    return to(instance_norm(widened(self), running_mean, running_var, widened(weight), widened(bias), use_input_stats,
                            momentum, eps),
              self.dtype());
  }
  // Fixed statistics do not tell instances apart.
  if (!use_input_stats) {
    return native_batch_norm(op, self, weight, bias, running_mean, running_var, false, momentum, eps).result;
  }
  const int64_t space = channels * batch == 0 ? 0 : self.numel() / (batch * channels);
  NT_CHECK(self.numel() == 0 || space > 1, Code::shape, "[", op, "] more than one element is needed along the spatial dimensions of ",
           self.sizes());
  Normalized made = normalize(grouped_plan("NativeBatchNormBackward0", self, channels, eps), self, weight, bias, {}, {});
  if (running_mean.defined() && self.numel() > 0) {
    const double unbiased = static_cast<double>(space) / static_cast<double>(space - 1);
    update(running_mean, made.mean, momentum, batch, channels);
    update(running_var, made.var * unbiased, momentum, batch, channels);
  }
  return made.result;
}

}  // namespace nt
