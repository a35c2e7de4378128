// Pooling: average and maximum over windows of fixed or adaptive size, and putting maxima back.
#include "core/backend.h"
#include "core/checkpoint.h"
#include "core/late_gradient.h"
#include "core/network_args.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/widen.h"
#include "ops/window.h"
#include "ops/windows.h"

namespace nt {
namespace {

int64_t product(const int64_t (&sizes)[kSpatial]) { return sizes[0] * sizes[1] * sizes[2]; }

// Fills what follows from the input; `nonzero` counts the last dimensions that may not be empty.
PoolArgs plane_args(const char* op, int rank, const Tensor& x, int nonzero) {
  PoolArgs args{};
  NT_CHECK(x.dim() == rank + 1 || x.dim() == rank + 2, Code::shape, "[", op, "] input ", x.sizes(), " has neither ",
           rank + 2, " dimensions, (N, C, ...), nor ", rank + 1, ", (C, ...)");
  for (int d = x.dim() - nonzero; d < x.dim(); ++d) {
    NT_CHECK(x.size(d) > 0, Code::shape, "[", op, "] input ", x.sizes(),
             " is empty along a dimension that is no batch");
    NT_CHECK(x.size(d) <= INT32_MAX, Code::shape, "[", op, "] input ", x.sizes(), " is too large along one dimension");
  }
  args.dtype = x.dtype();
  args.device_index = x.device().index;
  args.planes = 1;
  for (int d = 0; d < x.dim() - rank; ++d) args.planes *= x.size(d);
  spatial_sizes(x.sizes(), rank, args.in);
  for (int d = 0; d < kSpatial; ++d) args.kernel[d] = args.stride[d] = args.dilation[d] = 1;
  return args;
}

void need_floating(const char* op, const Tensor& x) {
  NT_CHECK(is_floating(x.dtype()), Code::dtype, "[", op, "] not defined for ", x.dtype(), ": floating dtypes only");
}

PoolArgs window_args(const char* op, int rank, const Tensor& x, const Dims& kernel_size, const Dims& stride,
                     const Dims& padding, const Dims& dilation, bool ceil_mode) {
  PoolArgs args = plane_args(op, rank, x, rank + 1);
  spread_sizes(op, "kernel_size", kernel_size, rank, 1, 1, args.kernel);
  spread_sizes(op, "stride", stride.empty() ? kernel_size : stride, rank, 1, 1, args.stride);
  spread_sizes(op, "padding", padding, rank, 0, 0, args.padding);
  spread_sizes(op, "dilation", dilation, rank, 1, 1, args.dilation);
  for (int d = 0; d < kSpatial; ++d) {
    NT_CHECK(args.padding[d] <= ((args.kernel[d] - 1) * args.dilation[d] + 1) / 2, Code::argument, "[", op,
             "] padding ", args.padding[d], " is more than half of kernel size ", args.kernel[d]);
    args.out[d] =
        window_count(args.in[d], args.kernel[d], args.stride[d], args.padding[d], args.dilation[d], ceil_mode);
    NT_CHECK(args.out[d] > 0, Code::shape, "[", op, "] kernel ", kernel_size, " is larger than input ", x.sizes(),
             " with padding ", args.padding[d]);
  }
  return args;
}

PoolArgs adaptive_args(const char* op, int rank, const Tensor& x, const Dims& output_size) {
  PoolArgs args = plane_args(op, rank, x, rank);
  spread_sizes(op, "output_size", output_size, rank, -1, 1, args.out);
  for (int d = 0; d < kSpatial; ++d) {
    if (args.out[d] == -1) args.out[d] = args.in[d];
  }
  args.adaptive = true;
  return args;
}

// x's planes and g's planes in rows, as gather wants them.
Tensor in_rows(const Tensor& x, const PoolArgs& args) { return reshape(x, {args.planes, product(args.in)}); }
Tensor out_rows(const Tensor& g, const PoolArgs& args) { return reshape(g, {args.planes, product(args.out)}); }

// What lies at the maxima; `maxima` are PoolArgs' places or indices.
Tensor at_maxima(const Tensor& x, const Tensor& maxima, const PoolArgs& args) {
  Tensor indices = maxima;
  if (maxima.dtype() == Dtype::uint8) {
    indices = Tensor::empty(maxima.sizes(), Dtype::int64, maxima.device());
    places_to_indices(args, maxima.data<uint8_t>(), indices.data<int64_t>());
  }
  return reshape(gather(in_rows(x, args), 1, out_rows(indices, args)), indices.sizes());
}

void set_maxima(PoolArgs& args, const Tensor& maxima) {
  args.indices = nullptr;
  args.places = nullptr;
  if (!maxima.defined()) return;
  if (maxima.dtype() == Dtype::uint8) {
    args.places = maxima.data<uint8_t>();
  } else {
    args.indices = maxima.data<int64_t>();
  }
}

Tensor max_pool_gradient(const Tensor& grad, const Tensor& maxima, PoolArgs args, const Dims& sizes, const char* node) {
  const Tensor g = contiguous(detach(grad));
  Tensor out = Tensor::empty(sizes, g.dtype(), g.device());
  args.grad_output = g.raw();
  set_maxima(args, maxima);
  args.grad_input = out.raw();
  if (out.numel() > 0) backend(g.device()).max_pool_backward(args);
  args.grad_output = args.grad_input = nullptr;
  set_maxima(args, {});
  record(node, out, {&grad}, {&maxima}, [args](Backward& b) { b[0] = at_maxima(b.grad(), b.saved(0), args); });
  return out;
}

struct MaxNodes {
  const char *forward, *backward;
};

// Max pooling's gradient, plane by plane from bytes that say where the maxima are.
class LateMaxPool final : public LateGradient {
 public:
  // `input` is where the pooled tensor was; `zeros` says which results were 0, undefined where that was not written down.
  LateMaxPool(const Tensor& grad, const Tensor& places, const PoolArgs& args, const Dims& sizes, const void* input,
              Tensor zeros)
      : LateGradient(sizes, grad.dtype(), grad.device()),
        grad_(grad),
        places_(places),
        args_(args),
        input_(input),
        zeros_(std::move(zeros)) {}

