#include "autograd/engine.h"

#include <algorithm>
#include <span>
#include <string>

#include "autograd/accumulate_grad.h"
#include "autograd/node_numbers.h"
#include "core/anomaly.h"
#include "core/graph.h"
#include "core/late_gradient.h"
#include "ops/ops.h"
#include "ops/base_table.h"

namespace nt {
namespace {

// Sums over broadcast dimensions and converts, so that a gradient looks like the tensor that it belongs to.
Tensor fit(const Node& by, const Node& target, int output_nr, Tensor result) {
  const OutputMeta& meta = target.outputs[static_cast<size_t>(output_nr)];
  if (result.sizes() != meta.sizes) {
    bool reducible = result.dim() >= meta.sizes.size();
    for (int i = 1; reducible && i <= meta.sizes.size(); ++i) {
      const int64_t want = meta.sizes[meta.sizes.size() - i];
      reducible = want == 1 || want == result.size(result.dim() - i);
    }
    NT_CHECK(reducible, Code::autograd, "[", by.name(), "] gave a gradient of sizes ", result.sizes(), " for ",
             target.name(), "'s result of sizes ", meta.sizes);
    result = sum_to_size(result, meta.sizes);
  }
  if (result.dtype() != meta.dtype) result = to(result, meta.dtype, result.device());
  if (result.device() != meta.device) result = to(result, result.dtype(), meta.device);
  return result;
}

std::string recorded_at(const Node& node) {
  const NodeExtras* extras = node.extras();
  if (!extras || extras->called_from().empty()) return "; its op was called before anomaly detection was switched on";
  return "; its op was called\n" + extras->called_from();
}

// Anomaly mode: errors say where the op was called, and a gradient that is NaN is one.
void apply_and_watch(Node& node, const Tensor* grads, std::vector<Tensor>& results) {
  const Running running(node);
  try {
    node.apply(grads, results.data());
  } catch (const Error& error) {
    if (error.code() == Code::callback) throw;  // the host has its own exception
    fail(error.code(), error.what(), recorded_at(node));
  }
  const GradMode off(false);
  for (size_t i = 0; i < results.size(); ++i) {
    const Tensor& result = results[i];
    if (!result.defined() || !is_floating(result.dtype())) continue;
    NT_CHECK(!*to(any(isnan(result)), Dtype::boolean, {}).data<bool>(), Code::autograd, "[", node.name(),
             "] gave NaN in the gradient of its input ", i, recorded_at(node));
  }
}

bool any_defined(std::span<const Tensor> tensors) {
  return std::any_of(tensors.begin(), tensors.end(), [](const Tensor& t) { return t.defined(); });
}

// The state of one run, apart from the graph, so that several threads may run graphs that share nodes. The caller keeps the
// roots, and the roots keep all other nodes.
class Run {
 public:
  Run(BackwardOptions options) : options_(options) {}

