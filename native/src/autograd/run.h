// One run through the graph, from its roots towards its leaves.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "autograd/engine.h"
#include "autograd/node_numbers.h"
#include "core/late_gradient.h"
#include "core/node.h"

namespace nt {

// The state of one run, apart from the graph, so that several threads may run graphs that share nodes. The caller keeps the
// roots, and the roots keep all other nodes.
class Run {
 public:
  explicit Run(BackwardOptions options) : options_(options) {}

  // Counts, without recursion, how many edges lead to each node that the roots reach.
  void discover(const std::vector<Edge>& roots);
  // A gradient asked for by grad(): kept instead of passed to a leaf.
  void capture(const Edge& edge, size_t slot);
  // Only nodes on a path from the roots to one of these run.
  void restrict_to(const std::vector<Edge>& targets, const std::vector<Edge>& roots);
  void enter(const Edge& root, Tensor grad);
  void run(const std::vector<Edge>& roots, std::vector<Tensor>* captured);

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
  void decide(uint32_t root);
  void push_if_ready(uint32_t number);
  void deliver(State& state, int output_nr, Tensor grad);
  void apply(Node& node, const NodeExtras* extras, std::span<Tensor> grads, std::vector<Tensor>& results);
  void arrived(uint32_t target);
  // Hands a node's results on.
  void pass_on(const State& state, std::vector<Tensor>& results);

  // Late gradients, in run_late.cpp.
  bool is_private(const State& state) const;
  State* late_target(const State& state, const LateGradient& grad);
  // Whether the node's result is handed on before it is computed.
  bool give_late(State& state, std::span<const Tensor> grads);
  // Uses a late gradient, or hands it on; false: grad has been computed from it.
  bool take_late(State& state, Tensor& grad, std::vector<Tensor>& results);

  BackwardOptions options_;
  NodeNumbers numbers_;
  std::vector<State> states_;
  std::vector<uint32_t> targets_;  // the number of the node behind every edge
  std::vector<Capture> captures_;
  std::vector<Ready> ready_;  // a heap: what was recorded last runs first
};

}  // namespace nt
