#include "autograd/node_hooks.h"

#include "ops/base_table.h"
#include "ops/ops.h"

namespace nt {
namespace {

// What a hook gives in a gradient's place.
Tensor checked(const Node& node, const OutputMeta& meta, Tensor grad) {
  NT_CHECK(grad.sizes() == meta.sizes, Code::shape, "[hook] a hook at ", node.name(), " gave a gradient of sizes ",
           grad.sizes(), " for a tensor of sizes ", meta.sizes);
  return grad.dtype() == meta.dtype && grad.device() == meta.device ? grad : to(grad, meta.dtype, meta.device);
}

}  // namespace

void call_gradient_hooks(const Node& node, const NodeExtras& extras, std::span<Tensor> grads) {
  for (const Hook& hook : extras.hooks(HookKind::gradient)) {
    Tensor& grad = grads[static_cast<size_t>(hook.output_nr)];
    if (!grad.defined()) continue;
    Tensor other;
    (*hook.call)({&grad, 1}, {&other, 1});
    if (other.defined()) grad = checked(node, node.outputs[static_cast<size_t>(hook.output_nr)], std::move(other));
  }
}

void retain_gradients(const NodeExtras& extras, std::span<const Tensor> grads) {
  for (const RetainedGrad& retained : extras.retained()) {
    const Tensor& grad = grads[static_cast<size_t>(retained.output_nr)];
    if (grad.defined()) *retained.slot = Ref<TensorImpl>::share(grad.impl());
  }
}

void call_hooks_before(const Node& node, const NodeExtras& extras, std::span<Tensor> grads) {
  for (const Hook& hook : extras.hooks(HookKind::before)) {
    std::vector<Tensor> others(grads.size());
    (*hook.call)(grads, others);
    for (size_t i = 0; i < others.size(); ++i) {
      if (others[i].defined()) grads[i] = checked(node, node.outputs[i], std::move(others[i]));
    }
  }
}

void call_hooks_after(const NodeExtras& extras, std::span<const Tensor> grads, std::vector<Tensor>& results) {
  for (const Hook& hook : extras.hooks(HookKind::after)) {
    std::vector<Tensor> given = results;
    given.insert(given.end(), grads.begin(), grads.end());
    std::vector<Tensor> others(results.size());
    (*hook.call)(given, others);
    for (size_t i = 0; i < others.size(); ++i) {
      if (others[i].defined()) results[i] = std::move(others[i]);
    }
  }
}

}  // namespace nt
