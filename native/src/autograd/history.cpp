// How tensors get their place in the graph, and how views and in-place changes keep it right.
#include "autograd/accumulate_grad.h"
#include "autograd/copy_slices.h"
#include "core/graph.h"
#include "ops/ops.h"

namespace nt {
namespace {

AutogradMeta& meta_of(const Tensor& tensor) {
  auto& meta = tensor.impl()->autograd;
  if (!meta) meta = std::make_unique<AutogradMeta>();
  return *meta;
}

OutputMeta output_meta(const Tensor& tensor) { return {tensor.sizes(), tensor.dtype(), tensor.device()}; }

bool is_stale(const Tensor& view, const AutogradMeta& meta) { return meta.base && meta.view_version != view.version(); }

Tensor base_of(const AutogradMeta& meta) { return Tensor{meta.base}; }

}  // namespace

bool needs_grad(const Tensor& tensor) {
  const AutogradMeta* meta = tensor.impl()->autograd.get();
  if (!meta) return false;
  if (meta->wants_grad()) return true;
  return is_stale(tensor, *meta) && !meta->view_made_without_grad && needs_grad(base_of(*meta));
}

Ref<Node> grad_fn_of(const Tensor& tensor) {
  AutogradMeta* meta = tensor.impl()->autograd.get();
  if (!meta) return nullptr;
  if (is_stale(tensor, *meta) && !meta->view_made_without_grad) {
    const Tensor base = base_of(*meta);
    if (needs_grad(base)) {
      meta->grad_fn = as_strided_node(base, tensor);
      meta->output_nr = 0;
      meta->view_version = tensor.version();
    }
  }
  return meta->grad_fn;
}

Edge gradient_edge(const Tensor& tensor) {
  if (!is_floating(tensor.dtype()) || !needs_grad(tensor)) return {};
  if (Ref<Node> node = grad_fn_of(tensor)) return {std::move(node), tensor.impl()->autograd->output_nr};
  return {AccumulateGrad::of(tensor), 0};
}

void set_history(Tensor& out, const Ref<Node>& node) {
  AutogradMeta& meta = meta_of(out);
  meta.grad_fn = node;
  meta.output_nr = static_cast<int>(node->outputs.size());
  node->outputs.push_back(output_meta(out));
}

void rebase_history(Tensor& self, const Ref<Node>& node) {
  AutogradMeta& meta = meta_of(self);
  if (!meta.base) {
    set_history(self, node);
    return;
  }
  node->outputs.push_back(output_meta(self));
  Tensor base = base_of(meta);
  Ref<Node> change = copy_slices_node(base, self, node);
  set_history(base, change);
  meta.grad_fn = as_strided_node(base, self);
  meta.output_nr = 0;
  meta.view_version = self.version();
}

void check_inplace(const char* op, const Tensor& self) {
  NT_CHECK(!self.storage().is_inference() || inference_mode(), Code::autograd, "[", op, "] a ", self.sizes(),
           " tensor made in inference mode cannot be changed in place outside of it: clone it");
  if (!grad_enabled()) return;
  const AutogradMeta* meta = self.impl()->autograd.get();
  if (!meta) return;
  NT_CHECK(meta->grad_fn || !meta->requires_grad, Code::autograd, "[", op, "] a leaf ", self.sizes(),
           " that requires grad cannot be changed in place: detach it, or work under NoGrad");
  if (!meta->base) return;
  const Tensor base = base_of(*meta);
  const AutogradMeta* base_meta = base.impl()->autograd.get();
  NT_CHECK(!base_meta || base_meta->grad_fn || !base_meta->requires_grad, Code::autograd, "[", op, "] a view ",
           self.sizes(), " of a leaf ", base.sizes(),
           " that requires grad cannot be changed in place: work under NoGrad");
  NT_CHECK(
      !meta->view_made_without_grad || !needs_grad(base), Code::autograd, "[", op, "] a view ", self.sizes(),
      " that was made under NoGrad cannot be changed in place while gradients are recorded: its base requires grad");
}

void set_view(Tensor& out, const Tensor& base) {
  AutogradMeta& meta = meta_of(out);
  const AutogradMeta* base_meta = base.impl()->autograd.get();
  const bool is_view = base_meta && base_meta->base;
  meta.base = is_view ? base_meta->base : Ref<TensorImpl>::share(base.impl());
  meta.view_version = out.version();
  meta.view_made_without_grad = !grad_enabled() || (is_view && base_meta->view_made_without_grad);
}

}  // namespace nt
