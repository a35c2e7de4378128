// The autograd graph: a node holds a name, edges to where its gradients go, and what it saved.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "core/grad_mode.h"
#include "core/inline_vector.h"
#include "core/node_extras.h"
#include "core/saved.h"
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

class Node : public RefCounted, public Pooled {
 public:
  explicit Node(const char* name);
  virtual ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // grads has one tensor for each output (undefined where nothing flowed); results one for each edge, undefined ones stand
  // for zero. A result may be left undefined where !needs(i).
  virtual void apply(const Tensor* grads, Tensor* results) = 0;
  // What is kept for apply(); emptied by release().
  virtual std::span<Saved> saved() { return {}; }
  // Drops what was saved; a later apply() is an error.
  virtual void release();
  // The leaf of an AccumulateGrad node.
  virtual TensorImpl* variable() const { return nullptr; }

  const char* name() const { return name_; }
  uint64_t sequence() const { return sequence_; }
  bool needs(int input) const { return static_cast<bool>(edges[static_cast<size_t>(input)].node); }
  // Null where there are none.
  NodeExtras* extras() const { return extras_.load(std::memory_order_acquire); }
  NodeExtras& make_extras();

  bool drop() const noexcept {
    return is_leafs_ ? refs_.fetch_sub(1, std::memory_order_acq_rel) == 1 : RefCounted::drop();
  }

  InlineVector<Edge, 2> edges;
  InlineVector<OutputMeta, 1> outputs;

 protected:
  // For a node that belongs to its leaf, not to the graphs that count it: called where the last of them lets go.
  virtual void unreferenced() {}

  uint64_t sequence_;
  bool is_leafs_ = false;

 private:
  friend void dispose(Node* node);
  friend class NodeLock;

  const char* name_;
  std::atomic<NodeExtras*> extras_{nullptr};
  std::atomic<uintptr_t> runner_{0};  // the thread that runs it
  Node* next_dead_ = nullptr;
};

// One thread at a time runs a node and drops what it saved. A node that is reached again from inside its own backward is an
// error: waiting would never end.
class NodeLock {
 public:
  // `reentrant`: only to look at the node, which is fine on the thread that runs it.
  explicit NodeLock(Node& node, bool reentrant = false);
  ~NodeLock();
  NodeLock(const NodeLock&) = delete;
  NodeLock& operator=(const NodeLock&) = delete;

 private:
  Node& node_;
  bool taken_ = true;
};

}  // namespace nt
