// A strided view of a storage, counted by reference. The autograd part is null until autograd touches the tensor.
#pragma once

#include <memory>

#include "core/autograd_meta.h"
#include "core/device.h"
#include "core/dims.h"
#include "core/dtype.h"
#include "core/scalar.h"
#include "core/storage.h"

namespace nt {

class Tensor;

struct TensorImpl : RefCounted, Pooled {
  // Not `= default`, which would have `new TensorImpl()` clear all of it first.
  TensorImpl() {}

  Dtype dtype = Dtype::float32;
  bool contiguous = true;
  bool wrapped_number = false;  // a plain number that became a tensor: weak in promotion
  Ref<Storage> storage;
  std::unique_ptr<AutogradMeta> autograd;
  int64_t offset = 0;  // in elements
  int64_t numel = 0;
  Dims sizes;
  Dims strides;  // in elements
};

void dispose(TensorImpl* impl);

class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(Ref<TensorImpl> impl) : impl_(std::move(impl)) {}

  // Row-major memory that is not set.
  static Tensor empty(const Dims& sizes, Dtype dtype, Device device = {});
  // A view over storage; nothing is checked.
  static Tensor over(Ref<Storage> storage, const Dims& sizes, const Dims& strides, int64_t offset, Dtype dtype);

  // The same view of the same storage, which autograd knows nothing of.
  Tensor alias() const;

  bool defined() const { return static_cast<bool>(impl_); }
  TensorImpl* impl() const { return impl_.get(); }
  Ref<TensorImpl>& ref() { return impl_; }
  bool is_same(const Tensor& other) const { return impl_ == other.impl_; }

  const Dims& sizes() const { return impl_->sizes; }
  const Dims& strides() const { return impl_->strides; }
  int64_t size(int dim) const { return impl_->sizes[dim]; }
  int64_t stride(int dim) const { return impl_->strides[dim]; }
  int dim() const { return impl_->sizes.size(); }
  int64_t numel() const { return impl_->numel; }
  int64_t offset() const { return impl_->offset; }
  Dtype dtype() const { return impl_->dtype; }
  Device device() const { return impl_->storage->device(); }
  bool is_contiguous() const { return impl_->contiguous; }
  bool is_wrapped_number() const { return impl_->wrapped_number; }
  Storage& storage() const { return *impl_->storage; }
  const Ref<Storage>& storage_ref() const { return impl_->storage; }
  char* raw() const { return impl_->storage->data() + impl_->offset * size_of(impl_->dtype); }
  template <class T>
  T* data() const {
    return reinterpret_cast<T*>(raw());
  }
  uint32_t version() const { return impl_->storage->version(); }

  bool requires_grad() const { return impl_->autograd && impl_->autograd->wants_grad(); }

 private:
  Ref<TensorImpl> impl_;
};

}  // namespace nt
