/* Reading tensors between their elements. */
#ifndef NATIVETORCH_OPS_SAMPLE_H
#define NATIVETORCH_OPS_SAMPLE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Another size for the spatial dimensions of (N, C, ...), 1 to 3 of them. Either size or scale_factor is given: one number,
 *  or one for each dimension. Floating dtypes; the nearest modes take uint8 too.
 *  @torch torch.nn.functional.interpolate @csharp none
 *  @param mode 0 nearest, 1 linear, 2 bilinear, 3 bicubic, 4 trilinear, 5 area, 6 nearest-exact
 *  @param align_corners 1: the centers of the outermost elements stay where they are; 0: their outer borders; -1: not given
 *  @param recompute_scale_factor 1: places follow from the sizes alone; 0: from the scale factor; -1: not given
 *  @param antialias whether bilinear and bicubic take all elements into account where the size shrinks */
NT_API nt_status nt_interpolate(const nt_tensor* self, const int64_t* size, int32_t size_count,
                                const double* scale_factor, int32_t scale_factor_count, int32_t mode,
                                int32_t align_corners, int32_t recompute_scale_factor, uint8_t antialias,
                                nt_tensor** out);

/** Elements of (N, C, H, W) at the places of grid (N, H', W', 2), or of (N, C, D, H, W) at (N, D', H', W', 3): coordinates
 *  x, y(, z), which are -1 and 1 at the ends. Floating dtypes; no second derivatives.
 *  @torch torch.nn.functional.grid_sample
 *  @param mode how elements are combined (enum GridSampleMode, default 0)
 *  @param padding_mode what lies beyond the ends (enum GridSamplePaddingMode, default 0)
 *  @param align_corners whether -1 and 1 are the centers of the outermost elements, else their outer borders (default false) */
NT_API nt_status nt_grid_sample(const nt_tensor* self, const nt_tensor* grid, int32_t mode, int32_t padding_mode,
                                uint8_t align_corners, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
