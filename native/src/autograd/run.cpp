#include "autograd/run.h"

#include <algorithm>
#include <utility>

#include "autograd/fit_gradient.h"
#include "autograd/node_hooks.h"
#include "autograd/watched_apply.h"
#include "core/anomaly.h"
#include "ops/base_table.h"
#include "ops/ops.h"

namespace nt {

void Run::discover(const std::vector<Edge>& roots) {
  std::vector<uint32_t> stack;
  const auto reach = [&](Node* node) {
    const auto [number, fresh] = numbers_.find_or_add(node);
    if (fresh) {
      states_.emplace_back().node = node;
      stack.push_back(number);
    }
    return number;
  };
  for (const Edge& root : roots) reach(root.node.get());
  while (!stack.empty()) {
    const uint32_t number = stack.back();
    stack.pop_back();
    const auto& edges = states_[number].node->edges;
    const size_t first = states_[number].first_edge = targets_.size();
    targets_.resize(first + edges.size(), NodeNumbers::kNone);
    for (size_t i = 0; i < edges.size(); ++i) {
      if (!edges[i].node) continue;
      targets_[first + i] = reach(edges[i].node.get());
      ++states_[targets_[first + i]].waiting;
    }
  }
}

void Run::capture(const Edge& edge, size_t slot) {
  const uint32_t number = numbers_.find(edge.node.get());
  if (number == NodeNumbers::kNone) return;
  captures_.push_back({number, edge.output_nr, slot});
  states_[number].captured = true;
}

void Run::restrict_to(const std::vector<Edge>& targets, const std::vector<Edge>& roots) {
  for (State& state : states_) state.wanted = state.runs = false;
  for (const Edge& target : targets) {
    const uint32_t number = numbers_.find(target.node.get());
    if (number == NodeNumbers::kNone) continue;
    states_[number].wanted = true;
    states_[number].runs = target.node->variable() && !states_[number].captured;
  }
  for (const Edge& root : roots) decide(numbers_.find(root.node.get()));
}

// Depth first, without recursion: a node is wanted where one that it leads to is, so those are decided before it.
void Run::decide(uint32_t root) {
  std::vector<std::pair<uint32_t, size_t>> path;
  auto enter = [&](uint32_t number) {
    if (!std::exchange(states_[number].decided, true)) path.emplace_back(number, 0);
  };
  enter(root);
  while (!path.empty()) {
    auto& [number, next] = path.back();
    State& state = states_[number];
    const std::span<const uint32_t> targets = targets_of(state);
    if (next < targets.size()) {
      if (const uint32_t below = targets[next++]; below != NodeNumbers::kNone) enter(below);
      continue;
    }
    for (uint32_t target : targets) state.runs |= target != NodeNumbers::kNone && states_[target].wanted;
    state.wanted |= state.runs;
    path.pop_back();
  }
}

void Run::enter(const Edge& root, Tensor grad) {
  deliver(states_[numbers_.find(root.node.get())], root.output_nr, std::move(grad));
}

void Run::run(const std::vector<Edge>& roots, std::vector<Tensor>* captured) {
  for (const Edge& root : roots) push_if_ready(numbers_.find(root.node.get()));
  std::vector<Tensor> results;
  while (!ready_.empty()) {
    std::pop_heap(ready_.begin(), ready_.end());
    const uint32_t number = ready_.back().number;
    ready_.pop_back();
    State& state = states_[number];
    InlineVector<Tensor, 1> received = std::move(state.grads);
    received.resize(state.node->outputs.size());
    const std::span<Tensor> grads(received.begin(), received.size());
    results.assign(state.node->edges.size(), Tensor{});
    if (state.late && take_late(state, grads[0], results)) continue;
    if (std::any_of(grads.begin(), grads.end(), [](const Tensor& grad) { return grad.defined(); })) {
      NodeExtras* extras = state.node->extras();
      if (extras) {
        call_gradient_hooks(*state.node, *extras, grads);
        retain_gradients(*extras, grads);
      }
      if (state.captured) {
        for (const Capture& c : captures_) {
          if (c.number == number) (*captured)[c.slot] = grads[static_cast<size_t>(c.output_nr)];
        }
      }
      if (give_late(state, grads)) continue;
      if (state.runs) apply(*state.node, extras, grads, results);
    }
    pass_on(state, results);
  }
}

void Run::push_if_ready(uint32_t number) {
  State& state = states_[number];
  if (state.waiting > 0 || std::exchange(state.queued, true)) return;
  ready_.push_back({state.node->sequence(), number});
  std::push_heap(ready_.begin(), ready_.end());
}

void Run::deliver(State& state, int output_nr, Tensor grad) {
  if (state.grads.empty()) state.grads.resize(state.node->outputs.size());
  Tensor& slot = state.grads[static_cast<size_t>(output_nr)];
  if (!slot.defined()) {
    slot = std::move(grad);
  } else if (!options_.create_graph && slot.impl()->use_count() == 1 && slot.storage().use_count() == 1 &&
             slot.is_contiguous() && !slot.impl()->autograd) {
    add(slot, grad, 1, &slot);
  } else {
    slot = add(slot, grad);
  }
}

// Runs the node, between its hooks.
void Run::apply(Node& node, const NodeExtras* extras, std::span<Tensor> grads, std::vector<Tensor>& results) {
  if (extras) call_hooks_before(node, *extras, grads);
  {
    const NodeLock lock(node);
    if (anomaly_enabled()) {
      apply_and_watch(node, grads.data(), results);
    } else {
      node.apply(grads.data(), results.data());
    }
    if (!options_.retain_graph) node.release();
  }
  if (extras) call_hooks_after(*extras, grads, results);
}

void Run::arrived(uint32_t target) {
  --states_[target].waiting;
  push_if_ready(target);
}

void Run::pass_on(const State& state, std::vector<Tensor>& results) {
  const Node& node = *state.node;
  const std::span<const uint32_t> targets = targets_of(state);
  for (size_t i = 0; i < targets.size(); ++i) {
    if (targets[i] == NodeNumbers::kNone) continue;
    State& next = states_[targets[i]];
    if (results[i].defined() && next.wanted) {
      const int output_nr = node.edges[i].output_nr;
      deliver(next, output_nr, fit_gradient(node, *next.node, output_nr, std::exchange(results[i], Tensor{})));
    }
    arrived(targets[i]);
  }
}

}  // namespace nt
