#include "core/saved.h"

#include "core/checkpoint.h"
#include "core/graph.h"

namespace nt {

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
  if (is_result_) {
    if (tensor.impl()->autograd) output_nr_ = tensor.impl()->autograd->output_nr;
  } else {
    Edge edge = gradient_edge(tensor);
    made_by_ = std::move(edge.node);
    output_nr_ = edge.output_nr;
  }
  if (Checkpoint* checkpoint = Checkpoint::current()) {
    // A leaf is there anyway.
    if (!made_by_ || !made_by_->variable()) recomputed_ = checkpoint->save(tensor);
    if (recomputed_) return;
  }
  Tensor data = tensor.alias();
  data_ = std::move(data.ref());
}

void Saved::reset() {
  data_ = nullptr;
  recomputed_ = nullptr;
  made_by_ = nullptr;
  released_ = true;
}

void Saved::check_version(const Node& by) const {
  const Storage& storage = *data_->storage;
  NT_CHECK(storage.version() == version_, Code::autograd, "[", by.name(), "] a ", data_->dtype, " ", data_->sizes,
           " tensor saved for the gradient was changed in place by ", storage.last_change(), ": it is at version ",
           storage.version(), ", saved at version ", version_);
}

Tensor Saved::get(const Node& by) const {
  NT_CHECK(!released_, Code::autograd, "[", by.name(),
           "] backward a second time through a graph whose saved tensors were freed: pass retainGraph to the first");
  if (!defined()) return {};
  if (data_) check_version(by);
  const Tensor data = recomputed_ ? recomputed_->value(by) : Tensor{data_};
  if (!grad_enabled()) return data;
  if (TensorImpl* leaf = made_by_ ? made_by_->variable() : nullptr; leaf && leaf->storage == data.storage_ref()) {
    return Tensor{Ref<TensorImpl>::share(leaf)};
  }
  Ref<Node> node = is_result_ ? Ref<Node>::share(const_cast<Node*>(&by)) : made_by_;
  Tensor result = data.alias();
  if (node) {
    result.impl()->autograd = std::make_unique<AutogradMeta>();
    result.impl()->autograd->grad_fn = std::move(node);
    result.impl()->autograd->output_nr = output_nr_;
  }
  return result;
}

}  // namespace nt
