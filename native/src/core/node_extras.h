// What few nodes have: gradients to keep, hooks, and where their op was called. Any thread may add to it while another
// runs the node, so lists are handed out as copies.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/callback.h"

namespace nt {

enum class HookKind {
  gradient,     // of one output, before anything else sees it; may replace it
  before,       // of all outputs, where the node runs; may replace them
  after,        // results, then the gradients of the outputs; may replace the results
  accumulated,  // the leaf, after its .grad was changed
};

struct Hook {
  int64_t id;
  HookKind kind;
  int output_nr;  // of HookKind::gradient
  Ref<Callback> call;
};

// Where a tensor that is no leaf finds its gradient (retain_grad): the slot is shared with the tensor.
struct RetainedGrad {
  int output_nr;
  std::shared_ptr<Ref<TensorImpl>> slot;
};

class NodeExtras {
 public:
  int64_t add(HookKind kind, int output_nr, Ref<Callback> call);
  // False where there is no such hook (any more).
  bool remove(int64_t id);
  // In the order in which they were added.
  std::vector<Hook> hooks(HookKind kind) const;

  void retain(RetainedGrad retained);
  std::vector<RetainedGrad> retained() const;

  void set_called_from(std::string place) { called_from_ = std::move(place); }
  const std::string& called_from() const { return called_from_; }

 private:
  mutable std::mutex mutex_;
  std::vector<Hook> hooks_;
  std::vector<RetainedGrad> retained_;
  std::string called_from_;  // written before another thread can see the node
};

}  // namespace nt