  void compute(int64_t first, int64_t count, void* to) const override {
    PoolArgs args = pool();
    const int64_t planes = args.planes / sizes()[0], at = first * planes * product(args.out);
    args.planes = count * planes;
    args.grad_output = static_cast<const char*>(args.grad_output) + at * size_of(dtype());
    args.places += at;
    args.grad_input = to;
    backend(device()).max_pool_backward(args);
  }

  PoolArgs pool() const override {
    PoolArgs args = args_;
    args.grad_output = grad_.raw();
    args.places = places_.data<uint8_t>();
    return args;
  }

  // All windows whose maximum is one element have its value as result: if relu gave 0 there, it gave 0 to all of them.
  bool pass_relu(const Tensor& y) override {
    if (!zeros_.defined() || y.raw() != input_ || !y.is_contiguous() || y.sizes() != sizes()) return false;
    grad_ = contiguous(masked_fill(grad_, zeros_, Scalar(0)));
    return true;
  }

 private:
  Tensor grad_, places_;
  PoolArgs args_;
  const void* input_;
  Tensor zeros_;
};

class MaxPoolNode final : public Node, public GivesLate {
 public:
  MaxPoolNode(const PoolArgs& args, MaxNodes nodes, const Tensor& self)
      : Node(nodes.forward), args_(args), backward_(nodes.backward), sizes_(self.sizes()), input_(self.raw()) {}
  // The result is the user's, who may write to it: which of its numbers relu made is written down now.
  void save(const Tensor& self, const Tensor& maxima, const Tensor& output) {
    saved_[0] = Saved(maxima, nullptr);
    if (output.numel() < LateGradient::kFewest || maxima.dtype() != Dtype::uint8) return;
    const Ref<Node> before = grad_fn_of(self);
    const auto* takes = dynamic_cast<const TakesLate*>(before.get());
    if (!takes || !takes->is_relu() || Checkpoint::current()) return;
    saved_[1] = Saved(logical_not(detach(output)), nullptr);
  }
  std::span<Saved> saved() override { return saved_; }

  void apply(const Tensor* grads, Tensor* results) override {
    results[0] = max_pool_gradient(grads[0], saved_[0].get(*this), args_, sizes_, backward_);
  }

