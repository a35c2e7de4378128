// Convolution. y = conv(x, w) is linear in x and in w, so that its gradients, conv's transposes in either, are
// convolutions themselves: each of the three is an op whose derivatives are the other two.
#include "core/backend.h"
#include "core/late_gradient.h"
#include "core/network_args.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"
#include "ops/window.h"
#include "ops/windows.h"

namespace nt {
namespace {

const char* const kConv[] = {"conv1d", "conv2d", "conv3d"};
const char* const kTransposed[] = {"conv_transpose1d", "conv_transpose2d", "conv_transpose3d"};

// What is convolved: sizes of x and y, w and what the backend wants to know.
struct Geometry {
  ConvArgs args{};
  Dims input, weight, output;

  bool empty() const { return args.batch == 0 || args.in_channels == 0 || args.out_channels == 0; }
};

struct Gradients {
  Tensor input, weight, bias;
};

// All that is asked for in one call; `late` stands for an undefined grad.
Gradients gradients(const Geometry& at, const Tensor& grad, const Tensor& x, const Tensor& w, bool needs_input,
                    bool needs_weight, bool needs_bias, const LateGradient* late = nullptr) {
  const Tensor g = late ? grad : contiguous(detach(grad));
  const Device device = late ? late->device() : g.device();
  const Tensor input = x.defined() ? contiguous(detach(x)) : x, weight = w.defined() ? contiguous(detach(w)) : w;
  ConvArgs args = at.args;
  Gradients result;
  args.grad_output = late ? nullptr : g.raw();
  args.late_grad_output = late;
  args.input = input.defined() ? input.raw() : nullptr;
  args.weight = weight.defined() ? weight.raw() : nullptr;
  auto make = [&](Tensor& t, const Dims& sizes, void*& pointer) {
    t = Tensor::empty(sizes, args.dtype, device);
    pointer = t.raw();
    if (at.empty()) fill_(t, 0);
  };
  if (needs_input) make(result.input, at.input, args.grad_input);
  if (needs_weight) make(result.weight, at.weight, args.grad_weight);
  if (needs_bias) make(result.bias, {args.out_channels}, args.grad_bias);
  if (!at.empty()) backend(device).conv_backward(args);
  return result;
}

// One number for each channel, to be broadcast over the others.
Tensor along_channels(const Tensor& bias, int dim) {
  Dims sizes = Dims::filled(dim, 1);
  sizes[1] = bias.size(0);
  return reshape(bias, sizes);
}

Tensor bias_gradient(const Tensor& g) {
  Dims dims{0};
  for (int d = 2; d < g.dim(); ++d) dims.push_back(d);
  return sum(g, dims);
}

Tensor transposed_in_input(const Geometry& at, const Tensor& g, const Tensor& w, const Tensor& bias);
Tensor transposed_in_weight(const Geometry& at, const Tensor& g, const Tensor& x);

class ConvolutionNode final : public Node, public TakesLate {
 public:
  explicit ConvolutionNode(const Geometry& at) : Node("ConvolutionBackward0"), at_(at) {}
  void save(const Tensor& x, const Tensor& w) {
    saved_[0] = Saved(x, nullptr);
    saved_[1] = Saved(w, nullptr);
  }
  std::span<Saved> saved() override { return saved_; }

  void apply(const Tensor* grads, Tensor* results) override {
    const Tensor& g = grads[0];
    if (!grad_enabled()) return at_once(g, results, nullptr);
    if (needs(0)) results[0] = transposed_in_input(at_, g, saved_[1].get(*this), {});
    if (needs(1)) results[1] = transposed_in_weight(at_, g, saved_[0].get(*this));
    if (needs(2)) results[2] = bias_gradient(g);
  }

  Taken take(LateGradient& grad, Tensor* results) override {
    if (grad_enabled() || at_.empty() || !grad.device().is_cpu()) return Taken::no;
    at_once({}, results, &grad);
    return Taken::used;
  }

