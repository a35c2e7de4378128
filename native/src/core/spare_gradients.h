// Gradients that nobody wants after the node that runs: its formula may write its result into their memory, which is in the cache.
#pragma once

#include <span>

#include "core/grad_mode.h"
#include "core/tensor.h"

namespace nt {

class SpareGradients {
 public:
  // The gradients given to the node that this thread runs, while this lives; none where somebody looks at them afterwards.
  explicit SpareGradients(std::span<const Tensor> gradients) : before_(current_) { current_ = gradients; }
  ~SpareGradients() { current_ = before_; }
  SpareGradients(const SpareGradients&) = delete;
  SpareGradients& operator=(const SpareGradients&) = delete;

  // `grad` as what an elementwise op writes to, if it is one of them, dense and alone on its memory; else null.
  static Tensor* take(const Tensor& grad) {
    const bool given = !current_.empty() && &grad >= current_.data() && &grad < current_.data() + current_.size();
    if (!given || grad_enabled() || grad.impl()->autograd) return nullptr;
    const Storage& storage = grad.storage();
    const bool alone = grad.impl()->use_count() == 1 && storage.use_count() == 1 && storage.block() == &storage;
    return alone && grad.is_contiguous() && !storage.is_inference() ? const_cast<Tensor*>(&grad) : nullptr;
  }

 private:
  static inline thread_local std::span<const Tensor> current_;
  std::span<const Tensor> before_;
};

}  // namespace nt
