/* Views, copies and conversions. */
#ifndef NATIVETORCH_OPS_VIEW_H
#define NATIVETORCH_OPS_VIEW_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The same elements in another shape, sharing memory; one size may be -1. Strides that do not allow it are an error. @torch torch.Tensor.view */
NT_API nt_status nt_view(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out);

/** The same elements in another shape, a view where strides allow it and a copy elsewhere; one size may be -1. @torch torch.reshape */
NT_API nt_status nt_reshape(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out);

/** Merges dimensions start_dim to end_dim into one. @torch torch.flatten
 *  @param start_dim first dimension (default 0)
 *  @param end_dim last dimension (default -1) */
NT_API nt_status nt_flatten(const nt_tensor* self, int64_t start_dim, int64_t end_dim, nt_tensor** out);

/** View with two dimensions exchanged. @torch torch.transpose */
NT_API nt_status nt_transpose(const nt_tensor* self, int64_t dim0, int64_t dim1, nt_tensor** out);

/** View with the dimensions in another order. @torch torch.permute */
NT_API nt_status nt_permute(const nt_tensor* self, const int64_t* dims, int32_t dims_count, nt_tensor** out);

/** View in which dimensions of size 1 are repeated, without memory; -1 keeps a size. @torch torch.Tensor.expand */
NT_API nt_status nt_expand(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out);

/** View without the given dimensions of size 1; none given means all of size 1. @torch torch.squeeze */
NT_API nt_status nt_squeeze(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out);

/** View with a dimension of size 1 inserted. @torch torch.unsqueeze */
NT_API nt_status nt_unsqueeze(const nt_tensor* self, int64_t dim, nt_tensor** out);

/** View at one index of a dimension, which goes away. @torch torch.select */
NT_API nt_status nt_select(const nt_tensor* self, int64_t dim, int64_t index, nt_tensor** out);

/** View of start to end (exclusive) by step along a dimension; ends beyond the size are cut, negative ones count from the
 *  back. @torch torch.Tensor.__getitem__
 *  @param step positive stride (default 1) */
NT_API nt_status nt_slice(const nt_tensor* self, int64_t dim, int64_t start, int64_t end, int64_t step, nt_tensor** out);

/** View of `length` elements from `start` along a dimension. @torch torch.narrow */
NT_API nt_status nt_narrow(const nt_tensor* self, int64_t dim, int64_t start, int64_t length, nt_tensor** out);

/** View with given sizes, strides and offset (in elements) over the same storage, checked against its size. @torch torch.as_strided
 *  @param storage_offset first element */
NT_API nt_status nt_as_strided(const nt_tensor* self, const int64_t* shape, int32_t shape_count, const int64_t* strides,
                               int32_t strides_count, int64_t storage_offset, nt_tensor** out);

/** View of the diagonal of two dimensions, as a last dimension. @torch torch.diagonal
 *  @param offset above (positive) or below the main diagonal (default 0)
 *  @param dim1 first dimension (default 0)
 *  @param dim2 second dimension (default 1) */
NT_API nt_status nt_diagonal(const nt_tensor* self, int64_t offset, int64_t dim1, int64_t dim2, nt_tensor** out);

/** The same memory outside the graph. @torch torch.Tensor.detach */
NT_API nt_status nt_detach(const nt_tensor* self, nt_tensor** out);

/** The same memory outside the graph, whose in-place changes autograd does not see. @torch torch.Tensor.data @csharp none */
NT_API nt_status nt_data(const nt_tensor* self, nt_tensor** out);

/** Itself where the elements lie in row-major order, else a copy that does. @torch torch.Tensor.contiguous */
NT_API nt_status nt_contiguous(const nt_tensor* self, nt_tensor** out);

/** A copy with memory of its own. @torch torch.clone */
NT_API nt_status nt_clone(const nt_tensor* self, nt_tensor** out);

/** Itself where dtype and device are as asked, else a converted copy. @torch torch.Tensor.to
 *  @param dtype the dtype (default: unchanged)
 *  @param device_type -1 keeps the device
 *  @param device_index -1 takes the current device
 *  @param copy whether to copy in any case */
NT_API nt_status nt_to(const nt_tensor* self, int32_t dtype, int32_t device_type, int32_t device_index, uint8_t copy,
                       nt_tensor** out);

/** Overwrites self with src, broadcast and converted. @torch torch.Tensor.copy_ */
NT_API nt_status nt_copy_into(nt_tensor* self, const nt_tensor* src);

/** Sets every element. @torch torch.Tensor.fill_ */
NT_API nt_status nt_fill_into(nt_tensor* self, nt_scalar value);

/** Joins tensors along an existing dimension; their other sizes are equal, their dtypes are promoted. @torch torch.cat
 *  @param dim the dimension that grows (default 0) */
NT_API nt_status nt_cat(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor** out);

/** Joins tensors of one shape along a new dimension. @torch torch.stack
 *  @param dim where the new dimension stands (default 0) */
NT_API nt_status nt_stack(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
