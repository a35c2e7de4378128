// A tensor that a node keeps for its derivative, with the version that it had: a later in-place change is an error that
// names both ops.
#pragma once

#include <cstdint>
#include <memory>

#include "core/tensor.h"

namespace nt {

class Node;

class Saved {
 public:
  Saved() = default;
  // `owner` is the node that computes this tensor, where the tensor is its own result. The data is kept apart from the
  // tensor: that may become the node's own descendant, by an in-place change, and the two would hold each other for ever.
  Saved(const Tensor& tensor, const Node* owner);

  // The tensor; with its place in the graph only where gradients are recorded.
  Tensor get(const Node& by) const;
  void reset() {
    contents_ = nullptr;
    released_ = true;
  }
  bool defined() const { return static_cast<bool>(contents_); }
  // Bytes of its elements; none where it will be computed again.
  int64_t bytes() const;

 private:
  struct Contents;
  struct Delete {
    void operator()(Contents* contents) const;
  };

  std::unique_ptr<Contents, Delete> contents_;  // apart: most of the places that a node has for tensors stay empty
  bool released_ = false;
};

}  // namespace nt
