// Page-locked host memory, from which a GPU copies by itself.
#include <cstring>

#include "ops/layout.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

Tensor pinned(const Dims& sizes, const Dims& strides, Dtype dtype) {
  return Tensor::over(Storage::allocate_pinned(numel_of(sizes) * size_of(dtype)), sizes, strides, 0, dtype);
}

}  // namespace

Tensor empty_pinned(const Dims& sizes, Dtype dtype) {
  for (int64_t size : sizes) {
    NT_CHECK(size >= 0, Code::argument, "[empty] negative size ", size, " in ", sizes);
  }
  Tensor out = pinned(sizes, contiguous_strides(sizes), dtype);
  // A byte that is neither 0 nor 1 would be no truth value.
  if (is_bool(dtype) && out.numel() > 0) std::memset(out.raw(), 0, static_cast<size_t>(out.numel()));
  return out;
}

Tensor pin_memory(const Tensor& self) {
  NT_CHECK(self.device().is_cpu(), Code::device, "[pin_memory] the tensor is on ", self.device(),
           ": only the host's memory can be page-locked");
  if (self.storage().is_pinned()) return self;
  Tensor out = pinned(self.sizes(), elementwise_strides(self.sizes(), {&self}), self.dtype());
  {
    GradMode off(false);
    copy_(out, self);
  }
  record("PinMemoryBackward0", out, {&self}, {}, [](Backward& b) { b[0] = b.grad(); });
  return out;
}

}  // namespace nt
