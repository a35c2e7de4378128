/* Running sums and the like, differences and integrals along a dimension. */
#ifndef NATIVETORCH_OPS_SCAN_H
#define NATIVETORCH_OPS_SCAN_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Running sum along dim. Integers and bool are counted in int64. @torch torch.cumsum
 *  @param dtype dtype to convert to first (default: as said) */
NT_API nt_status nt_cumsum(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor* into, nt_tensor** out);

/** Running product along dim. Integers and bool are counted in int64. @torch torch.cumprod
 *  @param dtype dtype to convert to first (default: as said) */
NT_API nt_status nt_cumprod(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor* into, nt_tensor** out);

/** Logarithm of the running sum of e^x along dim, without overflow. Floating dtypes. @torch torch.logcumsumexp */
NT_API nt_status nt_logcumsumexp(const nt_tensor* self, int64_t dim, nt_tensor* into, nt_tensor** out);

/** Largest element so far along dim and where it stands (int64); NaN wins, then the last of equals. @torch torch.cummax */
NT_API nt_status nt_cummax(const nt_tensor* self, int64_t dim, nt_tensor** out, nt_tensor** indices);

/** Smallest element so far along dim and where it stands (int64); NaN wins, then the last of equals. @torch torch.cummin */
NT_API nt_status nt_cummin(const nt_tensor* self, int64_t dim, nt_tensor** out, nt_tensor** indices);

/** The nth difference of neighbours along dim; of bool: whether they differ. @torch torch.diff
 *  @param n how often differences are taken (default 1)
 *  @param dim the dimension (default -1)
 *  @param prepend what stands before self (optional)
 *  @param append what stands behind self (optional) */
NT_API nt_status nt_diff(const nt_tensor* self, int64_t n, int64_t dim, const nt_tensor* prepend, const nt_tensor* append,
                         nt_tensor** out);

/** Integral of self along dim by trapezoids, over the points x or steps of dx. Integers give float32. @torch torch.trapezoid
 *  @param x the points: one dimension, or self's (optional)
 *  @param dx distance of all neighbours, where x is not given; 1 where it is not given either (optional)
 *  @param dim the dimension (default -1) */
NT_API nt_status nt_trapezoid(const nt_tensor* self, const nt_tensor* x, const double* dx, int64_t dim, nt_tensor** out);

/** Integral of self up to each point but the first, along dim by trapezoids. Integers give float32. @torch torch.cumulative_trapezoid
 *  @param x the points: one dimension, or self's (optional)
 *  @param dx distance of all neighbours, where x is not given; 1 where it is not given either (optional)
 *  @param dim the dimension (default -1) */
NT_API nt_status nt_cumulative_trapezoid(const nt_tensor* self, const nt_tensor* x, const double* dx, int64_t dim,
                                         nt_tensor** out);

/** Slope along one dimension from neighbours, over steps of one size or over coordinates. @torch torch.gradient @csharp none
 *  @param spacing distance of neighbours, where there are no coordinates
 *  @param coordinates one for each position of dim (optional)
 *  @param edge_order order of the estimate at the ends: 1 or 2 */
NT_API nt_status nt_gradient(const nt_tensor* self, int64_t dim, double spacing, const nt_tensor* coordinates,
                             int64_t edge_order, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
