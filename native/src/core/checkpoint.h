// Activation checkpointing: what a function's ops save is not kept but computed again, by running the function a second
// time, when the first of its gradients asks for it.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/callback.h"
#include "core/node.h"

namespace nt {

class Recomputed;

class Checkpoint : public RefCounted {
 public:
  // Runs forward(inputs) and keeps it, to run it again. Its results are the host's affair.
  static void run(Ref<Callback> forward, const std::vector<Tensor>& inputs);

  // The innermost function that runs on this thread; null outside of all.
  static Checkpoint* current();

  // Takes what a node saves. Null where the node must keep it itself: when the function runs again.
  std::unique_ptr<Recomputed> save(const Tensor& tensor);

  // What the place-th saved tensor was, until it is forgotten.
  Tensor value(size_t place, const Node& by);
  void forget(size_t place);

 private:
  struct Place {
    Dims sizes;
    Dtype dtype;
    Tensor value;
    uint32_t version;
  };
  class Scope;

  Checkpoint(Ref<Callback> forward, const std::vector<Tensor>& inputs);
  void run_again(const Node& by);

  Ref<Callback> forward_;
  std::vector<Saved> inputs_;
  std::recursive_mutex mutex_;
  std::vector<Place> places_;
  bool again_ = false;
  size_t next_ = 0;  // while it runs again: the place of what is saved next
};

void dispose(Checkpoint* checkpoint);

// A saved tensor that is a checkpoint's to compute.
class Recomputed {
 public:
  Recomputed(Ref<Checkpoint> checkpoint, size_t place) : checkpoint_(std::move(checkpoint)), place_(place) {}
  ~Recomputed() { checkpoint_->forget(place_); }
  Recomputed(const Recomputed&) = delete;
  Recomputed& operator=(const Recomputed&) = delete;

  Tensor value(const Node& by) const { return checkpoint_->value(place_, by); }

 private:
  Ref<Checkpoint> checkpoint_;
  size_t place_;
};

}  // namespace nt
