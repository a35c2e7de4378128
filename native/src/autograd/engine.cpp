#include "autograd/engine.h"

#include <algorithm>
#include <unordered_map>

#include "autograd/accumulate_grad.h"
#include "core/graph.h"
#include "ops/ops.h"
#include "ops/table.h"

namespace nt {
namespace {

// Sums over broadcast dimensions and converts, so that a gradient looks like the tensor that it belongs to.
Tensor fit(const Node& by, const Node& target, const OutputMeta& meta, const Tensor& grad) {
  Tensor result = grad;
  if (result.sizes() != meta.sizes) {
    bool reducible = result.dim() >= meta.sizes.size();
    for (int i = 1; reducible && i <= meta.sizes.size(); ++i) {
      const int64_t want = meta.sizes[meta.sizes.size() - i];
      reducible = want == 1 || want == result.size(result.dim() - i);
    }
    NT_CHECK(reducible, Code::internal, "[", by.name(), "] gave a gradient of sizes ", result.sizes(), " for ",
             target.name(), "'s result of sizes ", meta.sizes);
    result = sum_to_size(result, meta.sizes);
  }
  if (result.dtype() != meta.dtype) result = to(result, meta.dtype, result.device());
  if (result.device() != meta.device) result = to(result, result.dtype(), meta.device);
  return result;
}

// The state of one run, apart from the graph, so that several threads may run graphs that share nodes.
class Run {
 public:
  Run(BackwardOptions options) : options_(options) {}

  // Counts, without recursion, how many edges lead to each node that the roots reach.
  void discover(const std::vector<Edge>& roots) {
    std::vector<Node*> stack;
    for (const Edge& root : roots) {
      if (states_.try_emplace(root.node.get()).second) stack.push_back(root.node.get());
    }
    while (!stack.empty()) {
      Node* node = stack.back();
      stack.pop_back();
      for (const Edge& edge : node->edges) {
        if (!edge.node) continue;
        auto [at, fresh] = states_.try_emplace(edge.node.get());
        ++at->second.waiting;
        if (fresh) stack.push_back(edge.node.get());
      }
    }
  }

  // A gradient asked for by grad(): kept instead of passed to a leaf.
  void capture(const Edge& edge, size_t slot) {
    auto at = states_.find(edge.node.get());
    if (at != states_.end()) at->second.captures.push_back({edge.output_nr, slot});
  }

  // Only nodes on a path from the roots to one of these run.
  void restrict_to(const std::vector<Edge>& targets, const std::vector<Edge>& roots) {
    for (auto& [node, state] : states_) state.wanted = state.runs = false;
    for (const Edge& target : targets) {
      auto at = states_.find(target.node.get());
      if (at == states_.end()) continue;
      at->second.wanted = true;
      at->second.runs = target.node->variable() && at->second.captures.empty();
    }
    for (const Edge& root : roots) decide(root.node.get());
  }

  void deliver(const Edge& edge, Tensor grad) {
    State& state = states_[edge.node.get()];
    if (state.grads.size() < edge.node->outputs.size()) state.grads.resize(edge.node->outputs.size());
    Tensor& slot = state.grads[static_cast<size_t>(edge.output_nr)];
    if (!slot.defined()) {
      slot = std::move(grad);
    } else if (!options_.create_graph && slot.impl()->use_count() == 1 && slot.storage().use_count() == 1 &&
               slot.is_contiguous() && !slot.impl()->autograd) {
      add(slot, grad, 1, &slot);
    } else {
      slot = add(slot, grad);
    }
  }

  void run(const std::vector<Edge>& roots, std::vector<Tensor>* captured) {
    for (const Edge& root : roots) push_if_ready(root.node);
    std::vector<Tensor> results;
    while (!heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end(), later);
      Ref<Node> node = std::move(heap_.back());
      heap_.pop_back();
      State& state = states_[node.get()];
      std::vector<Tensor> grads = std::move(state.grads);
      state.grads.clear();
      grads.resize(node->outputs.size());
      for (const Capture& c : state.captures) (*captured)[c.slot] = grads[static_cast<size_t>(c.output_nr)];
      step(*node, state, grads, results);
    }
  }

 private:
  struct Capture {
    int output_nr;
    size_t slot;
  };
  struct State {
    int waiting = 0;
    bool wanted = true;  // its gradients are of use
    bool runs = true;    // and go on from here
    bool queued = false;
    bool decided = false;
    std::vector<Tensor> grads;
    std::vector<Capture> captures;
  };

  // Depth first, without recursion: a node is wanted where one that it leads to is, so those are decided before it.
  void decide(Node* root) {
    std::vector<std::pair<Node*, size_t>> path;
    auto enter = [&](Node* node) {
      if (!std::exchange(states_[node].decided, true)) path.emplace_back(node, 0);
    };
    enter(root);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next < node->edges.size()) {
        if (Node* below = node->edges[next++].node.get()) enter(below);
        continue;
      }
      State& state = states_[node];
      for (const Edge& edge : node->edges) state.runs |= edge.node && states_[edge.node.get()].wanted;
      state.wanted |= state.runs;
      path.pop_back();
    }
  }

  static bool later(const Ref<Node>& a, const Ref<Node>& b) { return a->sequence() < b->sequence(); }

  void push_if_ready(const Ref<Node>& node) {
    State& state = states_[node.get()];
    if (state.waiting > 0 || state.queued) return;
    state.queued = true;
    heap_.push_back(node);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  // Runs one node and hands its results on.
  void step(Node& node, const State& state, const std::vector<Tensor>& grads, std::vector<Tensor>& results) {
    results.assign(node.edges.size(), Tensor{});
    const bool any = std::any_of(grads.begin(), grads.end(), [](const Tensor& g) { return g.defined(); });
    if (any) retain(node, grads);
    if (any && state.runs) {
      node.apply(grads.data(), results.data());
      if (!options_.retain_graph) node.release();
    }
    for (size_t i = 0; i < node.edges.size(); ++i) {
      const Edge& edge = node.edges[i];
      if (!edge.node) continue;
      State& next = states_[edge.node.get()];
      if (results[i].defined() && next.wanted) {
        const OutputMeta& meta = edge.node->outputs[static_cast<size_t>(edge.output_nr)];
        deliver(edge, fit(node, *edge.node, meta, std::exchange(results[i], Tensor{})));
      }
      --next.waiting;
      push_if_ready(edge.node);
    }
  }

  // Tensors that asked to keep their gradient although they are no leaves.
  static void retain(const Node& node, const std::vector<Tensor>& grads) {
    for (const RetainedGrad& retained : node.retained) {
      const Tensor& grad = grads[static_cast<size_t>(retained.output_nr)];
      if (grad.defined()) *retained.slot = Ref<TensorImpl>::share(grad.impl());
    }
  }

  BackwardOptions options_;
  std::unordered_map<Node*, State> states_;
  std::vector<Ref<Node>> heap_;
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
      NT_CHECK(edge.node, Code::autograd, "[backward] input ", i, " of sizes ", inputs[i].sizes(), " does not require grad");
      if (!accumulate || !edge.node->variable()) run.capture(edge, i);
      targets.push_back(std::move(edge));
    }
    run.restrict_to(targets, roots);
  }
  for (size_t i = 0; i < roots.size(); ++i) run.deliver(roots[i], std::move(entering[i]));
  run.run(roots, &captured);
  return captured;
}

}  // namespace

void backward(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients, const std::vector<Tensor>& inputs,
              BackwardOptions options) {
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
