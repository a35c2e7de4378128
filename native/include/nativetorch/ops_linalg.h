/* Linear algebra. Matrices are the last two dimensions, what stands before them is a batch. */
#ifndef NATIVETORCH_OPS_LINALG_H
#define NATIVETORCH_OPS_LINALG_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Cholesky factor of symmetric positive definite matrices: A = L L^T, or U^T U. float32 and float64. @torch
 *  torch.cholesky
 *  @param upper whether the upper triangle is used instead of the lower one (default false) */
NT_API nt_status nt_cholesky(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out);

/** Cholesky factor of symmetric positive definite matrices: A = L L^T, or U^T U. A matrix that is not positive
 *  definite is a LinAlg error. float32 and float64. @torch torch.linalg.cholesky
 *  @param upper whether the upper triangle is used instead of the lower one (default false) */
NT_API nt_status nt_linalg_cholesky(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out);

/** As linalg.cholesky, with the order of the first leading minor that is not positive (int32), or 0, for each matrix.
 *  @torch torch.linalg.cholesky_ex
 *  @param upper whether the upper triangle is used instead of the lower one (default false)
 *  @param check_errors whether a matrix that cannot be factored is an error (default false) */
NT_API nt_status nt_linalg_cholesky_ex(const nt_tensor* self, uint8_t upper, uint8_t check_errors, nt_tensor** l,
                                       nt_tensor** info);

/** Inverse of A from its Cholesky factor. @torch torch.cholesky_inverse
 *  @param upper whether the upper triangle is used instead of the lower one (default false) */
NT_API nt_status nt_cholesky_inverse(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out);

/** The X of A X = self, with A's Cholesky factor in input2. @torch torch.cholesky_solve
 *  @param upper whether the upper triangle is used instead of the lower one (default false) */
NT_API nt_status nt_cholesky_solve(const nt_tensor* self, const nt_tensor* input2, uint8_t upper, nt_tensor* output,
                                   nt_tensor** out);

/** A = P L U of (..., m, n): L (ones in its diagonal) and U in one matrix, row exchanges as LAPACK's pivots (int32,
 *  from 1). @torch torch.linalg.lu_factor
 *  @param pivot must be true: the CPU has no factorisation without row exchanges (default true) */
NT_API nt_status nt_linalg_lu_factor(const nt_tensor* self, uint8_t pivot, nt_tensor** lu, nt_tensor** pivots);

/** As linalg.lu_factor, with the row of the first zero in U's diagonal (int32), or 0, for each matrix. @torch
 *  torch.linalg.lu_factor_ex
 *  @param pivot must be true: the CPU has no factorisation without row exchanges (default true)
 *  @param check_errors whether a matrix that cannot be factored is an error (default false) */
NT_API nt_status nt_linalg_lu_factor_ex(const nt_tensor* self, uint8_t pivot, uint8_t check_errors, nt_tensor** lu,
                                        nt_tensor** pivots, nt_tensor** info);

/** A = P L U of (..., m, n), as three matrices. @torch torch.linalg.lu
 *  @param pivot must be true: the CPU has no factorisation without row exchanges (default true) */
NT_API nt_status nt_linalg_lu(const nt_tensor* self, uint8_t pivot, nt_tensor** p, nt_tensor** l, nt_tensor** u);

/** P, L and U from linalg.lu_factor's result; empty tensors for what is not asked for. @torch torch.lu_unpack
 *  @param unpack_data whether L and U are given (default true)
 *  @param unpack_pivots whether P is given (default true) */
NT_API nt_status nt_lu_unpack(const nt_tensor* self, const nt_tensor* lu_pivots, uint8_t unpack_data,
                              uint8_t unpack_pivots, nt_tensor** p, nt_tensor** l, nt_tensor** u);

/** The X of A X = B from linalg.lu_factor's result. @torch torch.linalg.lu_solve
 *  @param left whether A X = B is solved, else X A = B (default true)
 *  @param adjoint whether A^T stands in the place of A (default false) */
NT_API nt_status nt_linalg_lu_solve(const nt_tensor* self, const nt_tensor* pivots, const nt_tensor* b, uint8_t left,
                                    uint8_t adjoint, nt_tensor* output, nt_tensor** out);

/** The X of A X = self from linalg.lu_factor's result. @torch torch.lu_solve */
NT_API nt_status nt_lu_solve(const nt_tensor* self, const nt_tensor* lu_data, const nt_tensor* lu_pivots,
                             nt_tensor* output, nt_tensor** out);