  // Counts, without recursion, how many edges lead to each node that the roots reach.
  void discover(const std::vector<Edge>& roots) {
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

  // A gradient asked for by grad(): kept instead of passed to a leaf.
  void capture(const Edge& edge, size_t slot) {
    const uint32_t number = numbers_.find(edge.node.get());
    if (number == NodeNumbers::kNone) return;
    captures_.push_back({number, edge.output_nr, slot});
    states_[number].captured = true;
  }

  // Only nodes on a path from the roots to one of these run.
  void restrict_to(const std::vector<Edge>& targets, const std::vector<Edge>& roots) {
    for (State& state : states_) state.wanted = state.runs = false;
    for (const Edge& target : targets) {
      const uint32_t number = numbers_.find(target.node.get());
      if (number == NodeNumbers::kNone) continue;
      states_[number].wanted = true;
      states_[number].runs = target.node->variable() && !states_[number].captured;
    }
    for (const Edge& root : roots) decide(numbers_.find(root.node.get()));
  }

  void enter(const Edge& root, Tensor grad) {
    deliver(states_[numbers_.find(root.node.get())], root.output_nr, std::move(grad));
  }

  void run(const std::vector<Edge>& roots, std::vector<Tensor>* captured) {
    for (const Edge& root : roots) push_if_ready(numbers_.find(root.node.get()));
    std::vector<Tensor> results;
    while (!ready_.empty()) {
      std::pop_heap(ready_.begin(), ready_.end());
      const uint32_t number = ready_.back().number;
      ready_.pop_back();
      State& state = states_[number];
      InlineVector<Tensor, 1> grads = std::move(state.grads);
      grads.resize(state.node->outputs.size());
      results.assign(state.node->edges.size(), Tensor{});
      if (state.late && take_late(state, grads[0], results)) continue;
      if (any_defined({grads.begin(), grads.size()})) {
        NodeExtras* extras = state.node->extras();
        if (extras) {
          replace_gradients(*state.node, *extras, grads);
          retain(*extras, grads);
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

 private:
  struct Capture {
    uint32_t number;
    int output_nr;
    size_t slot;
  };
  struct State {
    Node* node = nullptr;
    size_t first_edge = 0;  // in targets_
    int waiting = 0;
    bool wanted = true;  // its gradients are of use
    bool runs = true;    // and go on from here
    bool captured = false;
    bool queued = false;
    bool decided = false;
    InlineVector<Tensor, 1> grads;
    std::unique_ptr<LateGradient> late;  // in place of its only gradient
  };
  struct Ready {
    uint64_t sequence;
    uint32_t number;
    bool operator<(const Ready& other) const { return sequence < other.sequence; }
  };

  std::span<const uint32_t> targets_of(const State& state) const {
    return {targets_.data() + state.first_edge, state.node->edges.size()};
  }

  // Depth first, without recursion: a node is wanted where one that it leads to is, so those are decided before it.
  void decide(uint32_t root) {
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

  void push_if_ready(uint32_t number) {
    State& state = states_[number];
    if (state.waiting > 0 || std::exchange(state.queued, true)) return;
    ready_.push_back({state.node->sequence(), number});
    std::push_heap(ready_.begin(), ready_.end());
  }

  void deliver(State& state, int output_nr, Tensor grad) {
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

  // Hooks on the tensors that the node made.
  static void replace_gradients(const Node& node, const NodeExtras& extras, InlineVector<Tensor, 1>& grads) {
    for (const Hook& hook : extras.hooks(HookKind::gradient)) {
      Tensor& grad = grads[static_cast<size_t>(hook.output_nr)];
      if (!grad.defined()) continue;
      Tensor other;
      (*hook.call)({&grad, 1}, {&other, 1});
      if (other.defined()) grad = checked(node, node.outputs[static_cast<size_t>(hook.output_nr)], std::move(other));
    }
  }

  // What a hook gives in a gradient's place.
  static Tensor checked(const Node& node, const OutputMeta& meta, Tensor grad) {
    NT_CHECK(grad.sizes() == meta.sizes, Code::shape, "[hook] a hook at ", node.name(), " gave a gradient of sizes ",
             grad.sizes(), " for a tensor of sizes ", meta.sizes);
    return grad.dtype() == meta.dtype && grad.device() == meta.device ? grad : to(grad, meta.dtype, meta.device);
  }

  // Tensors that asked to keep their gradient although they are no leaves.
  static void retain(const NodeExtras& extras, const InlineVector<Tensor, 1>& grads) {
    for (const RetainedGrad& retained : extras.retained()) {
      const Tensor& grad = grads[static_cast<size_t>(retained.output_nr)];
      if (grad.defined()) *retained.slot = Ref<TensorImpl>::share(grad.impl());
    }
  }

  // Runs the node, between its hooks.
  void apply(Node& node, const NodeExtras* extras, InlineVector<Tensor, 1>& grads, std::vector<Tensor>& results) {
    if (extras) {
      for (const Hook& hook : extras->hooks(HookKind::before)) {
        std::vector<Tensor> others(grads.size());
        (*hook.call)({grads.begin(), grads.size()}, others);
        for (size_t i = 0; i < others.size(); ++i) {
          if (others[i].defined()) grads[i] = checked(node, node.outputs[i], std::move(others[i]));
        }
      }
    }
    {
      const NodeLock lock(node);
      if (anomaly_enabled()) {
        apply_and_watch(node, grads.data(), results);
      } else {
        node.apply(grads.data(), results.data());
      }
      if (!options_.retain_graph) node.release();
    }
    if (!extras) return;
    for (const Hook& hook : extras->hooks(HookKind::after)) {
      std::vector<Tensor> given = results;
      given.insert(given.end(), grads.begin(), grads.end());
      std::vector<Tensor> others(results.size());
      (*hook.call)(given, others);
      for (size_t i = 0; i < others.size(); ++i) {
        if (others[i].defined()) results[i] = std::move(others[i]);
      }
    }
  }

  bool is_private(const State& state) const {
    return !options_.create_graph && !state.captured && state.runs && !state.node->extras() && !anomaly_enabled();
  }

  // The state that the only result of a node goes to, if it alone feeds it and nobody else sees that gradient; else null.
  State* late_target(const State& state, const LateGradient& grad) {
    const std::span<const uint32_t> targets = targets_of(state);
    if (targets.size() != 1 || targets[0] == NodeNumbers::kNone) return nullptr;
    State& next = states_[targets[0]];
    const bool alone = next.waiting == 1 && next.grads.empty() && next.node->outputs.size() == 1 && next.wanted;
    if (!alone || !is_private(next) || !dynamic_cast<TakesLate*>(next.node)) return nullptr;
    const OutputMeta& meta = next.node->outputs[0];
    return meta.sizes == grad.sizes() && meta.dtype == grad.dtype() && meta.device == grad.device() ? &next : nullptr;
  }

  // Whether the node's result is handed on before it is computed.
  bool give_late(State& state, const InlineVector<Tensor, 1>& grads) {
    if (grads.size() != 1 || grads[0].numel() < LateGradient::kFewest || !is_private(state) || state.node->edges.size() != 1) return false;
    auto* gives = dynamic_cast<GivesLate*>(state.node);
    if (!gives) return false;
    const NodeLock lock(*state.node);
    std::unique_ptr<LateGradient> late = gives->late(grads.begin());
    State* next = late ? late_target(state, *late) : nullptr;
    if (!next) return false;
    if (!options_.retain_graph) state.node->release();
    next->late = std::move(late);
    arrived(targets_of(state)[0]);
    return true;
  }

  // Uses a late gradient, or hands it on; false: grad has been computed from it.
  bool take_late(State& state, Tensor& grad, std::vector<Tensor>& results) {
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

  void arrived(uint32_t target) {
    --states_[target].waiting;
    push_if_ready(target);
  }

  // Hands a node's results on.
  void pass_on(const State& state, std::vector<Tensor>& results) {
    const Node& node = *state.node;
    const std::span<const uint32_t> targets = targets_of(state);
    for (size_t i = 0; i < targets.size(); ++i) {
      if (targets[i] == NodeNumbers::kNone) continue;
      State& next = states_[targets[i]];
      if (results[i].defined() && next.wanted) {
        const int output_nr = node.edges[i].output_nr;
        deliver(next, output_nr, fit(node, *next.node, output_nr, std::exchange(results[i], Tensor{})));
      }
      arrived(targets[i]);
    }
  }

  BackwardOptions options_;
  NodeNumbers numbers_;
  std::vector<State> states_;
  std::vector<uint32_t> targets_;  // the number of the node behind every edge
  std::vector<Capture> captures_;
  std::vector<Ready> ready_;  // a heap: what was recorded last runs first
};

// The gradient that enters at an output.
Tensor root_gradient(const Tensor& output, const Tensor& gradient) {
  if (!gradient.defined()) {
    NT_CHECK(output.numel() == 1, Code::autograd, "[backward] an output of sizes ", output.sizes(),
             " has no gradient of its own: only one-element outputs start from 1, pass a gradient of these sizes");
    return full(output.sizes(), 1, output.dtype(), output.device());
  }
  NT_CHECK(gradient.sizes() == output.sizes(), Code::shape, "[backward] the gradient has sizes ", gradient.sizes(),
           ", the output ", output.sizes());
  return gradient.dtype() == output.dtype() ? gradient : to(gradient, output.dtype(), output.device());
}

// The graph's entries, merged into a run with the gradients that enter there.
std::vector<Edge> roots_of(const std::vector<Tensor>& outputs) {
  NT_CHECK(!outputs.empty(), Code::argument, "[backward] no outputs");
  std::vector<Edge> roots;
  for (const Tensor& output : outputs) {
    Edge edge = gradient_edge(output);
    NT_CHECK(edge.node, Code::autograd, "[backward] an output of sizes ", output.sizes(),
             " does not require grad and has no grad_fn");
    roots.push_back(std::move(edge));
  }
  return roots;
}

std::vector<Tensor> execute(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
                            const std::vector<Tensor>& inputs, bool accumulate, BackwardOptions options) {
  const std::vector<Edge> roots = roots_of(outputs);
  std::vector<Tensor> entering;
  for (size_t i = 0; i < outputs.size(); ++i) {
    entering.push_back(root_gradient(outputs[i], i < gradients.size() ? gradients[i] : Tensor{}));
  }
  GradMode mode(options.create_graph);
  Run run(options);
  run.discover(roots);
  std::vector<Tensor> captured(inputs.size());
  if (!inputs.empty()) {
    std::vector<Edge> targets;
    for (size_t i = 0; i < inputs.size(); ++i) {
      Edge edge;
      {
        GradMode on(true);
        edge = gradient_edge(inputs[i]);
      }
      NT_CHECK(edge.node, Code::autograd, "[backward] input ", i, " of sizes ", inputs[i].sizes(),
               " does not require grad");
      if (!accumulate || !edge.node->variable()) run.capture(edge, i);
      targets.push_back(std::move(edge));
    }
    run.restrict_to(targets, roots);
  }
  for (size_t i = 0; i < roots.size(); ++i) run.enter(roots[i], std::move(entering[i]));
  run.run(roots, &captured);
  return captured;
}

}  // namespace

void backward(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
              const std::vector<Tensor>& inputs, BackwardOptions options) {
  const std::vector<Tensor> captured = execute(outputs, gradients, inputs, true, options);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (captured[i].defined()) accumulate_into(*inputs[i].impl(), captured[i]);
  }
}

std::vector<Tensor> grad(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
                         const std::vector<Tensor>& inputs, BackwardOptions options) {
  NT_CHECK(!inputs.empty(), Code::argument, "[grad] no inputs");
  std::vector<Tensor> result = execute(outputs, gradients, inputs, false, options);
  for (size_t i = 0; i < result.size(); ++i) {
    NT_CHECK(result[i].defined() || options.allow_unused, Code::autograd, "[grad] input ", i, " of sizes ",
             inputs[i].sizes(), " was not used for the outputs: pass allowUnused to get nothing for it");
  }
  return result;
}

}  // namespace nt
