#include "autograd/accumulate_grad.h"

#include <cstdint>
#include <mutex>

#include "core/graph.h"
#include "ops/ops.h"
#include "ops/table.h"

namespace nt {
namespace {

// One lock for many leaves, chosen by address: two threads may accumulate into one leaf.
std::mutex locks[64];
std::mutex& lock_of(const TensorImpl& leaf) {
  return locks[(reinterpret_cast<uintptr_t>(&leaf) >> 6) % 64];
}

// Whether nobody else can see this tensor's memory.
bool is_exclusive(const Tensor& t) {
  return t.impl()->use_count() == 1 && t.storage().use_count() == 1 && t.storage().block() == &t.storage();
}

}  // namespace

AccumulateGrad::AccumulateGrad(const Tensor& leaf) : Node("AccumulateGrad"), leaf_(Ref<TensorImpl>::share(leaf.impl())) {
  // First of all that is ready: gradients are let go early.
  sequence_ = UINT64_MAX;
  outputs.push_back({leaf.sizes(), leaf.dtype(), leaf.device()});
}

AccumulateGrad::~AccumulateGrad() {
  std::lock_guard guard(lock_of(*leaf_));
  if (leaf_->autograd->accumulator == this) leaf_->autograd->accumulator = nullptr;
}

Ref<Node> AccumulateGrad::of(const Tensor& leaf) {
  std::lock_guard guard(lock_of(*leaf.impl()));
  AutogradMeta& meta = *leaf.impl()->autograd;
  if (meta.accumulator && meta.accumulator->try_retain()) return Ref<Node>::adopt(meta.accumulator);
  meta.accumulator = new AccumulateGrad(leaf);
  return Ref<Node>::adopt(meta.accumulator);
}

void AccumulateGrad::apply(const Tensor* grads, Tensor*) {
  if (grads[0].defined()) accumulate_into(*leaf_, grads[0]);
}

void accumulate_into(TensorImpl& tensor, const Tensor& grad) {
  std::lock_guard guard(lock_of(tensor));
  Ref<TensorImpl>& slot = tensor.autograd->grad;
  if (!slot) {
    const bool keep = grad_enabled() || (is_exclusive(grad) && grad.is_contiguous());
    Tensor kept = keep ? grad : clone(grad);
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
