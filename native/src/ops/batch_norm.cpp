// Batch norm: statistics of each channel, over batch and space.
#include <cmath>

#include "core/graph.h"
#include "ops/algebra.h"
#include "ops/normalize.h"
#include "ops/widen.h"

namespace nt {
namespace {

// Runs of fewer elements than this are laid together, a channel a run, before the kernel takes them.
constexpr int64_t kShortRun = 8;

// Channels lie `space` elements apart, in each of the batch.
NormPlan channel_plan(const Tensor& x, bool training, double eps) {
  NormPlan plan;
  plan.node = "NativeBatchNormBackward0";
  NormArgs& args = plan.args;
  const int64_t batch = x.size(0), channels = x.size(1);
  int64_t space = 1;
  for (int d = 2; d < x.dim(); ++d) space *= x.size(d);
  args.dtype = x.dtype();
  args.device_index = x.device().index;
  args.groups = args.affine_groups = channels;
  args.affine_segments = 1;
  args.segments = batch;
  args.length = args.group_stride = space;
  args.segment_stride = channels * space;
  args.given = !training;
  args.eps = eps;
  plan.view = {batch, channels, space};
  plan.dims = {0, 2};
  plan.affine = {1, channels, 1};
  return plan;
}

// The same for x that is laid (channels, batch * space).
NormPlan row_plan(const Tensor& x, bool training, double eps) {
  NormPlan plan = channel_plan(unsqueeze(x, 0), training, eps);
  plan.view = x.sizes();
  plan.dims = {1};
  plan.affine = {x.size(0), 1};
  return plan;
}

Normalized over_rows(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& mean, const Tensor& rstd,
                     bool training, double eps) {
  Dims order, sizes = x.sizes();
  for (int d = 0; d < x.dim(); ++d) order.push_back(d);
  std::swap(order[0], order[1]);
  std::swap(sizes[0], sizes[1]);
  const Tensor rows = reshape(permute(x, order), {x.size(1), x.numel() / x.size(1)});
  Normalized made = normalize(row_plan(rows, training, eps), rows, weight, bias, mean, rstd);
  made.result = contiguous(permute(reshape(made.result, sizes), order));
  return made;
}

// running = (1 - momentum) running + momentum * next
void update(const Tensor& running, const Tensor& next, double momentum) {
  Tensor target = running;
  copy_(target, running * (1 - momentum) + next * momentum);
}

void check_running(const char* op, const Tensor& x, const Tensor& running, const char* name, int64_t channels) {
  if (!running.defined()) return;
  NT_CHECK(running.dim() == 1 && running.size(0) == channels, Code::shape, "[", op, "] ", name, " ", running.sizes(),
           " has not one number for each channel of input ", x.sizes());
  NT_CHECK(is_floating(running.dtype()), Code::dtype, "[", op, "] ", name, " is ", running.dtype());
  NT_CHECK(running.device() == x.device(), Code::device, "[", op, "] input is on ", x.device(), ", ", name, " on ",
           running.device());
}

// PyTorch leaves what is empty as it is, in a way that gradients pass.
Normalized of_nothing(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  Tensor out = clone(x);
  if (weight.defined() && weight.numel() > 0) out = out * select(reshape(weight, {-1}), 0, 0);
  if (bias.defined() && bias.numel() > 0) out = out + select(reshape(bias, {-1}), 0, 0);
  const Tensor none = Tensor::empty({x.dim() > 1 ? x.size(1) : 0}, x.dtype(), x.device());
  return {out, none, none, {}};
}

}  // namespace

Normalized native_batch_norm(const char* op, const Tensor& self, const Tensor& weight, const Tensor& bias,
                             const Tensor& running_mean, const Tensor& running_var, bool training, double momentum,
                             double eps) {
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[", op, "] not defined for ", self.dtype(), ": floating dtypes only");
  NT_CHECK(training || (running_mean.defined() && running_var.defined()), Code::argument, "[", op,
           "] running_mean and running_var are needed where it is not training");
  if (self.numel() == 0) return of_nothing(self, weight, bias);
  NT_CHECK(self.dim() >= 2, Code::shape, "[", op, "] input ", self.sizes(), " has fewer than 2 dimensions, (N, C, ...)");
  const int64_t channels = self.size(1);
  check_affine(op, self, weight, bias, {channels});
  check_running(op, self, running_mean, "running_mean", channels);
  check_running(op, self, running_var, "running_var", channels);
  if (needs_widening(self)) {
    Normalized made = native_batch_norm(op, widened(self), widened(weight), widened(bias), running_mean, running_var,
                                        training, momentum, eps);
    made.result = to(made.result, self.dtype());
    return made;
  }
  Tensor mean, rstd;
  if (!training) {
    GradMode off(false);
    mean = to(running_mean, self.dtype());
    rstd = rsqrt(to(running_var, self.dtype()) + eps);
  }
  const int64_t count = self.numel() / channels, space = count / self.size(0);
  // Kernels on the CPU take columns as they lie.
  const bool columns = space == 1 && self.device().is_cpu();
  Normalized made = space < kShortRun && self.size(0) > 1 && !columns
                        ? over_rows(self, weight, bias, mean, rstd, training, eps)
                        : normalize(channel_plan(self, training, eps), self, weight, bias, mean, rstd);
  if (!training) {
    made.mean = made.rstd = Tensor::empty({0}, self.dtype(), self.device());
    return made;
  }
  GradMode off(false);
  if (running_mean.defined()) update(running_mean, made.mean, momentum);
  if (running_var.defined()) {
    update(running_var, made.var * (static_cast<double>(count) / static_cast<double>(count - 1)), momentum);
  }
  return made;
}

Tensor batch_norm(const Tensor& self, const Tensor& running_mean, const Tensor& running_var, const Tensor& weight,
                  const Tensor& bias, bool training, double momentum, double eps) {
  NT_CHECK(!training || self.dim() < 2 || self.numel() == 0 || self.numel() > self.size(1), Code::shape,
           "[batch_norm] more than one value for each channel is needed in training, input is ", self.sizes());
  return native_batch_norm("batch_norm", self, weight, bias, running_mean, running_var, training, momentum, eps).result;
}

}  // namespace nt
