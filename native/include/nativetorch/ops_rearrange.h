/* Elements in another order, diagonals and triangles, and copies with a part replaced. */
#ifndef NATIVETORCH_OPS_REARRANGE_H
#define NATIVETORCH_OPS_REARRANGE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Copy with the given dimensions reversed. @torch torch.flip */
NT_API nt_status nt_flip(const nt_tensor* self, const int64_t* dims, int32_t dims_count, nt_tensor** out);

/** Copy with the columns (dimension 1) reversed. @torch torch.fliplr */
NT_API nt_status nt_fliplr(const nt_tensor* self, nt_tensor** out);

/** Copy with the rows (dimension 0) reversed. @torch torch.flipud */
NT_API nt_status nt_flipud(const nt_tensor* self, nt_tensor** out);

/** Copy with the elements moved by shifts[i] along dims[i]; what falls off one end comes back at the other. Without dims the
 *  flattened tensor is rolled. @torch torch.roll
 *  @param shifts how far, one number for each dimension
 *  @param dims which dimensions (optional) */
NT_API nt_status nt_roll(const nt_tensor* self, const int64_t* shifts, int32_t shifts_count, const int64_t* dims,
                         int32_t dims_count, nt_tensor** out);

/** Turned by k quarters in the plane of two dimensions, from the first towards the second. @torch torch.rot90
 *  @csharp none
 *  @param k how many quarters (default 1)
 *  @param dims the plane: two dimensions */
NT_API nt_status nt_rot90(const nt_tensor* self, int64_t k, const int64_t* dims, int32_t dims_count, nt_tensor** out);

/** Copy with the whole repeated along each dimension; further counts in front add dimensions. @torch torch.Tensor.repeat */
NT_API nt_status nt_repeat(const nt_tensor* self, const int64_t* repeats, int32_t repeats_count, nt_tensor** out);

/** As repeat, but counts may be fewer than dimensions: those in front count as 1. @torch torch.tile */
NT_API nt_status nt_tile(const nt_tensor* self, const int64_t* dims, int32_t dims_count, nt_tensor** out);

/** Copy in which position i of a dimension stands repeats[i] times. @torch torch.repeat_interleave
 *  @param repeats counts (int64 or int32), one for each position or one for all
 *  @param dim the dimension; without it, of the flattened tensor (optional)
 *  @param output_size the sum of the counts, where it is known (optional) */
NT_API nt_status nt_repeat_interleave(const nt_tensor* self, const nt_tensor* repeats, const int64_t* dim,
                                      const int64_t* output_size, nt_tensor** out);

/** Copy in which each position of a dimension stands `repeats` times. @torch torch.repeat_interleave @csharp RepeatInterleave
 *  @param repeats the count
 *  @param dim the dimension; without it, of the flattened tensor (optional)
 *  @param output_size the resulting size, where it is known (optional) */
NT_API nt_status nt_repeat_interleave_all(const nt_tensor* self, int64_t repeats, const int64_t* dim,
                                          const int64_t* output_size, nt_tensor** out);

/** Each i as often as repeats[i] says (int64). @torch torch.repeat_interleave @csharp none
 *  @param output_size the sum of the counts, where it is known (optional) */
NT_API nt_status nt_repeated_positions(const nt_tensor* repeats, const int64_t* output_size, nt_tensor** out);

/** Puts the zero frequency into the middle: each dimension is rolled by half its size. @torch torch.fft.fftshift
 *  @param dim the dimensions; none means all */
NT_API nt_status nt_fft_fftshift(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out);

/** Undoes fftshift. @torch torch.fft.ifftshift
 *  @param dim the dimensions; none means all */
NT_API nt_status nt_fft_ifftshift(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out);

/** Powers of each element: out[..., i, j] = self[..., i]^j. Integers give int64. @torch torch.linalg.vander @csharp none
 *  @param n how many powers, more than 1; by default as many as elements (optional) */
NT_API nt_status nt_linalg_vander(const nt_tensor* self, const int64_t* n, nt_tensor** out);

/** The lower triangle of matrices, zeros elsewhere. @torch torch.tril
 *  @param diagonal the last diagonal that stays; positive ones lie above the main one (default 0) */
NT_API nt_status nt_tril(const nt_tensor* self, int64_t diagonal, nt_tensor* into, nt_tensor** out);

/** The upper triangle of matrices, zeros elsewhere. @torch torch.triu
 *  @param diagonal the first diagonal that stays; positive ones lie above the main one (default 0) */
NT_API nt_status nt_triu(const nt_tensor* self, int64_t diagonal, nt_tensor* into, nt_tensor** out);

/** A vector's matrix with it as a diagonal, or a copy of a matrix's diagonal. @torch torch.diag
 *  @param diagonal above (positive) or below the main diagonal (default 0) */
NT_API nt_status nt_diag(const nt_tensor* self, int64_t diagonal, nt_tensor* output, nt_tensor** out);

/** A matrix with the flattened elements as a diagonal. @torch torch.diagflat
 *  @param offset above (positive) or below the main diagonal (default 0) */
NT_API nt_status nt_diagflat(const nt_tensor* self, int64_t offset, nt_tensor** out);

/** Matrices with self's last dimension as a diagonal and zeros elsewhere. @torch torch.diag_embed
 *  @param offset above (positive) or below the main diagonal (default 0)
 *  @param dim1 first dimension of the matrices (default -2)
 *  @param dim2 second dimension of the matrices (default -1) */
NT_API nt_status nt_diag_embed(const nt_tensor* self, int64_t offset, int64_t dim1, int64_t dim2, nt_tensor** out);

/** Copy of self with src at one index of a dimension. @torch torch.select_scatter */
NT_API nt_status nt_select_scatter(const nt_tensor* self, const nt_tensor* src, int64_t dim, int64_t index,
                                   nt_tensor** out);

/** Copy of self with src at start to end (exclusive) by step along a dimension. @torch torch.slice_scatter
 *  @param dim the dimension (default 0)
 *  @param start first position (optional)
 *  @param end behind the last position (optional)
 *  @param step positive stride (default 1) */
NT_API nt_status nt_slice_scatter(const nt_tensor* self, const nt_tensor* src, int64_t dim, const int64_t* start,
                                  const int64_t* end, int64_t step, nt_tensor** out);

/** Copy of self with src as the diagonal of two dimensions. @torch torch.diagonal_scatter
 *  @param offset above (positive) or below the main diagonal (default 0)
 *  @param dim1 first dimension (default 0)
 *  @param dim2 second dimension (default 1) */
NT_API nt_status nt_diagonal_scatter(const nt_tensor* self, const nt_tensor* src, int64_t offset, int64_t dim1,
                                     int64_t dim2, nt_tensor** out);

/** Copy of self with src where as_strided would look. @torch torch.as_strided_scatter
 *  @param storage_offset first element, by default self's (optional) */
NT_API nt_status nt_as_strided_scatter(const nt_tensor* self, const nt_tensor* src, const int64_t* size, int32_t size_count,
                                       const int64_t* stride, int32_t stride_count, const int64_t* storage_offset,
                                       nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
