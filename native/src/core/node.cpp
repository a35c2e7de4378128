#include "core/node.h"

namespace nt {
namespace {

thread_local bool recording = true;
thread_local bool deleting = false;
thread_local Node* dead = nullptr;

}  // namespace

AutogradMeta::AutogradMeta() = default;
AutogradMeta::~AutogradMeta() = default;

// Nodes whose last reference goes away while another node is being deleted on this thread wait in a list: a chain of a
// million nodes is freed by a loop, not by a million nested destructors.
void dispose(Node* node) {
  node->next_dead_ = std::exchange(dead, node);
  if (deleting) return;
  deleting = true;
  while (dead) {
    Node* next = std::exchange(dead, dead->next_dead_);
    delete next;
  }
  deleting = false;
}

uint64_t Node::next_sequence() {
  thread_local uint64_t counter = 0;  // orders the nodes of a thread, as in PyTorch
  return ++counter;
}

Saved::Saved(const Tensor& tensor, const Node* owner) {
  if (!tensor.defined()) return;
  version_ = tensor.version();
  is_result_ = owner != nullptr;
  if (is_result_) {
    Tensor data = Tensor::over(tensor.storage_ref(), tensor.sizes(), tensor.strides(), tensor.offset(), tensor.dtype());
    if (tensor.impl()->autograd) output_nr_ = tensor.impl()->autograd->output_nr;
    impl_ = std::move(data.ref());
  } else {
    impl_ = Ref<TensorImpl>::share(tensor.impl());
  }
}

Tensor Saved::get(const Node& by) const {
  NT_CHECK(!released_, Code::autograd, "[", by.name(),
           "] backward a second time through a graph whose saved tensors were freed: pass retainGraph to the first");
  if (!impl_) return {};
  Tensor tensor{impl_};
  if (tensor.version() != version_) {
    fail(Code::autograd, "[", by.name(), "] a ", tensor.dtype(), " ", tensor.sizes(),
         " tensor saved for the gradient was changed in place by ", tensor.storage().last_change(), ": it is at version ",
         tensor.version(), ", saved at version ", version_);
  }
  if (!is_result_) return tensor;
  // The result belongs to the graph again, for second derivatives.
  Tensor result = Tensor::over(impl_->storage, impl_->sizes, impl_->strides, impl_->offset, impl_->dtype);
  result.impl()->autograd = std::make_unique<AutogradMeta>();
  result.impl()->autograd->grad_fn = Ref<Node>::share(const_cast<Node*>(&by));
  result.impl()->autograd->output_nr = output_nr_;
  return result;
}

bool grad_enabled() { return recording; }
bool set_grad_enabled(bool enabled) {
  const bool before = recording;
  recording = enabled;
  return before;
}

}  // namespace nt
