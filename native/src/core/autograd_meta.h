// What autograd knows of a tensor. Kept apart from Tensor, so that tensors without gradients pay one null pointer.
#pragma once

#include <atomic>
#include <memory>

#include "core/pool.h"
#include "core/ref.h"

namespace nt {

class Node;
class Tensor;
struct TensorImpl;
void dispose(Node* node);
void dispose(TensorImpl* impl);

struct AutogradMeta : Pooled {
  bool requires_grad = false;  // set by the user on a leaf
  Ref<TensorImpl> grad;
  std::shared_ptr<Ref<TensorImpl>> retained_grad;  // retain_grad: what the node that made this tensor fills
  Ref<Node> grad_fn;  // null for a leaf
  int output_nr = 0;  // which of grad_fn's results this tensor is
  std::atomic<Node*> accumulator{nullptr};  // the leaf's AccumulateGrad, once some graph asked for it; deleted with this

  // A differentiable view: in-place changes of it or of its base go through the base's history.
  Ref<TensorImpl> base;
  uint32_t view_version = 0;  // the storage's version when grad_fn was made; older means: make it anew
  bool view_made_without_grad = false;

  AutogradMeta();
  ~AutogradMeta();
  bool wants_grad() const { return requires_grad || static_cast<bool>(grad_fn); }
};

}  // namespace nt
