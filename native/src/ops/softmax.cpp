// Softmax and its logarithm.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

SoftmaxArgs softmax_args(const Tensor& x, int dim, bool log) {
  SoftmaxArgs args{};
  args.dtype = x.dtype();
  args.outer = args.inner = 1;
  args.size = x.dim() == 0 ? 1 : x.size(dim);
  for (int d = 0; d < dim; ++d) args.outer *= x.size(d);
  for (int d = dim + 1; d < x.dim(); ++d) args.inner *= x.size(d);
  args.log = log;
  args.device_index = x.device().index;
  return args;
}

// softmax: y (g - sum(g y)); log_softmax: g - e^y sum(g).
Tensor softmax_gradient(const Tensor& g, const Tensor& y, int dim, bool log) {
  if (grad_enabled()) {
    if (y.dim() == 0) return log ? g - exp(y) * g : y * (g - g * y);
    return log ? g - exp(y) * sum(g, {dim}, true) : y * (g - sum(g * y, {dim}, true));
  }
  const Tensor grad = contiguous(g), output = contiguous(y);
  Tensor result = Tensor::empty(y.sizes(), y.dtype(), y.device());
  SoftmaxArgs args = softmax_args(y, dim, log);
  args.grad_output = grad.raw();
  args.output = output.raw();
  args.result = result.raw();
  if (result.numel() > 0) backend(y.device()).softmax_backward(args);
  return result;
}

}  // namespace

Tensor softmax(const Tensor& self, int64_t dim, bool log, const Dtype* dtype) {
  const char* name = log ? "log_softmax" : "softmax";
  if (dtype && *dtype != self.dtype()) return softmax(to(self, *dtype), dim, log, nullptr);
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[", name, "] not defined for ", self.dtype(),
           ": floating dtypes only");
  if (needs_widening(self)) return to(softmax(widened(self), dim, log, nullptr), self.dtype());
  const int d = wrap_dim(name, dim, self.dim());
  const Tensor input = self.is_contiguous() ? self : contiguous(detach(self));
  Tensor out = Tensor::empty(self.sizes(), self.dtype(), self.device());
  SoftmaxArgs args = softmax_args(self, d, log);
  args.input = input.raw();
  args.result = out.raw();
  if (out.numel() > 0) backend(self.device()).softmax_forward(args);
  record(log ? "LogSoftmaxBackward0" : "SoftmaxBackward0", out, {&self}, {&out},
         [d, log](Backward& b) { b[0] = softmax_gradient(b.grad(), b.saved(0), d, log); });
  return out;
}

}  // namespace nt
