#include "autograd/accumulate_grad.h"

#include <cstdint>
#include <mutex>

#include "core/graph.h"
#include "ops/ops.h"
#include "ops/base_table.h"

namespace nt {
namespace {

// One lock for many leaves, chosen by address: two threads may accumulate into one leaf.
std::mutex locks[64];
std::mutex& lock_of(const TensorImpl& leaf) { return locks[(reinterpret_cast<uintptr_t>(&leaf) >> 6) % 64]; }

// Whether nobody else can see this tensor's memory.
bool is_exclusive(const Tensor& t) {
  return t.impl()->use_count() == 1 && t.storage().use_count() == 1 && t.storage().block() == &t.storage();
}

}  // namespace

AccumulateGrad::AccumulateGrad(TensorImpl* leaf) : Node("AccumulateGrad"), leaf_(leaf) {
  // First of all that is ready: gradients are let go early.
  sequence_ = UINT64_MAX;
  is_leafs_ = true;
  refs_.store(0, std::memory_order_relaxed);
  outputs.push_back({leaf->sizes, leaf->dtype, leaf->storage->device()});
}

Ref<Node> AccumulateGrad::of(const Tensor& leaf) {
  std::atomic<Node*>& slot = leaf.impl()->autograd->accumulator;
  Node* node = slot.load(std::memory_order_acquire);
  if (!node) {
    auto* fresh = new AccumulateGrad(leaf.impl());
    if (slot.compare_exchange_strong(node, fresh, std::memory_order_acq_rel)) {
      node = fresh;
    } else {
      delete static_cast<Node*>(fresh);
    }
  }
  // The first graph that counts the node counts the leaf.
  if (static_cast<AccumulateGrad*>(node)->refs_.fetch_add(1, std::memory_order_acq_rel) == 0) leaf.impl()->retain();
  OutputMeta& meta = node->outputs[0];
  if (meta.sizes != leaf.sizes() || meta.dtype != leaf.dtype() || meta.device != leaf.device()) {
    meta = {leaf.sizes(), leaf.dtype(), leaf.device()};  // .Data was set
  }
  return Ref<Node>::adopt(node);
}

void AccumulateGrad::unreferenced() { Ref<TensorImpl>::adopt(leaf_); }

void AccumulateGrad::apply(const Tensor* grads, Tensor*) {
  if (!grads[0].defined()) return;
  accumulate_into(*leaf_, grads[0]);
  if (!extras()) return;
  for (const Hook& hook : extras()->hooks(HookKind::accumulated)) {
    const Tensor leaf{Ref<TensorImpl>::share(leaf_)};
    (*hook.call)({&leaf, 1}, {});
  }
}

void accumulate_into(TensorImpl& tensor, const Tensor& grad) {
  std::lock_guard guard(lock_of(tensor));
  Ref<TensorImpl>& slot = tensor.autograd->grad;
  if (!slot) {
    const bool keep = grad_enabled() || (is_exclusive(grad) && grad.is_contiguous());
    Tensor kept = keep ? grad : row_major_copy(grad);
    slot = std::move(kept.ref());
    return;
  }
  Tensor sum{slot};
  if (grad_enabled()) {
    Tensor total = add(sum, grad);
    slot = std::move(total.ref());
  } else {
    add(sum, grad, 1, &sum);
  }
}

}  // namespace nt
