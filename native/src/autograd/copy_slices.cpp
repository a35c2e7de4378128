#include "autograd/copy_slices.h"

#include <algorithm>

#include "core/graph.h"
#include "ops/ops.h"

namespace nt {
namespace {

// Where a view lies in its base.
struct Geometry {
  Dims base_sizes, base_strides, sizes, strides;
  int64_t offset;

  Geometry(const Tensor& base, const Tensor& view)
      : base_sizes(base.sizes()),
        base_strides(base.strides()),
        sizes(view.sizes()),
        strides(view.strides()),
        offset(view.offset() - base.offset()) {}

  // A tensor of zeros with the base's sizes and strides, so that the view's geometry fits it.
  Tensor zeros_like_base(const Tensor& like) const {
    int64_t extent = 1;
    for (int d = 0; d < base_sizes.size(); ++d) extent += (base_sizes[d] - 1) * base_strides[d];
    if (numel_of(base_sizes) == 0) extent = 0;
    const Tensor memory = zeros({extent}, like.dtype(), like.device());
    return as_strided(memory, base_sizes, base_strides, 0);
  }
  // Whether several elements of the view may be one of the base: sorted by stride, each dimension must step over all
  // that the faster ones reach.
  bool overlaps() const {
    Dims order;
    for (int d = 0; d < sizes.size(); ++d) {
      if (sizes[d] > 1) order.push_back(d);
    }
    std::sort(order.begin_mutable(), order.begin_mutable() + order.size(),
              [&](int64_t a, int64_t b) { return strides[static_cast<int>(a)] < strides[static_cast<int>(b)]; });
    int64_t reach = 0;
    for (int64_t d : order) {
      const int64_t stride = strides[static_cast<int>(d)];
      if (stride <= reach) return true;
      reach += stride * (sizes[static_cast<int>(d)] - 1);
    }
    return false;
  }
};

Tensor part_of(const Tensor& whole, const Geometry& g) { return as_strided(whole, g.sizes, g.strides, g.offset); }

class AsStridedBackward final : public Node {
 public:
  AsStridedBackward(const Tensor& base, const Tensor& view) : Node("AsStridedBackward0"), geometry_(base, view) {}
  void apply(const Tensor* grads, Tensor* results) override {
    Tensor result = geometry_.zeros_like_base(grads[0]);
    if (!geometry_.overlaps()) {
      Tensor part = part_of(result, geometry_);
      copy_(part, grads[0]);
      results[0] = result;
      return;
    }
    // Gradients of one element of the base add up.
    const int64_t extent = result.storage().bytes() / size_of(result.dtype());
    const Tensor places = as_strided(arange(0, extent, 1, Dtype::int64, result.device()), geometry_.sizes,
                                     geometry_.strides, geometry_.offset);
    const Tensor memory = scatter_add(zeros({extent}, result.dtype(), result.device()), 0, reshape(places, {-1}),
                                      reshape(grads[0], {-1}));
    results[0] = as_strided(memory, geometry_.base_sizes, geometry_.base_strides, 0);
  }

 private:
  Geometry geometry_;
};

class CopySlices final : public Node {
 public:
  CopySlices(const Tensor& base, const Tensor& view, const Ref<Node>& change)
      : Node("CopySlices"), geometry_(base, view), change_(change) {
    edges.push_back(gradient_edge(base));
    for (size_t i = 1; i < change->edges.size(); ++i) edges.push_back(change->edges[i]);
    // What the change gives for the view goes to the base. It must not hold the view: the view holds the base, and the base
    // this node.
    change->edges[0] = edges[0];
  }
  void apply(const Tensor* grads, Tensor* results) override {
    NT_CHECK(
        change_, Code::autograd,
        "[CopySlices] backward a second time through a graph whose saved tensors were freed: pass retainGraph to the "
        "first");
    Tensor result = geometry_.zeros_like_base(grads[0]);
    copy_(result, grads[0]);
    const Tensor grad = clone(part_of(result, geometry_));
    std::vector<Tensor> inner(change_->edges.size());
    change_->apply(&grad, inner.data());
    Tensor part = part_of(result, geometry_);
    if (!inner.empty() && inner[0].defined()) {
      copy_(part, inner[0]);
    } else {
      fill_(part, 0);
    }
    if (needs(0)) results[0] = result;
    for (size_t i = 1; i < inner.size(); ++i) results[i] = inner[i];
  }
  void release() override { change_ = nullptr; }

 private:
  Geometry geometry_;
  Ref<Node> change_;
};

}  // namespace

Ref<Node> as_strided_node(const Tensor& base, const Tensor& view) {
  auto node = Ref<Node>::adopt(new AsStridedBackward(base, view));
  node->edges.push_back(gradient_edge(base));
  node->outputs.push_back({view.sizes(), view.dtype(), view.device()});
  return node;
}

Ref<Node> copy_slices_node(const Tensor& base, const Tensor& view, const Ref<Node>& change) {
  return Ref<Node>::adopt(new CopySlices(base, view, change));
}

}  // namespace nt
