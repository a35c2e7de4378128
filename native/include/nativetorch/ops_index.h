/* Reading and writing by index. An index out of range is an error that names it, the dimension and its size. */
#ifndef NATIVETORCH_OPS_INDEX_H
#define NATIVETORCH_OPS_INDEX_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rows of self along dim at the positions in index (int64 or int32, 1-d, not negative). @torch torch.index_select */
NT_API nt_status nt_index_select(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor* output,
                                 nt_tensor** out);

/** out[i][j] = self[index[i][j]][j] for dim 0, and so on; index is int64 and not negative. @torch torch.gather */
NT_API nt_status nt_gather(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor* output, nt_tensor** out);

/** As gather, with self and indices broadcast in the other dimensions; without dim, over the flattened tensors.
 *  @torch torch.take_along_dim @csharp TakeAlongDim
 *  @param indices int64, not negative
 *  @param dim the dimension (optional) */
NT_API nt_status nt_take_along_dim(const nt_tensor* self, const nt_tensor* indices, const int64_t* dim, nt_tensor* output,
                                   nt_tensor** out);

/** Elements by their position in the flattened tensor, in index's shape; index is int64, negative ones count from the back.
 *  @torch torch.take */
NT_API nt_status nt_take(const nt_tensor* self, const nt_tensor* index, nt_tensor* output, nt_tensor** out);

/** Copy of self with source's elements at positions of the flattened tensor; index is int64, negative ones count from the
 *  back. Where a position stands twice, the last element is written. @torch torch.put
 *  @param source as many elements as index, of self's dtype
 *  @param accumulate whether source is added (default false) */
NT_API nt_status nt_put(const nt_tensor* self, const nt_tensor* index, const nt_tensor* source, uint8_t accumulate,
                        nt_tensor* into, nt_tensor** out);

/** self with src written at the positions in index along dim: out[index[i][j]][j] = src[i][j] for dim 0, and so on. Where a
 *  position stands twice, the last element is written. @torch torch.scatter
 *  @param index int64, not negative, nowhere larger than src
 *  @param src of self's dtype
 *  @param reduce whether elements are added or multiplied instead (enum ScatterMode, optional) */
NT_API nt_status nt_scatter(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src,
                            int32_t reduce, nt_tensor* into, nt_tensor** out);

/** self with a number written at the positions in index along dim. @torch torch.scatter @csharp Scatter
 *  @param index int64, not negative
 *  @param reduce whether the number is added or multiplied instead (enum ScatterMode, optional) */
NT_API nt_status nt_scatter_value(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_scalar value,
                                  int32_t reduce, nt_tensor* into, nt_tensor** out);

/** self with src added at the positions in index along dim. Sums are the same at each run, whatever the number of threads.
 *  @torch torch.scatter_add
 *  @param index int64, not negative, nowhere larger than src
 *  @param src of self's dtype */
NT_API nt_status nt_scatter_add(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src,
                                nt_tensor* into, nt_tensor** out);

/** self with src combined at the positions in index along dim. The mean of integers is rounded down; NaN wins over other
 *  extremes, and equal extremes share the gradient. @torch torch.scatter_reduce
 *  @param index int64, not negative, nowhere larger than src
 *  @param src of self's dtype
 *  @param reduce how elements are combined (enum ScatterReduction)
 *  @param include_self whether self's own elements take part where index points (default true) */
NT_API nt_status nt_scatter_reduce(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src,
                                   int32_t reduce, uint8_t include_self, nt_tensor* into, nt_tensor** out);

/** self with alpha * source added, slice i of source to slice index[i] of self. @torch torch.index_add
 *  @param index int64 or int32, 1-d, not negative
 *  @param alpha factor (default 1) */
NT_API nt_status nt_index_add(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source,
                              nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** self with slice i of source in the place of slice index[i]. @torch torch.index_copy
 *  @param index int64, 1-d, not negative */
NT_API nt_status nt_index_copy(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source,
                               nt_tensor* into, nt_tensor** out);

/** self with a number in the slices that index names. @torch torch.index_fill
 *  @param index int64, 1-d, negative ones count from the back */
NT_API nt_status nt_index_fill(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_scalar value,
                               nt_tensor* into, nt_tensor** out);

/** self with a 0-d tensor's value, which gets a gradient, in the slices that index names. @torch torch.index_fill
 *  @csharp IndexFill
 *  @param index int64, 1-d, negative ones count from the back */
NT_API nt_status nt_index_fill_tensor(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* value,
                                      nt_tensor* into, nt_tensor** out);

/** self with slice i of source combined into slice index[i]. The mean of integers is rounded down. @torch torch.index_reduce
 *  @param index int64 or int32, 1-d, not negative
 *  @param reduce how elements are combined; not by their sum (enum ScatterReduction)
 *  @param include_self whether self's own elements take part where index points (default true) */
NT_API nt_status nt_index_reduce(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source,
                                 int32_t reduce, uint8_t include_self, nt_tensor* into, nt_tensor** out);

/** Elements chosen by index tensors (int64 or int32), a NULL standing for a whole dimension; masks (bool or uint8) count for
 *  the dimensions they cover. Index tensors are broadcast together. @torch torch.Tensor.__getitem__ @csharp none */
NT_API nt_status nt_index(const nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, nt_tensor** out);

/** Writes (or adds) values at the chosen elements, in place. @torch torch.Tensor.index_put_ @csharp none
 *  @param accumulate whether values are added, also where an element is chosen several times (default false) */
NT_API nt_status nt_index_put_into(nt_tensor* self, nt_tensor* const* indices, int32_t indices_count,
                                   const nt_tensor* values, uint8_t accumulate);

/** value where mask (bool, broadcast), else self. @torch torch.masked_fill */
NT_API nt_status nt_masked_fill(const nt_tensor* self, const nt_tensor* mask, nt_scalar value, nt_tensor* into,
                                nt_tensor** out);

/** value where mask (bool, broadcast), else self. @torch torch.masked_fill @csharp MaskedFill
 *  @param value a tensor without dimensions */
NT_API nt_status nt_masked_fill_with(const nt_tensor* self, const nt_tensor* mask, const nt_tensor* value, nt_tensor* into,
                                     nt_tensor** out);

/** The elements where mask is true, in a vector; both are broadcast. @torch torch.masked_select */
NT_API nt_status nt_masked_select(const nt_tensor* self, const nt_tensor* mask, nt_tensor* output, nt_tensor** out);

/** self with source's elements, one after the other, where mask is true; self and mask are broadcast.
 *  @torch torch.masked_scatter
 *  @param source at least as many elements as mask has true ones, of self's dtype */
NT_API nt_status nt_masked_scatter(const nt_tensor* self, const nt_tensor* mask, const nt_tensor* source, nt_tensor* into,
                                   nt_tensor** out);

/** Positions of the elements that are not zero, a row each (int64). @torch torch.nonzero @csharp NonZero */
NT_API nt_status nt_nonzero(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** Positions of the elements that are not zero, a row each (int64). @torch torch.argwhere */
NT_API nt_status nt_argwhere(const nt_tensor* self, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
