#include "core/saved.h"

#include "core/checkpoint.h"
#include "core/node.h"

namespace nt {
namespace {

// The data of a tensor as result number output_nr of a node, for second derivatives.
Tensor in_graph(const TensorImpl& data, Ref<Node> node, int output_nr) {
  Tensor tensor = Tensor::over(data.storage, data.sizes, data.strides, data.offset, data.dtype);
  if (node) {
    tensor.impl()->autograd = std::make_unique<AutogradMeta>();
    tensor.impl()->autograd->grad_fn = std::move(node);
    tensor.impl()->autograd->output_nr = output_nr;
  }
  return tensor;
}

}  // namespace

Saved::Saved() = default;
Saved::~Saved() = default;
Saved::Saved(Saved&&) noexcept = default;
Saved& Saved::operator=(Saved&&) noexcept = default;

Saved::Saved(const Tensor& tensor, const Node* owner) {
  if (!tensor.defined()) return;
  NT_CHECK(!tensor.storage().is_inference(), Code::autograd, "[save] a ", tensor.dtype(), " ", tensor.sizes(),
           " tensor made in inference mode cannot be saved for a gradient: clone it outside of inference mode");
  version_ = tensor.version();
  is_result_ = owner != nullptr;
  if (is_result_ && tensor.impl()->autograd) output_nr_ = tensor.impl()->autograd->output_nr;
  if (Checkpoint* checkpoint = Checkpoint::current()) {
    recomputed_ = checkpoint->save(tensor, is_result_);
    if (recomputed_) return;
  }
  if (is_result_) {
    Tensor data = Tensor::over(tensor.storage_ref(), tensor.sizes(), tensor.strides(), tensor.offset(), tensor.dtype());
    impl_ = std::move(data.ref());
  } else {
    impl_ = Ref<TensorImpl>::share(tensor.impl());
  }
}

void Saved::reset() {
  impl_ = nullptr;
  recomputed_ = nullptr;
  released_ = true;
}

Tensor Saved::get(const Node& by) const {
  NT_CHECK(!released_, Code::autograd, "[", by.name(),
           "] backward a second time through a graph whose saved tensors were freed: pass retainGraph to the first");
  const auto self = [&] { return Ref<Node>::share(const_cast<Node*>(&by)); };
  if (recomputed_) {
    const Tensor data = recomputed_->value(by);
    const Edge& edge = recomputed_->edge();
    return is_result_ ? in_graph(*data.impl(), self(), output_nr_) : in_graph(*data.impl(), edge.node, edge.output_nr);
  }
  if (!impl_) return {};
  Tensor tensor{impl_};
  if (tensor.version() != version_) {
    fail(Code::autograd, "[", by.name(), "] a ", tensor.dtype(), " ", tensor.sizes(),
         " tensor saved for the gradient was changed in place by ", tensor.storage().last_change(), ": it is at version ",
         tensor.version(), ", saved at version ", version_);
  }
  return is_result_ ? in_graph(*impl_, self(), output_nr_) : tensor;
}

}  // namespace nt