 private:
  void at_once(const Tensor& g, Tensor* results, const LateGradient* late) {
    Gradients all = gradients(at_, g, saved_[0].get(*this), saved_[1].get(*this), needs(0), needs(1), needs(2), late);
    results[0] = all.input;
    results[1] = all.weight;
    results[2] = all.bias;
  }

  Saved saved_[2];
  Geometry at_;
};

Tensor convolve(const Geometry& at, const Tensor& x, const Tensor& w, const Tensor& bias) {
  const Tensor input = contiguous(detach(x)), weight = contiguous(detach(w));
  const Tensor offset = bias.defined() ? contiguous(detach(bias)) : bias;
  Tensor out = Tensor::empty(at.output, x.dtype(), x.device());
  if (at.empty()) {
    fill_(out, 0);
    if (bias.defined()) copy_(out, along_channels(offset, out.dim()));
  } else {
    ConvArgs args = at.args;
    args.input = input.raw();
    args.weight = weight.raw();
    args.bias = bias.defined() ? offset.raw() : nullptr;
    args.output = out.raw();
    backend(x.device()).conv_forward(args);
  }
  if (!any_needs_grad({&x, &w, &bias}) || !is_floating(out.dtype())) return out;
  auto* node = new ConvolutionNode(at);
  const auto ref = Ref<Node>::adopt(node);
  add_edges(*node, {&x, &w, &bias});
  set_history(out, ref);
  node->save(x, w);
  return out;
}

// From y's side to x's: the gradient for x, and what is called a transposed convolution.
Tensor transposed_in_input(const Geometry& at, const Tensor& g, const Tensor& w, const Tensor& bias) {
  Tensor out = gradients(at, g, {}, w, true, false, false).input;
  if (bias.defined()) {
    GradMode off(false);
    add(out, along_channels(bias, out.dim()), 1, &out);
  }
  record("ConvolutionBackward0", out, {&g, &w, &bias}, {&g, &w}, [at](Backward& b) {
    if (b.needs(0)) b[0] = convolve(at, b.grad(), b.saved(1), {});
    if (b.needs(1)) b[1] = transposed_in_weight(at, b.saved(0), b.grad());
    if (b.needs(2)) b[2] = bias_gradient(b.grad());
  });
  return out;
}

Tensor transposed_in_weight(const Geometry& at, const Tensor& g, const Tensor& x) {
  Tensor out = gradients(at, g, x, {}, false, true, false).weight;
  record("ConvolutionBackwardBackward0", out, {&g, &x}, {&g, &x}, [at](Backward& b) {
    if (b.needs(0)) b[0] = convolve(at, b.saved(1), b.grad(), {});
    if (b.needs(1)) b[1] = transposed_in_input(at, b.saved(0), b.grad(), {});
  });
  return out;
}

// What both directions check; `channels` of w belong to bias.
void check_operands(const char* op, int rank, const Tensor& x, const Tensor& w, const Tensor& bias, int64_t channels,
                    int64_t groups) {
  NT_CHECK(!is_bool(x.dtype()), Code::dtype, "[", op, "] not defined for bool");
  NT_CHECK(x.dtype() == w.dtype() && (!bias.defined() || bias.dtype() == x.dtype()), Code::dtype, "[", op, "] input is ",
           x.dtype(), ", weight ", w.dtype(), bias.defined() ? ", bias " : "", bias.defined() ? name_of(bias.dtype()) : "",
           ": they should be the same");
  NT_CHECK(x.device() == w.device() && (!bias.defined() || bias.device() == x.device()), Code::device, "[", op,
           "] input is on ", x.device(), ", weight on ", w.device());
  NT_CHECK(w.dim() == rank + 2, Code::shape, "[", op, "] weight ", w.sizes(), " has not ", rank + 2, " dimensions");
  NT_CHECK(groups > 0, Code::argument, "[", op, "] groups ", groups, " is not positive");
  NT_CHECK(w.size(0) % groups == 0 && (groups == 1 || groups <= w.size(0)), Code::argument, "[", op, "] ", groups, " groups do not divide weight ", w.sizes());
  NT_CHECK(!bias.defined() || (bias.dim() == 1 && bias.size(0) == channels), Code::shape, "[", op, "] bias ",
           bias.defined() ? bias.sizes() : Dims{}, " does not fit weight ", w.sizes());
  for (int d = 2; d < w.dim(); ++d) {
    NT_CHECK(w.size(d) > 0 && w.size(d) <= INT32_MAX, Code::shape, "[", op, "] kernel ", w.sizes(), " is empty or too large");
  }
}

Tensor batched_conv(int rank, const Tensor& x, const Tensor& w, const Tensor& bias, const Dims& stride,
                    const Dims* padding, const Dims& dilation, int64_t groups) {
  const char* op = kConv[rank - 1];
  check_operands(op, rank, x, w, bias, w.size(0), groups);
  NT_CHECK(x.size(1) == w.size(1) * groups, Code::shape, "[", op, "] input ", x.sizes(), " has ", x.size(1),
           " channels, weight ", w.sizes(), " in ", groups, " groups wants ", w.size(1) * groups);
  Geometry at;
  ConvArgs& args = at.args;
  spread_sizes(op, "stride", stride, rank, 1, 1, args.stride);
  spread_sizes(op, "padding", padding ? *padding : Dims{0}, rank, 0, 0, args.padding);
  spread_sizes(op, "dilation", dilation, rank, 1, 1, args.dilation);
  spatial_sizes(x.sizes(), rank, args.in);
  spatial_sizes(w.sizes(), rank, args.kernel);
  args.dtype = x.dtype();
  args.batch = x.size(0);
  args.in_channels = x.size(1);
  args.out_channels = w.size(0);
  args.groups = groups;
  args.device_index = x.device().index;
  for (int d = 0; d < kSpatial; ++d) {
    if (padding) {
      args.out[d] = window_count(args.in[d], args.kernel[d], args.stride[d], args.padding[d], args.dilation[d], false);
    } else {
      NT_CHECK(args.stride[d] == 1, Code::argument, "[", op, "] padding 'same' goes with stride 1, not ", stride);
      args.padding[d] = args.dilation[d] * (args.kernel[d] - 1) / 2;
      args.out[d] = args.in[d];
    }
    NT_CHECK(args.out[d] > 0, Code::shape, "[", op, "] kernel ", w.sizes(), " with dilation ", args.dilation[d],
             " is larger than input ", x.sizes(), " with padding ", args.padding[d]);
  }
  at.input = x.sizes();
  at.weight = w.sizes();
  at.output = with_spatial(x.sizes(), rank, args.out);
  at.output[1] = args.out_channels;
  return convolve(at, x, w, bias);
}

Tensor batched_transpose(int rank, const Tensor& x, const Tensor& w, const Tensor& bias, const Dims& stride,
                         const Dims& padding, const Dims& output_padding, int64_t groups, const Dims& dilation) {
  const char* op = kTransposed[rank - 1];
  const bool can_multiply = w.dim() > 1 && groups > 0 && groups <= w.size(0);  // else it is refused
  check_operands(op, rank, x, w, bias, can_multiply ? w.size(1) * groups : 0, groups);
  NT_CHECK(x.size(1) == w.size(0), Code::shape, "[", op, "] input ", x.sizes(), " has ", x.size(1), " channels, weight ",
           w.sizes(), " wants ", w.size(0));
  Geometry at;
  ConvArgs& args = at.args;
  int64_t added[kSpatial];
  spread_sizes(op, "stride", stride, rank, 1, 1, args.stride);
  spread_sizes(op, "padding", padding, rank, 0, 0, args.padding);
  spread_sizes(op, "output_padding", output_padding, rank, 0, 0, added);
  spread_sizes(op, "dilation", dilation, rank, 1, 1, args.dilation);
  spatial_sizes(x.sizes(), rank, args.out);
  spatial_sizes(w.sizes(), rank, args.kernel);
  args.dtype = x.dtype();
  args.batch = x.size(0);
  args.in_channels = w.size(1) * groups;
  args.out_channels = x.size(1);
  args.groups = groups;
  args.device_index = x.device().index;
  for (int d = 0; d < kSpatial; ++d) {
    NT_CHECK(added[d] < args.stride[d] || added[d] < args.dilation[d], Code::argument, "[", op, "] output_padding ",
             output_padding, " is neither smaller than stride ", stride, " nor than dilation ", dilation);
    NT_CHECK(args.out[d] > 0 && args.out[d] <= INT32_MAX, Code::shape, "[", op, "] input ", x.sizes(),
             " is empty or too large along a spatial dimension");
    const double reach = static_cast<double>(args.out[d]) * static_cast<double>(args.stride[d]) +
                         static_cast<double>(args.kernel[d]) * static_cast<double>(args.dilation[d]);
    NT_CHECK(reach < 1e15, Code::shape, "[", op, "] input ", x.sizes(), " with stride ", stride, " and dilation ", dilation,
             " gives a size that is too large");
    args.in[d] = (args.out[d] - 1) * args.stride[d] - 2 * args.padding[d] + args.dilation[d] * (args.kernel[d] - 1) +
                 added[d] + 1;
    NT_CHECK(args.in[d] > 0, Code::shape, "[", op, "] input ", x.sizes(), " with kernel ", w.sizes(), " and padding ",
             padding, " gives size ", args.in[d]);
  }
  at.output = x.sizes();
  at.weight = w.sizes();
  at.input = with_spatial(x.sizes(), rank, args.in);
  at.input[1] = args.in_channels;
  return transposed_in_input(at, x, w, bias);
}

// Runs f(x, w, bias) on a batch and in a dtype that the device computes in.
template <class F>
Tensor prepared(const char* op, int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, F f) {
  NT_CHECK(self.dim() == rank + 1 || self.dim() == rank + 2, Code::shape, "[", op, "] input ", self.sizes(), " has neither ",
           rank + 2, " dimensions, (N, C, ...), nor ", rank + 1, ", (C, ...)");
  if (needs_widening(self) && weight.dtype() == self.dtype() && (!bias.defined() || bias.dtype() == self.dtype())) {
    return to(prepared(op, rank, widened(self), widened(weight), widened(bias), f), self.dtype());
  }
  if (self.dim() == rank + 2) return f(self, weight, bias);
  return squeeze(f(unsqueeze(self, 0), weight, bias), {0});
}

}  // namespace

Tensor conv(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride, const Dims& padding,
            const Dims& dilation, int64_t groups) {
  return prepared(kConv[rank - 1], rank, self, weight, bias, [&](const Tensor& x, const Tensor& w, const Tensor& b) {
    return batched_conv(rank, x, w, b, stride, &padding, dilation, groups);
  });
}

Tensor conv_same(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride,
                 const Dims& dilation, int64_t groups) {
  return prepared(kConv[rank - 1], rank, self, weight, bias, [&](const Tensor& x, const Tensor& w, const Tensor& b) {
    return batched_conv(rank, x, w, b, stride, nullptr, dilation, groups);
  });
}

Tensor conv_transpose(int rank, const Tensor& self, const Tensor& weight, const Tensor& bias, const Dims& stride,
                      const Dims& padding, const Dims& output_padding, int64_t groups, const Dims& dilation) {
  return prepared(kTransposed[rank - 1], rank, self, weight, bias, [&](const Tensor& x, const Tensor& w, const Tensor& b) {
    return batched_transpose(rank, x, w, b, stride, padding, output_padding, groups, dilation);
  });
}

}  // namespace nt
