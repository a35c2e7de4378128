// Views in numbers: one node for all parts, so that a backward pass joins their gradients once.
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/scatter.h"
#include "ops/shape.h"

namespace nt {
namespace {

// A part as a view without a node of its own.
Tensor bare_view(const Tensor& self, const Dims& sizes, const Dims& strides, int64_t offset) {
  Tensor out = Tensor::over(self.storage_ref(), sizes, strides, offset, self.dtype());
  if (is_floating(self.dtype())) set_view(out, self);
  return out;
}

class PartsBackward final : public Node {
 public:
  PartsBackward(const char* name, int dim, bool stacks) : Node(name), dim_(dim), stacks_(stacks) {}
  void apply(const Tensor* grads, Tensor* results) override {
    std::vector<Tensor> parts;
    for (size_t i = 0; i < outputs.size(); ++i) {
      const OutputMeta& meta = outputs[i];
      parts.push_back(grads[i].defined() ? grads[i] : zeros(meta.sizes, meta.dtype, meta.device));
    }
    results[0] = stacks_ ? stack(parts, dim_) : cat(parts, dim_);
  }

 private:
  int dim_;
  bool stacks_;
};

void record_parts(const char* name, const Tensor& self, int dim, bool stacks, std::vector<Tensor>& parts) {
  if (parts.empty() || !any_needs_grad({&self})) return;
  auto node = Ref<Node>::adopt(new PartsBackward(name, dim, stacks));
  node->edges.push_back(gradient_edge(self));
  for (Tensor& part : parts) set_history(part, node);
}

}  // namespace

std::vector<Tensor> split_with_sizes(const Tensor& self, const std::vector<int64_t>& lengths, int64_t dim) {
  NT_CHECK(self.dim() > 0, Code::index, "[split] a 0-d tensor has no dimension to split");
  const int d = wrap_dim("split", dim, self.dim());
  int64_t total = 0;
  for (int64_t length : lengths) {
    NT_CHECK(length >= 0 && length <= self.size(d) - total, Code::argument, "[split] part ", length, " at ", total,
             " does not lie in dimension ", d, " of ", self.sizes());
    total += length;
  }
  NT_CHECK(total == self.size(d), Code::argument, "[split] the parts add up to ", total, ", dimension ", d, " of ",
           self.sizes(), " has ", self.size(d));
  std::vector<Tensor> parts;
  Dims sizes = self.sizes();
  int64_t start = 0;
  for (int64_t length : lengths) {
    sizes[d] = length;
    parts.push_back(bare_view(self, sizes, self.strides(), self.offset() + (length > 0 ? start * self.stride(d) : 0)));
    start += length;
  }
  record_parts("SplitWithSizesBackward0", self, d, false, parts);
  return parts;
}

std::vector<Tensor> unbind(const Tensor& self, int64_t dim) {
  NT_CHECK(self.dim() > 0, Code::index, "[unbind] a 0-d tensor has no dimension to unbind");
  const int d = wrap_dim("unbind", dim, self.dim());
  Dims sizes = self.sizes(), strides = self.strides();
  sizes.erase(d);
  strides.erase(d);
  std::vector<Tensor> parts;
  for (int64_t i = 0; i < self.size(d); ++i) {
    parts.push_back(bare_view(self, sizes, strides, self.offset() + i * self.stride(d)));
  }
  record_parts("UnbindBackward0", self, d, true, parts);
  return parts;
}

Tensor unfold(const Tensor& self, int64_t dim, int64_t size, int64_t step) {
  const int d = wrap_dim("unfold", dim, self.dim());
  const int64_t length = self.dim() == 0 ? 1 : self.size(d);
  NT_CHECK(size >= 0 && size <= length, Code::argument, "[unfold] windows of ", size, " do not fit dimension ", d, " of ",
           self.sizes());
  NT_CHECK(step > 0, Code::argument, "[unfold] step ", step, " is not positive");
  Dims sizes = self.sizes(), strides = self.strides();
  const int64_t stride = self.dim() == 0 ? 1 : self.stride(d);
  sizes.push_back(size);
  strides.push_back(stride);
  if (self.dim() > 0) {
    sizes[d] = (length - size) / step + 1;
    if (__builtin_mul_overflow(stride, step, &strides[d])) strides[d] = 1;  // there is one window
  }
  Tensor out = bare_view(self, sizes, strides, self.offset());
  const Dims whole = self.sizes();
  record("UnfoldBackward0", out, {&self}, {}, [whole, d, length, size, step](Backward& b) {
    const Tensor none = zeros(whole, b.grad().dtype(), b.grad().device());
    if (whole.empty()) {
      b[0] = sum(b.grad());
      return;
    }
    // Each element's gradient is the sum over the windows that show it.
    const Tensor places = reshape(unfold(arange(0, length, 1, Dtype::int64, none.device()), 0, size, step), {-1});
    const Tensor windows = movedim(b.grad(), {-1}, {d + 1});
    b[0] = size == 0 ? none : index_add(none, d, places, flatten(windows, d, d + 1), 1);
  });
  return out;
}

}  // namespace nt
