/* Reductions. */
#ifndef NATIVETORCH_OPS_REDUCE_H
#define NATIVETORCH_OPS_REDUCE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Sum over dimensions. @torch torch.sum
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: int64 for integers and bool, else self's) */
NT_API nt_status nt_sum(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor** out);

/** Arithmetic mean over dimensions; floating dtypes. @torch torch.mean
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: self's) */
NT_API nt_status nt_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor** out);

/** Product over dimensions. @torch torch.prod
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: int64 for integers and bool, else self's) */
NT_API nt_status nt_prod(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor** out);

/** Largest element over dimensions; NaN wins; the gradient is shared between equals. @torch torch.amax
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_amax(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Smallest element over dimensions; NaN wins; the gradient is shared between equals. @torch torch.amin
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_amin(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Whether all elements over dimensions are true; gives bool (uint8 for uint8). @torch torch.all
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_all(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Whether any element over dimensions is true; gives bool (uint8 for uint8). @torch torch.any
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_any(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Variance over dimensions: sum((x - mean)^2) / (n - correction). Floating dtypes. @torch torch.var
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param correction 1 for the sample's variance, 0 for the population's (default 1) */
NT_API nt_status nt_var(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, double correction, nt_tensor** out);

/** Standard deviation over dimensions: the root of the variance. Floating dtypes. @torch torch.std
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param correction 1 for the sample's variance, 0 for the population's (default 1) */
NT_API nt_status nt_std(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, double correction, nt_tensor** out);

/** log(sum(e^x)) over dimensions, computed without overflow. Floating dtypes. @torch torch.logsumexp @csharp LogSumExp
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_logsumexp(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Euclidean norm sqrt(sum(x^2)) over dimensions. Floating dtypes. @torch torch.norm
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_norm(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Index (int64) of the largest element, the first of equals; NaN wins. @torch torch.argmax @csharp ArgMax
 *  @param dim the dimension; none means the flattened tensor
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_argmax(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Index (int64) of the smallest element, the first of equals; NaN wins. @torch torch.argmin @csharp ArgMin
 *  @param dim the dimension; none means the flattened tensor
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_argmin(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor** out);

/** Largest elements along one dimension and their indices (int64), the first of equals; NaN wins. @torch torch.max
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_max_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor** values, nt_tensor** indices);

/** Smallest elements along one dimension and their indices (int64), the first of equals; NaN wins. @torch torch.min
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_min_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor** values, nt_tensor** indices);

/** Sums over broadcast dimensions until `shape` is reached. @torch torch.Tensor.sum_to_size */
NT_API nt_status nt_sum_to_size(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
