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
NT_API nt_status nt_sum(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Arithmetic mean over dimensions; floating dtypes. @torch torch.mean
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: self's) */
NT_API nt_status nt_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Product over dimensions. @torch torch.prod
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: int64 for integers and bool, else self's) */
NT_API nt_status nt_prod(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Largest element over dimensions; NaN wins; the gradient is shared between equals. @torch torch.amax
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_amax(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Smallest element over dimensions; NaN wins; the gradient is shared between equals. @torch torch.amin
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_amin(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Whether all elements over dimensions are true; gives bool (uint8 for uint8). @torch torch.all
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_all(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Whether any element over dimensions is true; gives bool (uint8 for uint8). @torch torch.any
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_any(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Variance over dimensions: sum((x - mean)^2) / (n - correction). Floating dtypes. @torch torch.var
 *  @param dim the dimensions to reduce; none means all
 *  @param correction 1 for the sample's, 0 for the population's; 1 where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_var(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                     nt_tensor* output, nt_tensor** out);

/** Standard deviation over dimensions: the root of the variance. Floating dtypes. @torch torch.std
 *  @param dim the dimensions to reduce; none means all
 *  @param correction 1 for the sample's, 0 for the population's; 1 where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_std(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                     nt_tensor* output, nt_tensor** out);

/** log(sum(e^x)) over dimensions, computed without overflow. Integers and bool give float32. @torch torch.logsumexp @csharp LogSumExp
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_logsumexp(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Norm of order p over dimensions: (sum |x|^p)^(1/p); the largest or smallest |x| for +-inf, the number of x != 0 for 0.
 *  Floating dtypes. @torch torch.norm
 *  @param p the order; 2 where none is given (optional)
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_norm(const nt_tensor* self, const nt_scalar* p, const int64_t* dim, int32_t dim_count, uint8_t keep_dim,
                         int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Norm of matrices: Frobenius' sqrt(sum x^2), or the nuclear norm, the sum of the singular values. Floating dtypes.
 *  @torch torch.norm @csharp Norm
 *  @param p which (enum MatrixNormKind)
 *  @param dim the dimensions of the matrices; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_norm_kind(const nt_tensor* self, int32_t p, const int64_t* dim, int32_t dim_count, uint8_t keep_dim,
                              int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Norm of vectors of order `ord` over dimensions: (sum |x|^ord)^(1/ord); the largest or smallest |x| for +-inf, the number
 *  of x != 0 for 0. Floating dtypes. @torch torch.linalg.vector_norm
 *  @param ord the order (default 2)
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_linalg_vector_norm(const nt_tensor* self, double ord, const int64_t* dim, int32_t dim_count,
                                       uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Dot product of vectors along a dimension, batches broadcast. Operands of one floating dtype. @torch torch.linalg.vecdot
 *  @param dim the dimension of the vectors (default -1) */
NT_API nt_status nt_linalg_vecdot(const nt_tensor* self, const nt_tensor* other, int64_t dim, nt_tensor* output, nt_tensor** out);

/** Index (int64) of the largest element, the first of equals; NaN wins. @torch torch.argmax @csharp ArgMax
 *  @param dim the dimension; none means the flattened tensor
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_argmax(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Index (int64) of the smallest element, the first of equals; NaN wins. @torch torch.argmin @csharp ArgMin
 *  @param dim the dimension; none means the flattened tensor
 *  @param keep_dim whether the dimension stays with size 1 (default false) */
NT_API nt_status nt_argmin(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, nt_tensor** out);

/** Largest elements along one dimension and their indices (int64), the first of equals; NaN wins. @torch torch.max
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_max_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                            nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** Smallest elements along one dimension and their indices (int64), the first of equals; NaN wins. @torch torch.min
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_min_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                            nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** Sums over broadcast dimensions until `shape` is reached. @torch torch.Tensor.sum_to_size */
NT_API nt_status nt_sum_to_size(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out);

/** Sum over dimensions, NaN counting as 0. @torch torch.nansum @csharp NanSum
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: int64 for integers and bool, else self's) */
NT_API nt_status nt_nansum(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype,
                           nt_tensor* output, nt_tensor** out);

/** Mean over dimensions of what is not NaN. Floating dtypes. @torch torch.nanmean @csharp NanMean
 *  @param dim the dimensions to reduce; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype of the sum and of the result (default: self's) */
NT_API nt_status nt_nanmean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype,
                            nt_tensor* output, nt_tensor** out);

/** Number (int64) of elements over dimensions that are not 0. @torch torch.count_nonzero
 *  @param dim the dimensions to reduce; none means all */
NT_API nt_status nt_count_nonzero(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out);

/** Smallest and largest elements of all, or along a dimension; NaN wins. @torch torch.aminmax @csharp AminMax
 *  @param dim the dimension; all elements where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param min_output receives the min, and is returned (optional)
 *  @param max_output receives the max, and is returned (optional) */
NT_API nt_status nt_aminmax(const nt_tensor* self, const int64_t* dim, uint8_t keep_dim, nt_tensor* min_output,
                            nt_tensor* max_output, nt_tensor** min, nt_tensor** max);

/** Variance, as var, and mean over dimensions. Floating dtypes. @torch torch.var_mean
 *  @param dim the dimensions to reduce; none means all
 *  @param correction 1 for the sample's, 0 for the population's; 1 where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_var_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction,
                             uint8_t keep_dim, nt_tensor** var, nt_tensor** mean);

/** Standard deviation, as std, and mean over dimensions. Floating dtypes. @torch torch.std_mean
 *  @param dim the dimensions to reduce; none means all
 *  @param correction 1 for the sample's, 0 for the population's; 1 where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false) */
NT_API nt_status nt_std_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction,
                             uint8_t keep_dim, nt_tensor** std, nt_tensor** mean);

/** Covariance matrix of variables, a row each, over observations, a column each: sum_k w_k (x_ik - m_i) (x_jk - m_j) / norm
 *  with the weighted means m and w = fweights * aweights. Integers give float32. @torch torch.cov
 *  @param correction what the sum of weights is reduced by (default 1)
 *  @param fweights how often each observation occurred, integers (optional)
 *  @param aweights the importance of each observation, floating (optional) */
NT_API nt_status nt_cov(const nt_tensor* self, int64_t correction, const nt_tensor* fweights, const nt_tensor* aweights,
                        nt_tensor** out);

/** Pearson's correlation coefficients of variables, a row each: cov_ij / sqrt(cov_ii cov_jj), within [-1, 1]. Integers give
 *  float32. @torch torch.corrcoef @csharp CorrCoef */
NT_API nt_status nt_corrcoef(const nt_tensor* self, nt_tensor** out);

/** Quantiles: what stands at place q (n - 1) of the n sorted elements, interpolated; NaN where there is one. With a list of
 *  q they come first in the result. float32 and float64. @torch torch.quantile
 *  @param q one or more places in [0, 1], of self's dtype
 *  @param dim the dimension; the flattened tensor where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param interpolation how places between two elements are answered (enum QuantileInterpolation, default 0) */
NT_API nt_status nt_quantile(const nt_tensor* self, const nt_tensor* q, const int64_t* dim, uint8_t keep_dim,
                             int32_t interpolation, nt_tensor* output, nt_tensor** out);

/** Quantiles of what is not NaN; see quantile. float32 and float64. @torch torch.nanquantile @csharp NanQuantile
 *  @param q one or more places in [0, 1], of self's dtype
 *  @param dim the dimension; the flattened tensor where none is given (optional)
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param interpolation how places between two elements are answered (enum QuantileInterpolation, default 0) */
NT_API nt_status nt_nanquantile(const nt_tensor* self, const nt_tensor* q, const int64_t* dim, uint8_t keep_dim,
                                int32_t interpolation, nt_tensor* output, nt_tensor** out);

/** Norm of order p of the difference, which is broadcast. Floating dtypes. @torch torch.dist
 *  @param p the order (default 2) */
NT_API nt_status nt_dist(const nt_tensor* self, const nt_tensor* other, double p, nt_tensor** out);

/** Slices along a dimension whose norm of order p is above max_norm, scaled down to it. Floating dtypes. @torch torch.renorm
 *  @param p the order, above 0 */
NT_API nt_status nt_renorm(const nt_tensor* self, double p, int64_t dim, double max_norm, nt_tensor* into, nt_tensor** out);

/** Distances of order p between every row of self (..., P, M) and every row of x2 (..., R, M): (..., P, R). Floating dtypes.
 *  @torch torch.cdist
 *  @param p the order, 0 to inf (default 2)
 *  @param compute_mode whether Euclidean distances are taken from a matrix product, which is quick and less exact
 *  (enum CdistComputeMode, default 0) */
NT_API nt_status nt_cdist(const nt_tensor* self, const nt_tensor* x2, double p, int32_t compute_mode, nt_tensor** out);

/** Distances of order p between all pairs of rows (N, M): N (N - 1) / 2 of them, row by row of the upper triangle. Floating
 *  dtypes. @torch torch.nn.functional.pdist
 *  @param p the order, 0 to inf (default 2) */
NT_API nt_status nt_pdist(const nt_tensor* self, double p, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
