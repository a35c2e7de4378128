/* Joining tensors. */
#ifndef NATIVETORCH_OPS_JOIN_H
#define NATIVETORCH_OPS_JOIN_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Joins tensors along an existing dimension; their other sizes are equal, their dtypes are promoted. @torch torch.cat
 *  @param dim the dimension that grows (default 0) */
NT_API nt_status nt_cat(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor* output, nt_tensor** out);

/** Joins tensors of one shape along a new dimension. @torch torch.stack
 *  @param dim where the new dimension stands (default 0) */
NT_API nt_status nt_stack(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor* output,
                          nt_tensor** out);

/** Joins tensors side by side: along dimension 1, or 0 where they have one dimension. @torch torch.hstack @csharp HStack */
NT_API nt_status nt_hstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out);

/** Joins tensors one below the other, along dimension 0; (n) counts as (1, n). @torch torch.vstack @csharp VStack */
NT_API nt_status nt_vstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out);

/** Joins tensors one behind the other, along dimension 2; (n) counts as (1, n, 1), (m, n) as (m, n, 1).
 *  @torch torch.dstack @csharp DStack */
NT_API nt_status nt_dstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out);

/** Joins tensors as columns, along dimension 1; (n) counts as (n, 1). @torch torch.column_stack */
NT_API nt_status nt_column_stack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out);

/** A matrix with the given matrices along its diagonal and zeros elsewhere; dtypes are promoted. @torch torch.block_diag
 *  @csharp none */
NT_API nt_status nt_block_diag(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** out);

/** Each way to take one element from each vector, a row each. @torch torch.cartesian_prod @csharp none */
NT_API nt_status nt_cartesian_prod(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** out);

/** The ways to take r elements of a vector, in order, a row each. @torch torch.combinations
 *  @param r how many elements (default 2)
 *  @param with_replacement whether an element may be taken again (default false) */
NT_API nt_status nt_combinations(const nt_tensor* self, int64_t r, uint8_t with_replacement, nt_tensor** out);

/** Views of all tensors in the shape that they are broadcast to. @torch torch.broadcast_tensors @csharp none
 *  @param outs room for tensors_count tensors */
NT_API nt_status nt_broadcast_tensors(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** outs);

/** Grids of coordinates: result i has vector i's elements along its own dimension. @torch torch.meshgrid @csharp none
 *  @param xy whether the first two dimensions are exchanged
 *  @param outs room for tensors_count tensors */
NT_API nt_status nt_meshgrid(nt_tensor* const* tensors, int32_t tensors_count, uint8_t xy, nt_tensor** outs);

#ifdef __cplusplus
}
#endif
#endif