  std::unique_ptr<LateGradient> late(const Tensor* grads) override {
    const Tensor maxima = saved_[0].get(*this);
    const bool planes = maxima.dtype() == Dtype::uint8 && maxima.device().is_cpu();
    if (!planes || !grads[0].is_contiguous() || sizes_.size() != 4 || grads[0].numel() == 0) return nullptr;
    return std::make_unique<LateMaxPool>(grads[0], maxima, args_, sizes_, input_, saved_[1].get(*this));
  }

 private:
  Saved saved_[2];  // the maxima's places; which results are 0, where relu gave the input
  PoolArgs args_;
  const char* backward_;
  Dims sizes_;
  const void* input_;  // only to be compared
};

std::pair<Tensor, Tensor> max_pool_of(const Tensor& self, PoolArgs args, int rank, bool with_indices, MaxNodes nodes) {
  const Tensor input = contiguous(detach(self));
  Tensor out = Tensor::empty(with_spatial(self.sizes(), rank, args.out), self.dtype(), self.device());
  Tensor indices, places;
  if (with_indices) {
    indices = Tensor::empty(out.sizes(), Dtype::int64, self.device());
  } else if (any_needs_grad({&self})) {
    const bool bytes = backend(self.device()).max_pool_in_places(args);
    places = Tensor::empty(out.sizes(), bytes ? Dtype::uint8 : Dtype::int64, self.device());
  }
  const Tensor& maxima = with_indices ? indices : places;
  args.input = input.raw();
  args.output = out.raw();
  set_maxima(args, maxima);
  if (out.numel() > 0) backend(self.device()).max_pool_forward(args);
  args.input = nullptr;
  args.output = nullptr;
  set_maxima(args, {});
  if (!any_needs_grad({&self})) return {out, indices};
  auto* node = new MaxPoolNode(args, nodes, self);
  const auto ref = Ref<Node>::adopt(node);
  add_edges(*node, {&self});
  set_history(out, ref);
  node->save(self, maxima, out);
  return {out, indices};
}

struct AvgNodes {
  const char *forward, *backward;
};

Tensor avg_pool_gradient(const Tensor& grad, PoolArgs args, int rank, const Dims& sizes, AvgNodes nodes);

Tensor avg_pool_of(const Tensor& self, PoolArgs args, int rank, AvgNodes nodes) {
  const Tensor input = contiguous(detach(self));
  Tensor out = Tensor::empty(with_spatial(self.sizes(), rank, args.out), self.dtype(), self.device());
  args.input = input.raw();
  args.output = out.raw();
  if (out.numel() > 0) backend(self.device()).avg_pool_forward(args);
  args.input = nullptr;
  args.output = nullptr;
  const Dims sizes = self.sizes();
  record(nodes.forward, out, {&self}, {},
         [args, rank, sizes, nodes](Backward& b) { b[0] = avg_pool_gradient(b.grad(), args, rank, sizes, nodes); });
  return out;
}

// The transpose of a linear map, whose derivative is that map.
Tensor avg_pool_gradient(const Tensor& grad, PoolArgs args, int rank, const Dims& sizes, AvgNodes nodes) {
  const Tensor g = contiguous(detach(grad));
  Tensor out = Tensor::empty(sizes, g.dtype(), g.device());
  args.grad_output = g.raw();
  args.grad_input = out.raw();
  if (out.numel() > 0) backend(g.device()).avg_pool_backward(args);
  args.grad_output = nullptr;
  args.grad_input = nullptr;
  record(nodes.backward, out, {&grad}, {},
         [args, rank, nodes](Backward& b) { b[0] = avg_pool_of(b.grad(), args, rank, nodes); });
  return out;
}

const char* const kMax[] = {"max_pool1d", "max_pool2d", "max_pool3d"};
const char* const kAvg[] = {"avg_pool1d", "avg_pool2d", "avg_pool3d"};
const char* const kAdaptiveMax[] = {"adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d"};
const char* const kAdaptiveAvg[] = {"adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d"};
const char* const kUnpool[] = {"max_unpool1d", "max_unpool2d", "max_unpool3d"};

constexpr MaxNodes kMaxNodes[] = {{"MaxPool2DWithIndicesBackward0", "MaxPool2DWithIndicesBackwardBackward0"},
                                  {"MaxPool3DWithIndicesBackward0", "MaxPool3DWithIndicesBackwardBackward0"}};
constexpr MaxNodes kAdaptiveMaxNodes[] = {{"AdaptiveMaxPool2DBackward0", "AdaptiveMaxPool2DBackwardBackward0"},
                                          {"AdaptiveMaxPool3DBackward0", "AdaptiveMaxPool3DBackwardBackward0"}};
constexpr AvgNodes kAvgNodes[] = {{"AvgPool2DBackward0", "AvgPool2DBackwardBackward0"},
                                  {"AvgPool3DBackward0", "AvgPool3DBackwardBackward0"}};
constexpr AvgNodes kAdaptiveAvgNodes[] = {{"AdaptiveAvgPool2DBackward0", "AdaptiveAvgPool2DBackwardBackward0"},
                                          {"AdaptiveAvgPool3DBackward0", "AdaptiveAvgPool3DBackwardBackward0"}};

}  // namespace

std::pair<Tensor, Tensor> max_pool(int rank, const Tensor& self, const Dims& kernel_size, const Dims& stride,
                                   const Dims& padding, const Dims& dilation, bool ceil_mode, bool with_indices) {
  if (needs_widening(self)) {
    auto [out, indices] =
        max_pool(rank, widened(self), kernel_size, stride, padding, dilation, ceil_mode, with_indices);
    return {to(out, self.dtype()), indices};
  }
  const char* op = kMax[rank - 1];
  need_floating(op, self);
  return max_pool_of(self, window_args(op, rank, self, kernel_size, stride, padding, dilation, ceil_mode), rank,
                     with_indices, kMaxNodes[rank == 3]);
}

std::pair<Tensor, Tensor> adaptive_max_pool(int rank, const Tensor& self, const Dims& output_size, bool with_indices) {
  if (needs_widening(self)) {
    auto [out, indices] = adaptive_max_pool(rank, widened(self), output_size, with_indices);
    return {to(out, self.dtype()), indices};
  }
  const char* op = kAdaptiveMax[rank - 1];
  need_floating(op, self);
  return max_pool_of(self, adaptive_args(op, rank, self, output_size), rank, with_indices,
                     kAdaptiveMaxNodes[rank == 3]);
}

Tensor avg_pool(int rank, const Tensor& self, const Dims& kernel_size, const Dims& stride, const Dims& padding,
                bool ceil_mode, bool count_include_pad, const int64_t* divisor_override) {
  if (needs_widening(self)) {
    return to(
        avg_pool(rank, widened(self), kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override),
        self.dtype());
  }
  const char* op = kAvg[rank - 1];
  if (self.dtype() != Dtype::int64) need_floating(op, self);
  NT_CHECK(!divisor_override || *divisor_override != 0, Code::argument, "[", op, "] divisor_override is 0");
  PoolArgs args = window_args(op, rank, self, kernel_size, stride, padding, {1}, ceil_mode);
  args.count_include_pad = count_include_pad;
  args.divisor_override = divisor_override ? *divisor_override : 0;
  return avg_pool_of(self, args, rank, kAvgNodes[rank == 3]);
}

Tensor adaptive_avg_pool(int rank, const Tensor& self, const Dims& output_size) {
  if (needs_widening(self)) return to(adaptive_avg_pool(rank, widened(self), output_size), self.dtype());
  const char* op = kAdaptiveAvg[rank - 1];
  need_floating(op, self);
  return avg_pool_of(self, adaptive_args(op, rank, self, output_size), rank, kAdaptiveAvgNodes[rank == 3]);
}

// The p-th root of the sum of p-th powers; a negative sum counts as 0.
Tensor lp_pool(int rank, const Tensor& self, double norm_type, const Dims& kernel_size, const Dims& stride,
               bool ceil_mode) {
  int64_t kernel[kSpatial];
  spread_sizes("lp_pool", "kernel_size", kernel_size, rank, 1, 1, kernel);
  const Tensor means =
      avg_pool(rank, pow(self, scalar_tensor(norm_type)), kernel_size, stride, {0}, ceil_mode, true, nullptr);
  return pow(sign(means) * relu(abs(means)) * static_cast<double>(product(kernel)), scalar_tensor(1 / norm_type));
}

Tensor channel_mean(const Tensor& self, int64_t size) {
  if (needs_widening(self)) return to(channel_mean(widened(self), size), self.dtype());
  if (self.dtype() != Dtype::int64) need_floating("local_response_norm", self);
  PoolArgs args{};
  args.dtype = self.dtype();
  args.device_index = self.device().index;
  args.planes = self.size(0);
  for (int d = 0; d < kSpatial; ++d) args.in[d] = args.out[d] = args.kernel[d] = args.stride[d] = args.dilation[d] = 1;
  args.in[1] = args.out[1] = self.size(1);
  for (int d = 2; d < self.dim(); ++d) args.in[2] = args.out[2] = args.in[2] * self.size(d);
  args.kernel[1] = args.divisor_override = size;
  args.padding[1] = size / 2;
  const Tensor planes = reshape(self, {self.size(0), 1, args.in[1], args.in[2]});
  return reshape(avg_pool_of(planes, args, 3, kAvgNodes[self.dim() > 3]), self.sizes());
}

Tensor max_unpool(int rank, const Tensor& self, const Tensor& indices, const Dims& kernel_size, const Dims& stride,
                  const Dims& padding, const Dims& output_size) {
  const char* op = kUnpool[rank - 1];
  need_floating(op, self);
  NT_CHECK(indices.dtype() == Dtype::int64, Code::dtype, "[", op, "] indices are ", indices.dtype(), ", not int64");
  NT_CHECK(indices.sizes() == self.sizes(), Code::shape, "[", op, "] indices ", indices.sizes(), " and input ",
           self.sizes(), " differ in shape");
  NT_CHECK(indices.device() == self.device(), Code::device, "[", op, "] input is on ", self.device(), ", indices on ",
           indices.device());
  PoolArgs args = plane_args(op, rank, self, rank + 1);
  spread_sizes(op, "kernel_size", kernel_size, rank, 1, 1, args.kernel);
  spread_sizes(op, "stride", stride.empty() ? kernel_size : stride, rank, 1, 1, args.stride);
  spread_sizes(op, "padding", padding, rank, 0, 0, args.padding);
  spatial_sizes(self.sizes(), rank, args.out);
  const Dims given = output_size.size() == rank + 2 ? Dims(output_size.data() + 2, rank) : output_size;
  NT_CHECK(given.empty() || given.size() == rank, Code::argument, "[", op, "] output_size ", output_size,
           " has neither ", rank, " nor ", rank + 2, " numbers");
  for (int d = kSpatial - rank; d < kSpatial; ++d) {
    args.in[d] = (args.out[d] - 1) * args.stride[d] + args.kernel[d] - 2 * args.padding[d];
    if (given.empty()) continue;
    const int64_t wanted = given[d - (kSpatial - rank)];
    NT_CHECK(wanted > args.in[d] - args.stride[d] && wanted < args.in[d] + args.stride[d], Code::argument, "[", op,
             "] output_size ", output_size, ": ", wanted, " is not within a stride of ", args.in[d]);
    args.in[d] = wanted;
  }
  const Dims sizes = with_spatial(self.sizes(), rank, args.in);
  for (int64_t size : sizes) NT_CHECK(size >= 0, Code::argument, "[", op, "] the result would have shape ", sizes);
  const Tensor values = contiguous(detach(self)), places = contiguous(indices);
  Tensor out = Tensor::empty(sizes, self.dtype(), self.device());
  args.grad_output = values.raw();
  args.indices = places.data<int64_t>();
  args.grad_input = out.raw();
  if (values.numel() > 0) backend(self.device()).max_unpool(args);
  args.grad_output = args.grad_input = nullptr;
  args.indices = nullptr;
  record(rank == 3 ? "MaxUnpool3DBackward0" : "MaxUnpool2DBackward0", out, {&self}, {&places},
         [args](Backward& b) { b[0] = at_maxima(b.grad(), b.saved(0), args); });
  return out;
}

}  // namespace nt
