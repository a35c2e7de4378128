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
  // `owner` is the node that computes this tensor, where the tensor is its own result: then only the data is kept, for a
  // reference to itself would never be freed.
  Saved(const Tensor& tensor, const Node* owner);
  ~Saved();
  Saved(Saved&&) noexcept;
  Saved& operator=(Saved&&) noexcept;

  Tensor get(const Node& by) const;
  void reset();
  bool defined() const { return impl_ || recomputed_; }
  // Bytes of its elements; none where it will be computed again.
  int64_t bytes() const { return impl_ ? impl_->numel * size_of(impl_->dtype) : 0; }

 private:
  Ref<TensorImpl> impl_;
  std::unique_ptr<Recomputed> recomputed_;  // instead of impl_, inside a checkpoint
  uint32_t version_ = 0;
  bool is_result_ = false;
  bool released_ = false;
  int output_nr_ = 0;
};

}  // namespace nt
