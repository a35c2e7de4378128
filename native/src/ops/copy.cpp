// Copies: between layouts, dtypes and devices.
#include "core/backend.h"
#include "ops/elementwise.h"
#include "ops/layout.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

// Same device, same sizes, any strides and dtypes.
void copy_elements(Tensor& out, const Tensor& src) {
  if (out.numel() == 0) return;
  Iter it = elementwise(out, {&src});
  backend(out.device()).copy(it);
}

Tensor densify(const Tensor& t) {
  Tensor dense = Tensor::empty(t.sizes(), t.dtype(), t.device());
  copy_elements(dense, t);
  return dense;
}

void record_clone(Tensor& out, const Tensor& self) {
  record("CloneBackward0", out, {&self}, {}, [](Backward& b) { b[0] = b.grad(); });
}

// Dense memory, in one order, from one device to another, through the host where neither is the host.
void transfer(Tensor& out, const Tensor& src, bool non_blocking) {
  const int64_t bytes = src.numel() * size_of(src.dtype());
  if (bytes == 0) return;
  if (out.device().is_cpu()) {
    backend(src.device()).copy_to_host(out.raw(), src.raw(), bytes, src.device().index);
  } else if (src.device().is_cpu() && non_blocking && src.storage().is_pinned()) {
    backend(out.device()).copy_from_pinned(out.raw(), src.raw(), bytes, out.device().index);
  } else if (src.device().is_cpu()) {
    backend(out.device()).copy_from_host(out.raw(), src.raw(), bytes, out.device().index);
  } else {
    Tensor host = Tensor::empty(src.sizes(), src.dtype());
    transfer(host, src, false);
    transfer(out, host, false);
  }
}

// Whether the bytes of both lie in one order, without gaps.
bool same_bytes(const Tensor& a, const Tensor& b) {
  if (a.dtype() != b.dtype() || a.sizes() != b.sizes()) return false;
  return (a.is_contiguous() && b.is_contiguous()) || (a.strides() == b.strides() && is_dense(a));
}

void copy_data(Tensor& out, const Tensor& src, bool non_blocking) {
  if (out.device() == src.device()) {
    copy_elements(out, src);
    return;
  }
  if (same_bytes(out, src)) return transfer(out, src, non_blocking);
  // Converted where it is, carried dense, then spread where it is not to lie so.
  const bool as_out = out.sizes() == src.sizes() && is_dense(out);
  Tensor dense =
      as_out ? copy_result(out, out.dtype(), src.device()) : Tensor::empty(src.sizes(), out.dtype(), src.device());
  copy_elements(dense, src);
  if (as_out) return transfer(out, dense, false);
  Tensor arrived = Tensor::empty(src.sizes(), out.dtype(), out.device());
  transfer(arrived, dense, false);
  copy_elements(out, arrived);
}

}  // namespace

Tensor& copy_(Tensor& self, const Tensor& src, bool non_blocking) {
  check_inplace("copy_", self);
  const Dims sizes = broadcast("copy_", self.sizes(), src.sizes());
  Tensor out = result_tensor("copy_", sizes, self.dtype(), self.device(), self, &self);
  const bool recorded = any_needs_grad({&self, &src}) && is_floating(self.dtype());
  const bool same_memory = self.storage().block() == src.storage().block();
  {
    GradMode off(false);
    copy_data(out, same_memory ? densify(src) : src, non_blocking);
  }
  finish_inplace("copy_", self);
  if (recorded) {
    // Nothing of the old elements is left: their gradient is zero. The engine sums and converts for src.
    auto* node = new ClosureNode("CopyBackwards", [](Backward& b) {
      if (b.needs(1)) b[1] = b.grad();
    });
    auto ref = Ref<Node>::adopt(node);
    add_edges(*node, {&self, &src});
    node->edges[0] = {};
    rebase_history(self, ref);
  }
  return self;
}

Tensor& fill_(Tensor& self, Scalar value) {
  check_inplace("fill_", self);
  const bool recorded = any_needs_grad({&self});
  result_tensor("fill_", self.sizes(), self.dtype(), self.device(), self, &self);
  if (self.numel() > 0) {
    const Tensor number = visit_dtype(self.dtype(), [&](auto zero) {
      Tensor t = Tensor::empty({}, self.dtype());
      *t.data<decltype(zero)>() = value.to<decltype(zero)>();
      return t;
    });
    const Tensor local = self.device().is_cpu() ? number : to(number, self.dtype(), self.device());
    copy_elements(self, local);
  }
  finish_inplace("fill_", self);
  if (recorded) {
    auto* node = new ClosureNode("FillBackward0", [](Backward&) {});
    auto ref = Ref<Node>::adopt(node);
    node->edges.resize(1);
    rebase_history(self, ref);
  }
  return self;
}

Tensor clone(const Tensor& self) {
  Tensor out = copy_result(self, self.dtype(), self.device());
  copy_elements(out, self);
  record_clone(out, self);
  return out;
}

Tensor row_major_copy(const Tensor& self) {
  Tensor out = densify(self);
  record_clone(out, self);
  return out;
}

Tensor contiguous(const Tensor& self) { return self.is_contiguous() ? self : row_major_copy(self); }

Tensor to(const Tensor& self, Dtype dtype, Device device, bool copy, bool non_blocking) {
  if (!copy && self.dtype() == dtype && self.device() == device) return self;
  Tensor out = copy_result(self, dtype, device);
  copy_data(out, self, non_blocking);
  record("ToCopyBackward0", out, {&self}, {}, [](Backward& b) { b[0] = b.grad(); });  // the engine converts
  return out;
}

}  // namespace nt
