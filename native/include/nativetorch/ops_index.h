/* Reading and writing by index. */
#ifndef NATIVETORCH_OPS_INDEX_H
#define NATIVETORCH_OPS_INDEX_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rows of self along dim at the positions in index (int64 or int32, 1-d). @torch torch.index_select */
NT_API nt_status nt_index_select(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor** out);

/** out[i][j] = self[index[i][j]][j] for dim 0, and so on; index is int64. @torch torch.gather */
NT_API nt_status nt_gather(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor** out);

/** self with src added at the positions in index along dim; index is int64. @torch torch.scatter_add */
NT_API nt_status nt_scatter_add(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src,
                                nt_tensor** out);

/** Elements chosen by index tensors, a NULL standing for a whole dimension; bool masks count for the dimensions they
 *  cover. Index tensors are broadcast together. @torch torch.Tensor.__getitem__ @csharp none */
NT_API nt_status nt_index(const nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, nt_tensor** out);

/** Writes (or adds) values at the chosen elements, in place. @torch torch.Tensor.index_put_
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

/** Positions of the elements that are not zero, a row each (int64). @torch torch.nonzero @csharp NonZero */
NT_API nt_status nt_nonzero(const nt_tensor* self, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
