#include "capi/boundary.h"
#include "ops/indexed.h"
#include "ops/into.h"
#include "ops/scatter.h"
#include "ops/shape.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_flip(const nt_tensor* self, const int64_t* order, int32_t order_count, nt_tensor** out) {
  return boundary([&] { give(out, flip(*In(self), dims(order, order_count))); });
}

nt_status nt_fliplr(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, fliplr(*In(self))); });
}

nt_status nt_flipud(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, flipud(*In(self))); });
}

nt_status nt_roll(const nt_tensor* self, const int64_t* shifts, int32_t shifts_count, const int64_t* over,
                  int32_t over_count, nt_tensor** out) {
  return boundary([&] { give(out, roll(*In(self), dims(shifts, shifts_count), dims(over, over_count))); });
}

nt_status nt_rot90(const nt_tensor* self, int64_t k, const int64_t* plane, int32_t plane_count, nt_tensor** out) {
  return boundary([&] { give(out, rot90(*In(self), k, dims(plane, plane_count))); });
}

nt_status nt_repeat(const nt_tensor* self, const int64_t* repeats, int32_t repeats_count, nt_tensor** out) {
  return boundary([&] { give(out, repeat(*In(self), dims(repeats, repeats_count))); });
}

nt_status nt_tile(const nt_tensor* self, const int64_t* repeats, int32_t repeats_count, nt_tensor** out) {
  return boundary([&] { give(out, tile(*In(self), dims(repeats, repeats_count))); });
}

nt_status nt_repeat_interleave(const nt_tensor* self, const nt_tensor* repeats, const int64_t* dim,
                               const int64_t* output_size, nt_tensor** out) {
  return boundary([&] { give(out, repeat_interleave(*In(self), *In(repeats), dim, output_size)); });
}

nt_status nt_repeat_interleave_all(const nt_tensor* self, int64_t repeats, const int64_t* dim, const int64_t* output_size,
                                   nt_tensor** out) {
  return boundary([&] { give(out, repeat_interleave(*In(self), repeats, dim, output_size)); });
}

nt_status nt_repeated_positions(const nt_tensor* repeats, const int64_t* output_size, nt_tensor** out) {
  return boundary([&] { give(out, repeated_positions(*In(repeats), output_size)); });
}

nt_status nt_fft_fftshift(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out) {
  return boundary([&] { give(out, fftshift(*In(self), dims(dim, dim_count), false)); });
}

nt_status nt_fft_ifftshift(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out) {
  return boundary([&] { give(out, fftshift(*In(self), dims(dim, dim_count), true)); });
}

nt_status nt_linalg_vander(const nt_tensor* self, const int64_t* n, nt_tensor** out) {
  return boundary([&] { give(out, vander(*In(self), n)); });
}

nt_status nt_tril(const nt_tensor* self, int64_t diagonal, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, into_or_new("tril", *In(self), In(into, true).or_null(), [&](const Tensor& x) { return tril(x, diagonal); }),
         into);
  });
}

nt_status nt_triu(const nt_tensor* self, int64_t diagonal, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, into_or_new("triu", *In(self), In(into, true).or_null(), [&](const Tensor& x) { return triu(x, diagonal); }),
         into);
  });
}

nt_status nt_diag(const nt_tensor* self, int64_t diagonal, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self);
    give(out, into_output("diag", diag(*t, diagonal), In(output, true).or_null(), {&*t}), output);
  });
}

nt_status nt_diagflat(const nt_tensor* self, int64_t offset, nt_tensor** out) {
  return boundary([&] { give(out, diagflat(*In(self), offset)); });
}

nt_status nt_diag_embed(const nt_tensor* self, int64_t offset, int64_t dim1, int64_t dim2, nt_tensor** out) {
  return boundary([&] { give(out, diag_embed(*In(self), offset, dim1, dim2)); });
}

nt_status nt_select_scatter(const nt_tensor* self, const nt_tensor* src, int64_t dim, int64_t index, nt_tensor** out) {
  return boundary([&] { give(out, select_scatter(*In(self), *In(src), dim, index)); });
}

nt_status nt_slice_scatter(const nt_tensor* self, const nt_tensor* src, int64_t dim, const int64_t* start,
                           const int64_t* end, int64_t step, nt_tensor** out) {
  return boundary([&] {
    give(out, slice_scatter(*In(self), *In(src), dim, start ? *start : 0, end ? *end : INT64_MAX, step));
  });
}

nt_status nt_diagonal_scatter(const nt_tensor* self, const nt_tensor* src, int64_t offset, int64_t dim1, int64_t dim2,
                              nt_tensor** out) {
  return boundary([&] { give(out, diagonal_scatter(*In(self), *In(src), offset, dim1, dim2)); });
}

nt_status nt_as_strided_scatter(const nt_tensor* self, const nt_tensor* src, const int64_t* size, int32_t size_count,
                                const int64_t* stride, int32_t stride_count, const int64_t* storage_offset,
                                nt_tensor** out) {
  return boundary([&] {
    give(out, as_strided_scatter(*In(self), *In(src), dims(size, size_count), dims(stride, stride_count), storage_offset));
  });
}
