// 2-d convolution.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"
#include "ops/window.h"

namespace nt {
namespace {

// Geometry and sizes, checked once in the forward.
Conv2dArgs conv_args(const Tensor& x, const Tensor& w, const Tensor& bias, const Dims& stride, const Dims& padding,
                     const Dims& dilation, int64_t groups) {
  Conv2dArgs args{};
  NT_CHECK(is_floating(x.dtype()), Code::dtype, "[conv2d] not defined for ", x.dtype(), ": floating dtypes only");
  NT_CHECK(x.dtype() == w.dtype() && (!bias.defined() || bias.dtype() == x.dtype()), Code::dtype, "[conv2d] input is ",
           x.dtype(), ", weight ", w.dtype(), bias.defined() ? ", bias " : "", bias.defined() ? name_of(bias.dtype()) : "");
  NT_CHECK(x.device() == w.device() && (!bias.defined() || bias.device() == x.device()), Code::device,
           "[conv2d] input is on ", x.device(), ", weight on ", w.device());
  NT_CHECK(w.dim() == 4, Code::shape, "[conv2d] weight ", w.sizes(), " has not 4 dimensions");
  NT_CHECK(groups > 0 && w.size(0) % groups == 0, Code::argument, "[conv2d] ", groups, " groups do not divide weight ",
           w.sizes());
  NT_CHECK(x.size(1) == w.size(1) * groups, Code::shape, "[conv2d] input ", x.sizes(), " has ", x.size(1),
           " channels, weight ", w.sizes(), " in ", groups, " groups wants ", w.size(1) * groups);
  NT_CHECK(!bias.defined() || (bias.dim() == 1 && bias.size(0) == w.size(0)), Code::shape, "[conv2d] bias ",
           bias.defined() ? bias.sizes() : Dims{}, " does not fit weight ", w.sizes());
  pair_of("conv2d", "stride", stride, 1, args.stride);
  pair_of("conv2d", "padding", padding, 0, args.padding);
  pair_of("conv2d", "dilation", dilation, 1, args.dilation);
  args.dtype = x.dtype();
  args.batch = x.size(0);
  args.in_channels = x.size(1);
  args.out_channels = w.size(0);
  args.groups = groups;
  args.device_index = x.device().index;
  for (int i = 0; i < 2; ++i) {
    args.in[i] = x.size(2 + i);
    args.kernel[i] = w.size(2 + i);
    args.out[i] = window_count(args.in[i], args.kernel[i], args.stride[i], args.padding[i], args.dilation[i], false);
    NT_CHECK(args.kernel[i] > 0 && args.out[i] > 0, Code::shape, "[conv2d] kernel ", w.sizes(), " with dilation ",
             args.dilation[i], " is larger than input ", x.sizes(), " with padding ", args.padding[i]);
  }
  return args;
}

struct ConvGradients {
  Tensor input, weight, bias;
};

ConvGradients conv2d_gradients(Conv2dArgs args, const Tensor& grad, const Tensor& x, const Tensor& w, bool needs_input,
                               bool needs_weight, bool needs_bias) {
  const Tensor g = contiguous(detach(grad)), input = contiguous(detach(x)), weight = contiguous(detach(w));
  ConvGradients result;
  args.grad_output = g.raw();
  args.input = input.raw();
  args.weight = weight.raw();
  if (needs_input) {
    result.input = Tensor::empty(x.sizes(), x.dtype(), x.device());
    args.grad_input = result.input.raw();
  }
  if (needs_weight) {
    result.weight = Tensor::empty(w.sizes(), w.dtype(), w.device());
    args.grad_weight = result.weight.raw();
  }
  if (needs_bias) {
    result.bias = Tensor::empty({args.out_channels}, w.dtype(), w.device());
    args.grad_bias = result.bias.raw();
  }
  if (args.batch == 0) {
    for (Tensor* t : {&result.input, &result.weight, &result.bias}) {
      if (t->defined()) fill_(*t, 0);
    }
    return result;
  }
  backend(x.device()).conv2d_backward(args);
  return result;
}

Tensor conv2d_batched(const Tensor& x, const Tensor& w, const Tensor& bias, const Dims& stride, const Dims& padding,
                      const Dims& dilation, int64_t groups) {
  Conv2dArgs args = conv_args(x, w, bias, stride, padding, dilation, groups);
  const Tensor input = contiguous(detach(x)), weight = contiguous(detach(w));
  const Tensor offset = bias.defined() ? contiguous(detach(bias)) : bias;
  Tensor out = Tensor::empty({args.batch, args.out_channels, args.out[0], args.out[1]}, x.dtype(), x.device());
  args.input = input.raw();
  args.weight = weight.raw();
  args.bias = bias.defined() ? offset.raw() : nullptr;
  args.output = out.raw();
  if (out.numel() > 0) backend(x.device()).conv2d_forward(args);
  args.input = args.weight = args.bias = nullptr;
  args.output = nullptr;
  record("ConvolutionBackward0", out, {&x, &w, &bias}, {&x, &w}, [args](Backward& b) {
    NT_CHECK(!grad_enabled(), Code::unsupported, "[conv2d] second derivatives are not implemented");
    ConvGradients g =
        conv2d_gradients(args, b.grad(), b.saved(0), b.saved(1), b.needs(0), b.needs(1), b.needs(2));
    b[0] = g.input;
    b[1] = g.weight;
    b[2] = g.bias;
  });
  return out;
}

}  // namespace

Tensor conv2d(const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride, const Dims& padding,
              const Dims& dilation, int64_t groups) {
  NT_CHECK(self.dim() == 3 || self.dim() == 4, Code::shape, "[conv2d] input ", self.sizes(),
           " is neither (N, C, H, W) nor (C, H, W)");
  if (needs_widening(self) && weight.dtype() == self.dtype()) {
    return to(conv2d(widened(self), widened(weight), widened(bias), stride, padding, dilation, groups), self.dtype());
  }
  if (self.dim() == 4) return conv2d_batched(self, weight, bias, stride, padding, dilation, groups);
  return squeeze(conv2d_batched(unsqueeze(self, 0), weight, bias, stride, padding, dilation, groups), {0});
}

}  // namespace nt
