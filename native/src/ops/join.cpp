// Joining tensors.
#include "ops/elementwise.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

class CatBackward final : public Node {
 public:
  CatBackward(int dim, std::vector<int64_t> lengths) : Node("CatBackward0"), dim_(dim), lengths_(std::move(lengths)) {}
  void apply(const Tensor* grads, Tensor* results) override {
    int64_t start = 0;
    for (size_t i = 0; i < lengths_.size(); ++i) {
      if (needs(static_cast<int>(i))) results[i] = narrow(grads[0], dim_, start, lengths_[i]);
      start += lengths_[i];
    }
  }

 private:
  int dim_;
  std::vector<int64_t> lengths_;
};

// PyTorch lets empty 1-d tensors join anything.
bool is_skipped(const Tensor& t) { return t.dim() == 1 && t.numel() == 0; }

}  // namespace

Tensor cat(const std::vector<Tensor>& given, int64_t dim) {
  NT_CHECK(!given.empty(), Code::argument, "[cat] no tensors");
  std::vector<Tensor> tensors;
  Dtype dtype = given[0].dtype();
  for (const Tensor& t : given) {
    NT_CHECK(t.dim() > 0, Code::shape, "[cat] a 0-d tensor cannot be joined");
    NT_CHECK(t.device() == given[0].device(), Code::device, "[cat] tensors are on ", given[0].device(), " and ", t.device());
    dtype = promote(dtype, t.dtype());
    if (!is_skipped(t)) tensors.push_back(t);
  }
  if (tensors.empty()) return Tensor::empty({0}, dtype, given[0].device());
  const Tensor& first = tensors[0];
  const int d = wrap_dim("cat", dim, first.dim());
  Dims sizes = first.sizes();
  sizes[d] = 0;
  std::vector<int64_t> lengths;
  bool recorded = false;
  for (const Tensor& t : tensors) {
    bool fits = t.dim() == first.dim();
    for (int i = 0; fits && i < t.dim(); ++i) fits = i == d || t.size(i) == first.size(i);
    NT_CHECK(fits, Code::shape, "[cat] ", first.sizes(), " and ", t.sizes(), " differ in other dimensions than ", d);
    lengths.push_back(t.size(d));
    sizes[d] += t.size(d);
    recorded = recorded || any_needs_grad({&t});
  }
  Tensor out = Tensor::empty(sizes, dtype, first.device());
  {
    GradMode off(false);
    int64_t start = 0;
    for (size_t i = 0; i < tensors.size(); ++i) {
      Tensor part = narrow(out, d, start, lengths[i]);
      copy_(part, tensors[i]);
      start += lengths[i];
    }
  }
  if (recorded && is_floating(dtype)) {
    auto* node = new CatBackward(d, lengths);
    auto ref = Ref<Node>::adopt(node);
    for (const Tensor& t : tensors) node->edges.push_back(gradient_edge(t));
    set_history(out, ref);
  }
  return out;
}

Tensor stack(const std::vector<Tensor>& tensors, int64_t dim) {
  NT_CHECK(!tensors.empty(), Code::argument, "[stack] no tensors");
  const int d = wrap_dim("stack", dim, tensors[0].dim() + 1);
  std::vector<Tensor> parts;
  for (const Tensor& t : tensors) {
    NT_CHECK(t.sizes() == tensors[0].sizes(), Code::shape, "[stack] ", tensors[0].sizes(), " and ", t.sizes(),
             " differ");
    parts.push_back(unsqueeze(t, d));
  }
  return cat(parts, d);
}

}  // namespace nt