/** Determinants of square matrices. float32 and float64. @torch torch.det */
NT_API nt_status nt_det(const nt_tensor* self, nt_tensor** out);

/** Determinants of square matrices. float32 and float64. @torch torch.linalg.det */
NT_API nt_status nt_linalg_det(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** Logarithm of determinants: NaN where it is negative, -inf where it is 0. @torch torch.logdet */
NT_API nt_status nt_logdet(const nt_tensor* self, nt_tensor** out);

/** Sign of determinants and logarithm of their magnitude. @torch torch.slogdet */
NT_API nt_status nt_slogdet(const nt_tensor* self, nt_tensor** sign, nt_tensor** logabsdet);

/** Sign of determinants and logarithm of their magnitude. @torch torch.linalg.slogdet */
NT_API nt_status nt_linalg_slogdet(const nt_tensor* self, nt_tensor** sign, nt_tensor** logabsdet);

/** The X of A X = B; B holds matrices, or vectors: (n), or A's batch with (n). A singular matrix is a LinAlg error.
 *  float32 and float64. @torch torch.linalg.solve
 *  @param left whether A X = B is solved, else X A = B (default true) */
NT_API nt_status nt_linalg_solve(const nt_tensor* self, const nt_tensor* b, uint8_t left, nt_tensor* output,
                                 nt_tensor** out);

/** As linalg.solve, with the row of the first zero in U's diagonal (int32), or 0, for each matrix. @torch
 *  torch.linalg.solve_ex
 *  @param left whether A X = B is solved, else X A = B (default true)
 *  @param check_errors whether a matrix that cannot be factored is an error (default false) */
NT_API nt_status nt_linalg_solve_ex(const nt_tensor* self, const nt_tensor* b, uint8_t left, uint8_t check_errors,
                                    nt_tensor** out, nt_tensor** info);

/** Inverses of square matrices; a singular one is a LinAlg error. @torch torch.inverse */
NT_API nt_status nt_inverse(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** Inverses of square matrices; a singular one is a LinAlg error. float32 and float64. @torch torch.linalg.inv */
NT_API nt_status nt_linalg_inv(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** As linalg.inv, with the row of the first zero in U's diagonal (int32), or 0, for each matrix. @torch
 *  torch.linalg.inv_ex
 *  @param check_errors whether a matrix that cannot be factored is an error (default false) */
NT_API nt_status nt_linalg_inv_ex(const nt_tensor* self, uint8_t check_errors, nt_tensor** inverse, nt_tensor** info);

/** The inverse of tensordot with self over its last dimensions. @torch torch.linalg.tensorinv
 *  @param ind how many dimensions are the first half (default 2) */
NT_API nt_status nt_linalg_tensorinv(const nt_tensor* self, int64_t ind, nt_tensor* output, nt_tensor** out);

/** The X of tensordot(self, X) = other. @torch torch.linalg.tensorsolve
 *  @param dims dimensions of self that are moved to its end first; none means none (optional) */
NT_API nt_status nt_linalg_tensorsolve(const nt_tensor* self, const nt_tensor* other, const int64_t* dims,
                                       int32_t dims_count, nt_tensor* output, nt_tensor** out);

/** The X of A X = B for triangular A; the other triangle is not read, and no zero in the diagonal is looked for.
 *  @torch torch.linalg.solve_triangular
 *  @param left whether A X = B is solved, else X A = B (default true)
 *  @param upper whether A is upper triangular
 *  @param unitriangular whether A's diagonal counts as ones (default false) */
NT_API nt_status nt_linalg_solve_triangular(const nt_tensor* self, const nt_tensor* b, uint8_t upper, uint8_t left,
                                            uint8_t unitriangular, nt_tensor* output, nt_tensor** out);

/** The X of A X = self for triangular A, and a copy of A. @torch torch.triangular_solve
 *  @param upper whether A is upper triangular (default true)
 *  @param transpose whether A^T stands in the place of A (default false)
 *  @param unitriangular whether A's diagonal counts as ones (default false) */
NT_API nt_status nt_triangular_solve(const nt_tensor* self, const nt_tensor* a, uint8_t upper, uint8_t transpose,
                                     uint8_t unitriangular, nt_tensor** solution, nt_tensor** cloned_coefficient);

/** A = L D L^T of symmetric matrices, whose lower triangle is read: L and D in one matrix, LAPACK's pivots (int32).
 *  No derivative. @torch torch.linalg.ldl_factor
 *  @param hermitian says nothing of real matrices (default false) */
NT_API nt_status nt_linalg_ldl_factor(const nt_tensor* self, uint8_t hermitian, nt_tensor** ld, nt_tensor** pivots);

/** As linalg.ldl_factor, with the row of the first zero in D (int32), or 0, for each matrix. @torch
 *  torch.linalg.ldl_factor_ex
 *  @param hermitian says nothing of real matrices (default false)
 *  @param check_errors whether a matrix that cannot be factored is an error (default false) */
NT_API nt_status nt_linalg_ldl_factor_ex(const nt_tensor* self, uint8_t hermitian, uint8_t check_errors, nt_tensor** ld,
                                         nt_tensor** pivots, nt_tensor** info);

/** The X of A X = B from linalg.ldl_factor's result. No derivative. @torch torch.linalg.ldl_solve
 *  @param hermitian says nothing of real matrices (default false) */
NT_API nt_status nt_linalg_ldl_solve(const nt_tensor* self, const nt_tensor* pivots, const nt_tensor* b,
                                     uint8_t hermitian, nt_tensor* output, nt_tensor** out);

/** LAPACK's QR factors: R in the upper triangle, Householder reflections below, their factors in tau. No derivative.
 *  @torch torch.geqrf */
NT_API nt_status nt_geqrf(const nt_tensor* self, nt_tensor** a, nt_tensor** tau);

/** The first columns of Q from geqrf's result. @torch torch.orgqr */
NT_API nt_status nt_orgqr(const nt_tensor* self, const nt_tensor* tau, nt_tensor* output, nt_tensor** out);

/** The first columns of H_1 H_2 ... H_k, H_i = 1 - tau_i v_i v_i^T with v_i in column i below the diagonal. @torch
 *  torch.linalg.householder_product */
NT_API nt_status nt_linalg_householder_product(const nt_tensor* self, const nt_tensor* tau, nt_tensor* output,
                                               nt_tensor** out);

/** Q other from geqrf's result, without forming Q. @torch torch.ormqr
 *  @param left whether Q stands on the left (default true)
 *  @param transpose whether Q^T stands in the place of Q (default false) */
NT_API nt_status nt_ormqr(const nt_tensor* self, const nt_tensor* tau, const nt_tensor* other, uint8_t left,
                          uint8_t transpose, nt_tensor* output, nt_tensor** out);

/** A = Q R with orthonormal columns in Q and R upper triangular. @torch torch.qr
 *  @param some whether Q has min(m, n) columns, else m (default true) */
NT_API nt_status nt_qr(const nt_tensor* self, uint8_t some, nt_tensor** q, nt_tensor** r);

/** A = Q R with orthonormal columns in Q and R upper triangular. float32 and float64. @torch torch.linalg.qr
 *  @param mode whether Q has min(m, n) columns, or m, or is left out (enum QrMode, default 0) */
NT_API nt_status nt_linalg_qr(const nt_tensor* self, int32_t mode, nt_tensor** q, nt_tensor** r);

/** Eigenvalues of symmetric matrices, ascending, and eigenvectors as columns: A = V diag(L) V^T. @torch
 *  torch.linalg.eigh
 *  @param uplo which triangle is read (enum Uplo, default 0) */
NT_API nt_status nt_linalg_eigh(const nt_tensor* self, int32_t uplo, nt_tensor** eigenvalues, nt_tensor** eigenvectors);

/** Eigenvalues of symmetric matrices, ascending. @torch torch.linalg.eigvalsh
 *  @param uplo which triangle is read (enum Uplo, default 0) */
NT_API nt_status nt_linalg_eigvalsh(const nt_tensor* self, int32_t uplo, nt_tensor* output, nt_tensor** out);

/** A = U diag(S) V^T with singular values in descending order; V itself is given. @torch torch.svd
 *  @param some whether U and V have min(m, n) columns (default true)
 *  @param compute_uv whether U and V are computed, else they are zeros (default true) */
NT_API nt_status nt_svd(const nt_tensor* self, uint8_t some, uint8_t compute_uv, nt_tensor** u, nt_tensor** s,
                        nt_tensor** v);

/** A = U diag(S) V^T with singular values in descending order. NaN or infinity is a LinAlg error. @torch
 *  torch.linalg.svd
 *  @param full_matrices whether U and V^T are square, else of min(m, n) columns and rows (default true) */
NT_API nt_status nt_linalg_svd(const nt_tensor* self, uint8_t full_matrices, nt_tensor** u, nt_tensor** s,
                               nt_tensor** vh);

/** Singular values, descending. @torch torch.linalg.svdvals */
NT_API nt_status nt_linalg_svdvals(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** Pseudo-inverse; singular values up to rcond times the largest count as zero. @torch torch.pinverse
 *  @param rcond the bound (default 1e-15) */
NT_API nt_status nt_pinverse(const nt_tensor* self, double rcond, nt_tensor** out);

/** Pseudo-inverse of Moore and Penrose. Tolerances hold a number for each matrix. @torch torch.linalg.pinv
 *  @param atol values up to this count as zero (default: 0) (optional)
 *  @param rtol and values up to this part of the largest; by default eps max(m, n), or 0 where atol is positive
 *    (optional)
 *  @param hermitian whether the matrices are symmetric (default false) */
NT_API nt_status nt_linalg_pinv(const nt_tensor* self, const nt_tensor* atol, const nt_tensor* rtol, uint8_t hermitian,
                                nt_tensor* output, nt_tensor** out);

/** How many singular values are larger than max(atol, rtol times the largest); int64. Tolerances hold a number for
 *  each matrix. @torch torch.linalg.matrix_rank
 *  @param atol values up to this count as zero (default: 0) (optional)
 *  @param rtol and values up to this part of the largest; by default eps max(m, n), or 0 where atol is positive
 *    (optional)
 *  @param hermitian whether the matrices are symmetric (default false) */
NT_API nt_status nt_linalg_matrix_rank(const nt_tensor* self, const nt_tensor* atol, const nt_tensor* rtol,
                                       uint8_t hermitian, nt_tensor* output, nt_tensor** out);

/** Least squares: the X that minimises the columns of A X - B. Residuals (sums of squares), rank (int64) and singular
 *  values are empty where the driver does not give them. @torch torch.linalg.lstsq
 *  @param rcond singular values up to this part of the largest count as zero; by default eps max(m, n) (optional)
 *  @param driver LAPACK's routine, gelsy by default (enum LstsqDriver, optional) */
NT_API nt_status nt_linalg_lstsq(const nt_tensor* self, const nt_tensor* b, const double* rcond, int32_t driver,
                                 nt_tensor** solution, nt_tensor** residuals, nt_tensor** rank,
                                 nt_tensor** singular_values);

/** Norm of a vector, or of matrices where two dimensions are given or self has two. Without ord: the root of the sum
 *  of squares over dim. Floating dtypes. @torch torch.linalg.norm
 *  @param ord the norm's order (optional)
 *  @param dim the dimensions; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_linalg_norm(const nt_tensor* self, const double* ord, const int64_t* dim, int32_t dim_count,
                                uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Frobenius or nuclear norm of matrices. @torch torch.linalg.norm @csharp Norm
 *  @param ord which norm (enum MatrixNormKind)
 *  @param dim the dimensions; none means all
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_linalg_norm_kind(const nt_tensor* self, int32_t ord, const int64_t* dim, int32_t dim_count,
                                     uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Norm of matrices: 1 and inf are the largest sum of magnitudes in a column and a row, 2 the largest singular value,
 *  negative ones the smallest of these. Floating dtypes. @torch torch.linalg.matrix_norm
 *  @param ord 1, -1, 2, -2, inf or -inf
 *  @param dim the dimensions; none means the last two
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_linalg_matrix_norm(const nt_tensor* self, double ord, const int64_t* dim, int32_t dim_count,
                                       uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Frobenius norm of matrices (root of the sum of squares) or nuclear norm (sum of the singular values). @torch
 *  torch.linalg.matrix_norm @csharp MatrixNorm
 *  @param ord which norm (enum MatrixNormKind, default 0)
 *  @param dim the dimensions; none means the last two
 *  @param keep_dim whether reduced dimensions stay with size 1 (default false)
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_linalg_matrix_norm_kind(const nt_tensor* self, int32_t ord, const int64_t* dim, int32_t dim_count,
                                            uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out);

/** Condition number: norm of A times that of its inverse; for 2, the default, the ratio of the extreme singular
 *  values. @torch torch.linalg.cond
 *  @param p the norm: 1, -1, 2, -2, inf or -inf (optional) */
NT_API nt_status nt_linalg_cond(const nt_tensor* self, const double* p, nt_tensor* output, nt_tensor** out);

/** Condition number in the Frobenius or the nuclear norm. @torch torch.linalg.cond @csharp Cond
 *  @param p which norm (enum MatrixNormKind) */
NT_API nt_status nt_linalg_cond_kind(const nt_tensor* self, int32_t p, nt_tensor* output, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
