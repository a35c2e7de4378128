// Recording an op's derivative: a closure over saved tensors.
#pragma once

#include <initializer_list>

#include "core/graph.h"

namespace nt {

template <class F>
class ClosureNode;

// What a closure sees while it runs.
class Backward {
 public:
  Backward(const Node& node, const Saved* saved, const Tensor* grads, Tensor* results)
      : node_(node), saved_(saved), grads_(grads), results_(results) {}
  bool needs(int input) const { return node_.needs(input); }
  const Tensor& grad(int output = 0) const { return grads_[output]; }
  Tensor saved(int i) const { return saved_[i].get(node_); }
  // The first `count` saved tensors.
  std::vector<Tensor> saved_list(size_t count) const {
    std::vector<Tensor> list;
    for (size_t i = 0; i < count; ++i) list.push_back(saved(static_cast<int>(i)));
    return list;
  }
  // The gradient for one input; may stay undefined for zero.
  Tensor& operator[](int input) { return results_[input]; }

 private:
  const Node& node_;
  const Saved* saved_;
  const Tensor* grads_;
  Tensor* results_;
};

template <class F>
class ClosureNode final : public Node {
 public:
  ClosureNode(const char* name, F formula) : Node(name), formula_(std::move(formula)) {}
  void apply(const Tensor* grads, Tensor* results) override {
    Backward context(*this, saved_.begin(), grads, results);
    formula_(context);
  }
  std::span<Saved> saved() override { return {saved_.begin(), saved_.size()}; }
  void save(int i, const Tensor& tensor, bool is_result) {
    if (saved_.size() <= static_cast<size_t>(i)) saved_.resize(static_cast<size_t>(i) + 1);
    saved_[static_cast<size_t>(i)] = Saved(tensor, is_result ? this : nullptr);
  }

 private:
  InlineVector<Saved, 4> saved_;
  F formula_;
};

inline bool any_needs_grad(std::initializer_list<const Tensor*> inputs) {
  if (!grad_enabled()) return false;
  for (const Tensor* input : inputs) {
    if (input->defined() && is_floating(input->dtype()) && needs_grad(*input)) return true;
  }
  return false;
}

inline void add_edges(Node& node, std::initializer_list<const Tensor*> inputs) {
  for (const Tensor* input : inputs) node.edges.push_back(input->defined() ? gradient_edge(*input) : Edge{});
}

// Records new tensors of one node. inputs: what gradients go to. saved: operands that the formula reads, in its order; a
// tensor that is one of the results is kept without its graph. Results that are not floating take no part; the others are
// the formula's grad(0), grad(1), ... Nothing is done where no input needs a gradient.
template <class F>
void record_all(const char* name, std::initializer_list<Tensor*> outs, std::initializer_list<const Tensor*> inputs,
                std::initializer_list<const Tensor*> saved, F formula) {
  if (!any_needs_grad(inputs)) return;
  auto* node = new ClosureNode<F>(name, std::move(formula));
  auto ref = Ref<Node>::adopt(node);
  add_edges(*node, inputs);
  for (Tensor* out : outs) {
    if (is_floating(out->dtype())) set_history(*out, ref);
  }
  int i = 0;
  for (const Tensor* tensor : saved) {
    bool is_result = false;
    for (const Tensor* out : outs) is_result = is_result || (tensor->defined() && tensor->is_same(*out));
    node->save(i++, *tensor, is_result);
  }
}

// The same for one result.
template <class F>
void record(const char* name, Tensor& out, std::initializer_list<const Tensor*> inputs,
            std::initializer_list<const Tensor*> saved, F formula) {
  if (is_floating(out.dtype())) record_all(name, {&out}, inputs, saved, std::move(formula));
}

}  // namespace nt
