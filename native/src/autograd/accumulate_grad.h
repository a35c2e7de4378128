#pragma once

#include "core/node.h"

namespace nt {

// The end of a path: adds what arrives to a leaf's .grad.
class AccumulateGrad final : public Node {
 public:
  explicit AccumulateGrad(const Tensor& leaf);
  ~AccumulateGrad() override;
  void apply(const Tensor* grads, Tensor* results) override;
  TensorImpl* variable() const override { return leaf_.get(); }

  // The leaf's accumulator: the one that a living graph holds, or a new one.
  static Ref<Node> of(const Tensor& leaf);

 private:
  Ref<TensorImpl> leaf_;
};

// Adds grad to tensor's .grad under a lock; used for leaves and for tensors that retain their gradient.
void accumulate_into(TensorImpl& tensor, const Tensor& grad);

}  // namespace nt
