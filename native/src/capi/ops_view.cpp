#include "capi/boundary.h"
#include "ops/indexed.h"
#include "ops/shape.h"

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

nt_status nt_narrow_at(const nt_tensor* self, int64_t dim, const nt_tensor* start, int64_t length, nt_tensor** out) {
  return boundary([&] {
    const In at(start);
    NT_CHECK((*at).numel() == 1 && (*at).dim() == 0 && is_integral((*at).dtype()), Code::argument, "[narrow] start is a ",
             (*at).dtype(), " tensor of sizes ", (*at).sizes(), ", not a 0-d one of integers");
    const Tensor first = to(detach(*at), Dtype::int64, Device{});
    give(out, narrow(*In(self), dim, *first.data<int64_t>(), length));
  });
}

nt_status nt_narrow_copy(const nt_tensor* self, int64_t dim, int64_t start, int64_t length, nt_tensor* output,
                         nt_tensor** out) {
  return boundary([&] {
    const In t(self);
    give(out, into_output("narrow_copy", row_major_copy(narrow(*t, dim, start, length)), In(output, true).or_null(), {&*t}), output);
  });
}

nt_status nt_as_strided(const nt_tensor* self, const int64_t* size, int32_t size_count, const int64_t* stride,
                        int32_t stride_count, const int64_t* storage_offset, nt_tensor** out) {
  return boundary([&] {
    const In t(self);
    give(out, as_strided(*t, dims(size, size_count), dims(stride, stride_count),
                         storage_offset ? *storage_offset : (*t).offset()));
  });
}

nt_status nt_unfold(const nt_tensor* self, int64_t dimension, int64_t size, int64_t step, nt_tensor** out) {
  return boundary([&] { give(out, unfold(*In(self), dimension, size, step)); });
}

nt_status nt_movedim(const nt_tensor* self, const int64_t* source, int32_t source_count, const int64_t* destination,
                     int32_t destination_count, nt_tensor** out) {
  return boundary([&] { give(out, movedim(*In(self), dims(source, source_count), dims(destination, destination_count))); });
}

nt_status nt_unflatten(const nt_tensor* self, int64_t dim, const int64_t* sizes, int32_t sizes_count, nt_tensor** out) {
  return boundary([&] { give(out, unflatten(*In(self), dim, dims(sizes, sizes_count))); });
}

nt_status nt_t(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, t(*In(self))); });
}

nt_status nt_matrix_transpose(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, matrix_transpose(*In(self))); });
}

nt_status nt_atleast_1d(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, atleast_1d(*In(self))); });
}

nt_status nt_atleast_2d(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, atleast_2d(*In(self))); });
}

nt_status nt_atleast_3d(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, atleast_3d(*In(self))); });
}

nt_status nt_split_with_sizes(const nt_tensor* self, const int64_t* split_sizes, int32_t split_sizes_count, int64_t dim,
                              nt_tensor** out) {
  return boundary([&] {
    NT_CHECK(split_sizes_count >= 0, Code::argument, "[split] ", split_sizes_count, " parts");
    if (split_sizes_count > 0) check_pointer(split_sizes, "a list of numbers");
    give_all(out, split_with_sizes(*In(self), std::vector<int64_t>(split_sizes, split_sizes + split_sizes_count), dim));
  });
}

nt_status nt_unbind(const nt_tensor* self, int64_t dim, int64_t count, nt_tensor** out) {
  return boundary([&] {
    const In t(self);
    NT_CHECK((*t).dim() > 0, Code::index, "[unbind] a 0-d tensor has no dimension to unbind");
    const int64_t size = (*t).size(wrap_dim("unbind", dim, (*t).dim()));
    NT_CHECK(count == size, Code::argument, "[unbind] room for ", count, " tensors, but there are ", size);
    if (size > 0) give_all(out, unbind(*t, dim));
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
                uint8_t non_blocking, nt_tensor** out) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    const Device target = device_type == -1 ? t.device() : device(device_type, device_index);
    give(out, to(t, OptionalDtype(dtype).or_else(t.dtype()), target, copy != 0, non_blocking != 0));
  });
}

nt_status nt_copy_into(nt_tensor* self, const nt_tensor* src, uint8_t non_blocking) {
  return boundary([&] { copy_(In(self).mutable_tensor(), *In(src), non_blocking != 0); });
}

nt_status nt_pin_memory(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, pin_memory(*In(self))); });
}

nt_status nt_fill_into(nt_tensor* self, nt_scalar value) {
  return boundary([&] { fill_(In(self).mutable_tensor(), scalar(value)); });
}
