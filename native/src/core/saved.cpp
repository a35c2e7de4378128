#include "core/saved.h"

#include "core/checkpoint.h"
#include "core/graph.h"

namespace nt {

struct Saved::Contents : Pooled {
  Ref<TensorImpl> data;
  std::unique_ptr<Recomputed> recomputed;  // instead of data, inside a checkpoint
  Edge made_by;  // what computed the tensor, or its AccumulateGrad; empty where it needs no gradient, or is a result
  uint32_t version = 0;
  bool is_result = false;

  void check_version(const Node& by) const {
    const Storage& storage = *data->storage;
    NT_CHECK(storage.version() == version, Code::autograd, "[", by.name(), "] a ", data->dtype, " ", data->sizes,
             " tensor saved for the gradient was changed in place by ", storage.last_change(), ": it is at version ",
             storage.version(), ", saved at version ", version);
  }
};

void Saved::Delete::operator()(Contents* contents) const { delete contents; }

Saved::Saved(const Tensor& tensor, const Node* owner) {
  if (!tensor.defined()) return;
  NT_CHECK(!tensor.storage().is_inference(), Code::autograd, "[save] a ", tensor.dtype(), " ", tensor.sizes(),
           " tensor made in inference mode cannot be saved for a gradient: clone it outside of inference mode");
  contents_.reset(new Contents());
  contents_->version = tensor.version();
  contents_->is_result = owner != nullptr;
  if (!owner) {
    contents_->made_by = gradient_edge(tensor);
  } else if (tensor.impl()->autograd) {
    contents_->made_by.output_nr = tensor.impl()->autograd->output_nr;
  }
  if (Checkpoint* checkpoint = Checkpoint::current()) {
    // A leaf is there anyway.
    const Node* node = contents_->made_by.node.get();
    if (!node || !node->variable()) contents_->recomputed = checkpoint->save(tensor);
    if (contents_->recomputed) return;
  }
  Tensor data = tensor.alias();
  contents_->data = std::move(data.ref());
}

int64_t Saved::bytes() const {
  const TensorImpl* data = contents_ ? contents_->data.get() : nullptr;
  return data ? data->numel * size_of(data->dtype) : 0;
}

Tensor Saved::get(const Node& by) const {
  NT_CHECK(!released_, Code::autograd, "[", by.name(),
           "] backward a second time through a graph whose saved tensors were freed: pass retainGraph to the first");
  if (!contents_) return {};
  const Ref<TensorImpl>& kept = contents_->data;
  const Recomputed* recomputed = contents_->recomputed.get();
  const Edge& made_by = contents_->made_by;
  if (kept) contents_->check_version(by);
  const Tensor data = recomputed ? recomputed->value(by) : Tensor{kept};
  if (!grad_enabled()) return data;
  TensorImpl* leaf = made_by.node ? made_by.node->variable() : nullptr;
  if (leaf && leaf->storage == data.storage_ref()) return Tensor{Ref<TensorImpl>::share(leaf)};
  Ref<Node> node = contents_->is_result ? Ref<Node>::share(const_cast<Node*>(&by)) : made_by.node;
  Tensor result = data.alias();
  if (node) {
    result.impl()->autograd = std::make_unique<AutogradMeta>();
    result.impl()->autograd->grad_fn = std::move(node);
    result.impl()->autograd->output_nr = made_by.output_nr;
  }
  return result;
}

}  // namespace nt
