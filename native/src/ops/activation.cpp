#include "ops/activation.h"

#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/table.h"

namespace nt {

Tensor gelu(const Tensor& self, GeluApproximation approximate, Tensor* into) {
  switch (approximate) {
    case GeluApproximation::none:
      return gelu_exact(self, into);
    case GeluApproximation::tanh:
      return gelu_tanh(self, into);
  }
  fail(Code::argument, "[gelu] ", static_cast<int32_t>(approximate), " is no approximation: 0 none, 1 tanh");
}

Tensor relu6(const Tensor& self, Tensor* into) { return hardtanh(self, 0, 6, into); }

Tensor glu(const Tensor& self, int64_t dim) {
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[glu] not defined for ", self.dtype(), ": floating dtypes only");
  NT_CHECK(self.dim() > 0, Code::shape, "[glu] a tensor without dimensions has no halves");
  const int d = wrap_dim("glu", dim, self.dim());
  const int64_t size = self.size(d);
  NT_CHECK(size % 2 == 0, Code::shape, "[glu] dimension ", d, " has size ", size, ", which has no halves");
  return narrow(self, d, 0, size / 2) * sigmoid(narrow(self, d, size / 2, size / 2));
}

Tensor prelu(const Tensor& self, const Tensor& weight) {
  NT_CHECK(is_floating(self.dtype()) && weight.dtype() == self.dtype(), Code::dtype, "[prelu] of ", self.dtype(),
           " with a weight of ", weight.dtype(), ": one floating dtype is wanted");
  NT_CHECK(weight.dim() <= 1, Code::shape, "[prelu] the weight has sizes ", weight.sizes(), ": at most one dimension is wanted");
  Tensor slope = weight.dim() == 0 ? weight : reshape(weight, {weight.numel()});
  if (weight.numel() != 1) {
    NT_CHECK(self.dim() > 0, Code::shape, "[prelu] ", weight.numel(), " weights for a tensor without dimensions");
    const int64_t channels = self.dim() > 1 ? self.size(1) : 1;
    NT_CHECK(weight.numel() == channels, Code::shape, "[prelu] ", weight.numel(), " weights for ", channels, " channels of ",
             self.sizes());
    Dims sizes = Dims::filled(self.dim(), 1);
    sizes[1] = channels;
    slope = reshape(weight, sizes);
  } else {
    slope = reshape(weight, {});
  }
  Tensor out;
  {
    GradMode off(false);
    // PyTorch's result is dense, with channels last where self has them there.
    const bool channels_last = self.dim() == 4 && permute(self, {0, 2, 3, 1}).is_contiguous();
    const Tensor x = channels_last ? self : contiguous(self);
    out = where(x > 0, x, x * slope);
  }
  record("PreluBackward0", out, {&self, &weight}, {&self, &slope}, [sizes = weight.sizes()](Backward& b) {
    const Tensor x = b.saved(0), g = b.grad();
    const Tensor positive = x > 0;
    if (b.needs(0)) b[0] = where(positive, g, g * b.saved(1));
    if (!b.needs(1)) return;
    // One weight sums over everything, others over all but the channels.
    const Tensor parts = masked_fill(g * x, positive, 0);
    b[1] = reshape(sum_to_size(parts, b.saved(1).sizes()), sizes);
  });
  return out;
}

Tensor softmin(const Tensor& self, int64_t dim, const Dtype* dtype) {
  return softmax(neg(self), dim, false, dtype);
}

Tensor one_hot(const Tensor& self, int64_t num_classes) {
  NT_CHECK(self.dtype() == Dtype::int64, Code::dtype, "[one_hot] of ", self.dtype(), ": int64 is wanted");
  NT_CHECK(num_classes >= -1 && num_classes != 0, Code::argument, "[one_hot] ", num_classes, " classes");
  GradMode off(false);
  if (self.numel() == 0) {
    NT_CHECK(num_classes > 0, Code::argument, "[one_hot] the number of classes of an empty tensor must be given");
    Dims sizes = self.sizes();
    sizes.push_back(num_classes);
    return zeros(sizes, Dtype::int64, self.device());
  }
  auto number = [](const Tensor& t) { return *to(t, Dtype::int64, Device{}).data<int64_t>(); };
  const int64_t low = number(amin(self)), high = number(amax(self));
  NT_CHECK(low >= 0, Code::index, "[one_hot] class ", low, " is negative");
  NT_CHECK(high < int64_t{1} << 40, Code::index, "[one_hot] class ", high, " is too large");
  NT_CHECK(num_classes == -1 || high < num_classes, Code::index, "[one_hot] class ", high, " of ", num_classes);
  const Tensor classes = arange(0, num_classes == -1 ? high + 1 : num_classes, 1, Dtype::int64, self.device());
  return to(eq(unsqueeze(self, -1), classes), Dtype::int64);
}

}  // namespace nt
