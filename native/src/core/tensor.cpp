#include "core/tensor.h"

#include "core/node.h"

namespace nt {
namespace {

bool is_row_major(const Dims& sizes, const Dims& strides) {
  int64_t step = 1;
  for (int i = sizes.size() - 1; i >= 0; --i) {
    if (sizes[i] != 1 && strides[i] != step) return false;
    step *= sizes[i];
  }
  return true;
}

}  // namespace

void dispose(TensorImpl* impl) { delete impl; }

Tensor Tensor::empty(const Dims& sizes, Dtype dtype, Device device) {
  for (int64_t size : sizes) {
    NT_CHECK(size >= 0, Code::argument, "[empty] negative size ", size, " in ", sizes);
  }
  auto impl = Ref<TensorImpl>::adopt(new TensorImpl());
  impl->numel = numel_of(sizes);
  impl->storage = Storage::allocate(impl->numel * size_of(dtype), device);
  impl->sizes = sizes;
  impl->strides = contiguous_strides(sizes);
  impl->dtype = dtype;
  return Tensor(std::move(impl));
}

Tensor Tensor::over(Ref<Storage> storage, const Dims& sizes, const Dims& strides, int64_t offset, Dtype dtype) {
  auto impl = Ref<TensorImpl>::adopt(new TensorImpl());
  impl->storage = std::move(storage);
  impl->offset = offset;
  impl->numel = numel_of(sizes);
  impl->sizes = sizes;
  impl->strides = strides;
  impl->dtype = dtype;
  impl->contiguous = impl->numel == 0 || is_row_major(sizes, strides);
  return Tensor(std::move(impl));
}

Tensor Tensor::alias() const {
  auto impl = Ref<TensorImpl>::adopt(new TensorImpl());
  impl->storage = impl_->storage;
  impl->offset = impl_->offset;
  impl->numel = impl_->numel;
  impl->sizes = impl_->sizes;
  impl->strides = impl_->strides;
  impl->dtype = impl_->dtype;
  impl->contiguous = impl_->contiguous;
  impl->wrapped_number = impl_->wrapped_number;
  return Tensor(std::move(impl));
}

}  // namespace nt
