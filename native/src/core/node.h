// The autograd graph: a node holds a name, edges to where its gradients go, and what it saved.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/inline_vector.h"
#include "core/tensor.h"

namespace nt {

struct Edge {
  Ref<Node> node;  // null where the input needs no gradient
  int output_nr = 0;
};

// What a gradient must look like: the engine sums and converts to this.
struct OutputMeta {
  Dims sizes;
  Dtype dtype = Dtype::float32;
  Device device;
};

// Where a tensor that is no leaf finds its gradient (retain_grad): the slot is shared with the tensor.
struct RetainedGrad {
  int output_nr;
  std::shared_ptr<Ref<TensorImpl>> slot;
};

class Node : public WeaklyHeld, public Pooled {
 public:
  explicit Node(const char* name) : name_(name) {}
  virtual ~Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // grads has one tensor for each output (undefined where nothing flowed); results one for each edge, undefined ones stand
  // for zero. A result may be left undefined where !needs(i).
  virtual void apply(const Tensor* grads, Tensor* results) = 0;
  // Drops what was saved; a later apply() is an error.
  virtual void release() {}
  // The leaf of an AccumulateGrad node.
  virtual TensorImpl* variable() const { return nullptr; }

  const char* name() const { return name_; }
  uint64_t sequence() const { return sequence_; }
  bool needs(int input) const { return static_cast<bool>(edges[static_cast<size_t>(input)].node); }

  InlineVector<Edge, 3> edges;
  InlineVector<OutputMeta, 1> outputs;
  std::vector<RetainedGrad> retained;

 protected:
  uint64_t sequence_ = next_sequence();

 private:
  friend void dispose(Node* node);
  static uint64_t next_sequence();
  const char* name_;
  Node* next_dead_ = nullptr;
};

// A tensor that a node keeps for its derivative, with the version that it had: a later in-place change is an error that
// names both ops.
class Saved {
 public:
  Saved() = default;
  // `owner` is the node that computes this tensor, where the tensor is its own result: then only the data is kept, for a
  // reference to itself would never be freed.
  Saved(const Tensor& tensor, const Node* owner);
  Tensor get(const Node& by) const;
  void reset() { impl_ = nullptr; released_ = true; }
  bool defined() const { return static_cast<bool>(impl_); }

 private:
  Ref<TensorImpl> impl_;
  uint32_t version_ = 0;
  bool is_result_ = false;
  bool released_ = false;
  int output_nr_ = 0;
};

bool grad_enabled();
bool set_grad_enabled(bool enabled);

class GradMode {
 public:
  explicit GradMode(bool enabled) : before_(set_grad_enabled(enabled)) {}
  ~GradMode() { set_grad_enabled(before_); }
  GradMode(const GradMode&) = delete;
  GradMode& operator=(const GradMode&) = delete;

 private:
  bool before_;
};

}  // namespace nt
