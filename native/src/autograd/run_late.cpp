// How a run hands on gradients that are computed where they are used (core/late_gradient.h).
#include "autograd/run.h"
#include "core/anomaly.h"

namespace nt {

// Whether nobody sees the node's gradients but the node.
bool Run::is_private(const State& state) const {
  return !options_.create_graph && !state.captured && state.runs && !state.node->extras() && !anomaly_enabled();
}

// The state that the only result of a node goes to, if it alone feeds it and nobody else sees that gradient; else null.
Run::State* Run::late_target(const State& state, const LateGradient& grad) {
  const std::span<const uint32_t> targets = targets_of(state);
  if (targets.size() != 1 || targets[0] == NodeNumbers::kNone) return nullptr;
  State& next = states_[targets[0]];
  const bool alone = next.waiting == 1 && next.grads.empty() && next.node->outputs.size() == 1 && next.wanted;
  if (!alone || !is_private(next) || !dynamic_cast<TakesLate*>(next.node)) return nullptr;
  const OutputMeta& meta = next.node->outputs[0];
  return meta.sizes == grad.sizes() && meta.dtype == grad.dtype() && meta.device == grad.device() ? &next : nullptr;
}

bool Run::give_late(State& state, std::span<const Tensor> grads) {
  if (grads.size() != 1 || grads[0].numel() < LateGradient::kFewest) return false;
  if (!is_private(state) || state.node->edges.size() != 1) return false;
  auto* gives = dynamic_cast<GivesLate*>(state.node);
  if (!gives) return false;
  const NodeLock lock(*state.node);
  std::unique_ptr<LateGradient> late = gives->late(grads.data());
  State* next = late ? late_target(state, *late) : nullptr;
  if (!next) return false;
  if (!options_.retain_graph) state.node->release();
  next->late = std::move(late);
  arrived(targets_of(state)[0]);
  return true;
}

bool Run::take_late(State& state, Tensor& grad, std::vector<Tensor>& results) {
  std::unique_ptr<LateGradient> late = std::move(state.late);
  auto taken = TakesLate::Taken::no;
  if (is_private(state)) {
    const NodeLock lock(*state.node);
    taken = dynamic_cast<TakesLate&>(*state.node).take(*late, results.data());
    if (taken != TakesLate::Taken::no && !options_.retain_graph) state.node->release();
  }
  if (taken == TakesLate::Taken::no) {
    grad = late->whole();
    return false;
  }
  State* next = taken == TakesLate::Taken::passed ? late_target(state, *late) : nullptr;
  if (next) {
    next->late = std::move(late);
    arrived(targets_of(state)[0]);
    return true;
  }
  if (taken == TakesLate::Taken::passed) results[0] = late->whole();
  pass_on(state, results);
  return true;
}

}  // namespace nt
