// A function of the host language: a derivative, a hook, a forward pass to run again. What it throws stays on its side of
// the border: it returns a number, and here that becomes an error.
#pragma once

#include <cstdint>
#include <span>

#include "core/tensor.h"

struct nt_tensor;

namespace nt {

class Callback : public RefCounted {
 public:
  // As nt_callback in the C ABI.
  using Call = int32_t (*)(void* state, nt_tensor* const* given, int32_t given_count, nt_tensor** results,
                           int32_t result_count);
  using Free = void (*)(void* state);

  Callback(Call call, void* state, Free free) : call_(call), state_(state), free_(free) {}
  ~Callback() {
    if (free_) free_(state_);
  }
  Callback(const Callback&) = delete;
  Callback& operator=(const Callback&) = delete;

  void operator()(std::span<const Tensor> given, std::span<Tensor> results) const;

 private:
  Call call_;
  void* state_;
  Free free_;
};

void dispose(Callback* callback);

}  // namespace nt
