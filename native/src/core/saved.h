// A tensor that a node keeps for its derivative, with the version that it had: a later in-place change is an error that
// names both ops.
#pragma once

#include <cstdint>
#include <memory>

#include "core/tensor.h"

namespace nt {

class Node;
class Recomputed;

class Saved {
 public:
  Saved();
  // `owner` is the node that computes this tensor, where the tensor is its own result. The data is kept apart from the
  // tensor: that may become the node's own descendant, by an in-place change, and the two would hold each other for ever.
  Saved(const Tensor& tensor, const Node* owner);
  ~Saved();
  Saved(Saved&&) noexcept;
  Saved& operator=(Saved&&) noexcept;

  // The tensor; with its place in the graph only where gradients are recorded.
  Tensor get(const Node& by) const;
  void reset();
  bool defined() const { return data_ || recomputed_; }
  // Bytes of its elements; none where it will be computed again.
  int64_t bytes() const { return data_ ? data_->numel * size_of(data_->dtype) : 0; }

 private:
  void check_version(const Node& by) const;

  Ref<TensorImpl> data_;
  std::unique_ptr<Recomputed> recomputed_;  // instead of data_, inside a checkpoint
  Ref<Node> made_by_;  // what computed the tensor, or its AccumulateGrad; null where it needs no gradient, or is a result
  int output_nr_ = 0;
  uint32_t version_ = 0;
  bool is_result_ = false;
  bool released_ = false;
};

}  // namespace nt
