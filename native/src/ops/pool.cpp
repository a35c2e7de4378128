// 2-d pooling.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"
#include "ops/window.h"

namespace nt {
namespace {

Pool2dArgs pool_args(const char* op, const Tensor& x, const Dims& kernel_size, const Dims& stride, const Dims& padding,
                     const Dims& dilation, bool ceil_mode) {
  Pool2dArgs args{};
  NT_CHECK(x.dim() == 3 || x.dim() == 4, Code::shape, "[", op, "] input ", x.sizes(),
           " is neither (N, C, H, W) nor (C, H, W)");
  NT_CHECK(is_floating(x.dtype()), Code::dtype, "[", op, "] not defined for ", x.dtype(), ": floating dtypes only");
  pair_of(op, "kernel_size", kernel_size, 1, args.kernel);
  pair_of(op, "stride", stride.empty() ? kernel_size : stride, 1, args.stride);
  pair_of(op, "padding", padding, 0, args.padding);
  pair_of(op, "dilation", dilation, 1, args.dilation);
  args.dtype = x.dtype();
  args.device_index = x.device().index;
  args.planes = 1;
  for (int d = 0; d < x.dim() - 2; ++d) args.planes *= x.size(d);
  for (int i = 0; i < 2; ++i) {
    args.in[i] = x.size(x.dim() - 2 + i);
    NT_CHECK(args.padding[i] <= args.kernel[i] / 2, Code::argument, "[", op, "] padding ", args.padding[i],
             " is more than half of kernel size ", args.kernel[i]);
    args.out[i] = window_count(args.in[i], args.kernel[i], args.stride[i], args.padding[i], args.dilation[i], ceil_mode);
    NT_CHECK(args.out[i] > 0, Code::shape, "[", op, "] kernel ", kernel_size, " is larger than input ", x.sizes(),
             " with padding ", args.padding[i]);
  }
  return args;
}

Dims pooled_sizes(const Tensor& x, const Pool2dArgs& args) {
  Dims sizes = x.sizes();
  sizes[x.dim() - 2] = args.out[0];
  sizes[x.dim() - 1] = args.out[1];
  return sizes;
}

}  // namespace

std::pair<Tensor, Tensor> max_pool2d(const Tensor& self, const Dims& kernel_size, const Dims& stride, const Dims& padding,
                                     const Dims& dilation, bool ceil_mode, bool with_indices) {
  if (needs_widening(self)) {
    auto [out, indices] = max_pool2d(widened(self), kernel_size, stride, padding, dilation, ceil_mode, with_indices);
    return {to(out, self.dtype()), indices};
  }
  Pool2dArgs args = pool_args("max_pool2d", self, kernel_size, stride, padding, dilation, ceil_mode);
  const Tensor input = contiguous(detach(self));
  Tensor out = Tensor::empty(pooled_sizes(self, args), self.dtype(), self.device());
  const bool recorded = any_needs_grad({&self});
  Tensor indices;
  if (with_indices || recorded) indices = Tensor::empty(out.sizes(), Dtype::int64, self.device());
  args.input = input.raw();
  args.output = out.raw();
  args.indices = indices.defined() ? indices.data<int64_t>() : nullptr;
  if (out.numel() > 0) backend(self.device()).max_pool2d_forward(args);
  args.input = nullptr;
  args.output = nullptr;
  const Dims sizes = self.sizes();
  record("MaxPool2DWithIndicesBackward0", out, {&self}, {&indices}, [args, sizes](Backward& b) mutable {
    const Tensor places = b.saved(0);
    if (grad_enabled()) {
      // Scattering is differentiable; used where a second derivative may be asked for.
      const Tensor flat = zeros({args.planes, args.in[0] * args.in[1]}, b.grad().dtype(), b.grad().device());
      const Dims rows{args.planes, args.out[0] * args.out[1]};
      b[0] = reshape(scatter_add(flat, 1, reshape(places, rows), reshape(b.grad(), rows)), sizes);
      return;
    }
    const Tensor g = contiguous(b.grad());
    b[0] = Tensor::empty(sizes, g.dtype(), g.device());
    args.grad_output = g.raw();
    args.indices = places.data<int64_t>();
    args.grad_input = b[0].raw();
    if (b[0].numel() > 0) backend(g.device()).max_pool2d_backward(args);
  });
  return {out, indices};
}

Tensor avg_pool2d(const Tensor& self, const Dims& kernel_size, const Dims& stride, const Dims& padding, bool ceil_mode,
                  bool count_include_pad, int64_t divisor_override) {
  if (needs_widening(self)) {
    return to(avg_pool2d(widened(self), kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override),
              self.dtype());
  }
  Pool2dArgs args = pool_args("avg_pool2d", self, kernel_size, stride, padding, {1}, ceil_mode);
  args.count_include_pad = count_include_pad;
  args.divisor_override = divisor_override;
  const Tensor input = contiguous(detach(self));
  Tensor out = Tensor::empty(pooled_sizes(self, args), self.dtype(), self.device());
  args.input = input.raw();
  args.output = out.raw();
  if (out.numel() > 0) backend(self.device()).avg_pool2d_forward(args);
  args.input = nullptr;
  args.output = nullptr;
  const Dims sizes = self.sizes();
  record("AvgPool2DBackward0", out, {&self}, {}, [args, sizes](Backward& b) mutable {
    NT_CHECK(!grad_enabled(), Code::unsupported, "[avg_pool2d] second derivatives are not implemented");
    const Tensor g = contiguous(b.grad());
    b[0] = Tensor::empty(sizes, g.dtype(), g.device());
    args.grad_output = g.raw();
    args.grad_input = b[0].raw();
    if (b[0].numel() > 0) backend(g.device()).avg_pool2d_backward(args);
  });
  return out;
}

}  // namespace nt
