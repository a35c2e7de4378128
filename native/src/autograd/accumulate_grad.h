#pragma once

#include "core/node.h"

namespace nt {

// The end of a path: adds what arrives to a leaf's .grad. It is the leaf's own, made when a graph first asks for it; while
// graphs hold it, it holds the leaf.
class AccumulateGrad final : public Node {
 public:
  void apply(const Tensor* grads, Tensor* results) override;
  TensorImpl* variable() const override { return leaf_; }

  static Ref<Node> of(const Tensor& leaf);

 private:
  explicit AccumulateGrad(TensorImpl* leaf);
  void unreferenced() override;

  TensorImpl* leaf_;
};

// Adds grad to tensor's .grad under a lock; used for leaves and for tensors that retain their gradient.
void accumulate_into(TensorImpl& tensor, const Tensor& grad);

}  // namespace nt
