#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_view(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out) {
  return boundary([&] { give(out, view(*In(self), dims(shape, shape_count))); });
}

nt_status nt_reshape(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out) {
  return boundary([&] { give(out, reshape(*In(self), dims(shape, shape_count))); });
}

nt_status nt_flatten(const nt_tensor* self, int64_t start_dim, int64_t end_dim, nt_tensor** out) {
  return boundary([&] { give(out, flatten(*In(self), start_dim, end_dim)); });
}

nt_status nt_transpose(const nt_tensor* self, int64_t dim0, int64_t dim1, nt_tensor** out) {
  return boundary([&] { give(out, transpose(*In(self), dim0, dim1)); });
}

nt_status nt_permute(const nt_tensor* self, const int64_t* order, int32_t order_count, nt_tensor** out) {
  return boundary([&] { give(out, permute(*In(self), dims(order, order_count))); });
}

nt_status nt_expand(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out) {
  return boundary([&] { give(out, expand(*In(self), dims(shape, shape_count))); });
}

nt_status nt_squeeze(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out) {
  return boundary([&] { give(out, squeeze(*In(self), dims(dim, dim_count))); });
}

nt_status nt_unsqueeze(const nt_tensor* self, int64_t dim, nt_tensor** out) {
  return boundary([&] { give(out, unsqueeze(*In(self), dim)); });
}

nt_status nt_select(const nt_tensor* self, int64_t dim, int64_t index, nt_tensor** out) {
  return boundary([&] { give(out, select(*In(self), dim, index)); });
}

nt_status nt_slice(const nt_tensor* self, int64_t dim, int64_t start, int64_t end, int64_t step, nt_tensor** out) {
  return boundary([&] { give(out, slice(*In(self), dim, start, end, step)); });
}

nt_status nt_narrow(const nt_tensor* self, int64_t dim, int64_t start, int64_t length, nt_tensor** out) {
  return boundary([&] { give(out, narrow(*In(self), dim, start, length)); });
}

nt_status nt_as_strided(const nt_tensor* self, const int64_t* shape, int32_t shape_count, const int64_t* strides,
                        int32_t strides_count, int64_t storage_offset, nt_tensor** out) {
  return boundary([&] {
    give(out, as_strided(*In(self), dims(shape, shape_count), dims(strides, strides_count), storage_offset));
  });
}

nt_status nt_diagonal(const nt_tensor* self, int64_t offset, int64_t dim1, int64_t dim2, nt_tensor** out) {
  return boundary([&] { give(out, diagonal(*In(self), offset, dim1, dim2)); });
}

nt_status nt_detach(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, detach(*In(self))); });
}

nt_status nt_data(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, data_of(*In(self))); });
}

nt_status nt_contiguous(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, contiguous(*In(self))); });
}

nt_status nt_clone(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, clone(*In(self))); });
}

nt_status nt_to(const nt_tensor* self, int32_t dtype, int32_t device_type, int32_t device_index, uint8_t copy,
                nt_tensor** out) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    const Device target = device_type == -1 ? t.device() : device(device_type, device_index);
    give(out, to(t, OptionalDtype(dtype).or_else(t.dtype()), target, copy != 0));
  });
}

nt_status nt_copy_into(nt_tensor* self, const nt_tensor* src) {
  return boundary([&] { copy_(In(self).mutable_tensor(), *In(src)); });
}

nt_status nt_fill_into(nt_tensor* self, nt_scalar value) {
  return boundary([&] { fill_(In(self).mutable_tensor(), scalar(value)); });
}

nt_status nt_cat(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor** out) {
  return boundary([&] { give(out, cat(list(tensors, tensors_count), dim)); });
}

nt_status nt_stack(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor** out) {
  return boundary([&] { give(out, stack(list(tensors, tensors_count), dim)); });
}
