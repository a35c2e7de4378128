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
 *  back. @torch torch.Tensor.__getitem__ @csharp none
 *  @param step positive stride (default 1) */
NT_API nt_status nt_slice(const nt_tensor* self, int64_t dim, int64_t start, int64_t end, int64_t step, nt_tensor** out);

/** View of `length` elements from `start` along a dimension. @torch torch.narrow */
NT_API nt_status nt_narrow(const nt_tensor* self, int64_t dim, int64_t start, int64_t length, nt_tensor** out);

/** View of `length` elements along a dimension from where a 0-d integer tensor says. @torch torch.narrow @csharp Narrow */
NT_API nt_status nt_narrow_at(const nt_tensor* self, int64_t dim, const nt_tensor* start, int64_t length, nt_tensor** out);

/** Copy of `length` elements from `start` along a dimension. @torch torch.narrow_copy */
NT_API nt_status nt_narrow_copy(const nt_tensor* self, int64_t dim, int64_t start, int64_t length, nt_tensor* output,
                                nt_tensor** out);

/** View with given sizes, strides and offset (in elements) over the same storage, checked against its size. @torch torch.as_strided
 *  @param storage_offset first element, by default self's (optional) */
NT_API nt_status nt_as_strided(const nt_tensor* self, const int64_t* size, int32_t size_count, const int64_t* stride,
                               int32_t stride_count, const int64_t* storage_offset, nt_tensor** out);

/** View of windows of `size` positions, `step` apart, along a dimension; a last dimension goes through a window.
 *  @torch torch.Tensor.unfold */
NT_API nt_status nt_unfold(const nt_tensor* self, int64_t dimension, int64_t size, int64_t step, nt_tensor** out);

/** View with the dimensions in source moved to destination; the others keep their order. @torch torch.movedim */
NT_API nt_status nt_movedim(const nt_tensor* self, const int64_t* source, int32_t source_count, const int64_t* destination,
                            int32_t destination_count, nt_tensor** out);

/** View in which one dimension becomes several of the given sizes; one of them may be -1. @torch torch.unflatten */
NT_API nt_status nt_unflatten(const nt_tensor* self, int64_t dim, const int64_t* sizes, int32_t sizes_count,
                              nt_tensor** out);

/** Transpose of a matrix, as a view; vectors and scalars stay as they are. @torch torch.t @csharp none */
NT_API nt_status nt_t(const nt_tensor* self, nt_tensor** out);

/** View with the last two dimensions exchanged. @torch torch.Tensor.mT @csharp none */
NT_API nt_status nt_matrix_transpose(const nt_tensor* self, nt_tensor** out);

/** self with at least one dimension: a scalar gets one of size 1. @torch torch.atleast_1d */
NT_API nt_status nt_atleast_1d(const nt_tensor* self, nt_tensor** out);

/** self with at least two dimensions: (n) becomes (1, n). @torch torch.atleast_2d */
NT_API nt_status nt_atleast_2d(const nt_tensor* self, nt_tensor** out);

/** self with at least three dimensions: (n) becomes (1, n, 1), (m, n) becomes (m, n, 1). @torch torch.atleast_3d */
NT_API nt_status nt_atleast_3d(const nt_tensor* self, nt_tensor** out);

/** Views of the given lengths along a dimension, which they fill. @torch torch.split_with_sizes @csharp none
 *  @param outs room for split_sizes_count tensors */
NT_API nt_status nt_split_with_sizes(const nt_tensor* self, const int64_t* split_sizes, int32_t split_sizes_count,
                                     int64_t dim, nt_tensor** outs);

/** A view for each position of a dimension, which goes away. @torch torch.unbind @csharp none
 *  @param count the dimension's size
 *  @param outs room for that many tensors */
NT_API nt_status nt_unbind(const nt_tensor* self, int64_t dim, int64_t count, nt_tensor** outs);

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
 *  @param copy whether to copy in any case
 *  @param non_blocking whether to only queue a copy from page-locked memory to a GPU that converts nothing; until the GPU is
 *  waited for, nothing may be written to self, which may be released */
NT_API nt_status nt_to(const nt_tensor* self, int32_t dtype, int32_t device_type, int32_t device_index, uint8_t copy,
                       uint8_t non_blocking, nt_tensor** out);

/** Overwrites self with src, broadcast and converted. @torch torch.Tensor.copy_
 *  @param src what is copied
 *  @param non_blocking whether to only queue a copy from page-locked memory to a GPU that converts nothing; until the GPU is
 *  waited for, nothing may be written to src, which may be released (default false) */
NT_API nt_status nt_copy_into(nt_tensor* self, const nt_tensor* src, uint8_t non_blocking);

/** A copy in page-locked memory of the host, from which a GPU copies by itself; itself where it lies there already. It takes a
 *  CUDA device. @torch torch.Tensor.pin_memory */
NT_API nt_status nt_pin_memory(const nt_tensor* self, nt_tensor** out);

/** Sets every element. @torch torch.Tensor.fill_ */
NT_API nt_status nt_fill_into(nt_tensor* self, nt_scalar value);

#ifdef __cplusplus
}
#endif
#endif
