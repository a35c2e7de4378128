// Linear algebra as C++ functions. Matrices are the last two dimensions, what stands before them is a batch.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/tensor.h"
#include "ops/norm.h"

namespace nt {

using Pair = std::pair<Tensor, Tensor>;
using Three = std::array<Tensor, 3>;

// Products
Tensor mm(const Tensor& self, const Tensor& mat2);
Tensor bmm(const Tensor& self, const Tensor& mat2);
Tensor mv(const Tensor& self, const Tensor& vec);
Tensor dot(const Tensor& self, const Tensor& other);
Tensor outer(const Tensor& self, const Tensor& vec2);
Tensor inner(const Tensor& self, const Tensor& other);
Tensor addmm(const Tensor& self, const Tensor& mat1, const Tensor& mat2, Scalar beta, Scalar alpha);
Tensor addmv(const Tensor& self, const Tensor& mat, const Tensor& vec, Scalar beta, Scalar alpha);
Tensor addr(const Tensor& self, const Tensor& vec1, const Tensor& vec2, Scalar beta, Scalar alpha);
Tensor addbmm(const Tensor& self, const Tensor& batch1, const Tensor& batch2, Scalar beta, Scalar alpha);
Tensor baddbmm(const Tensor& self, const Tensor& batch1, const Tensor& batch2, Scalar beta, Scalar alpha);
Tensor kron(const Tensor& self, const Tensor& other);
Tensor trace(const Tensor& self);
// dim is null: the first dimension of size 3.
Tensor cross(const Tensor& self, const Tensor& other, const int64_t* dim);
Tensor linalg_cross(const Tensor& self, const Tensor& other, int64_t dim);
Tensor tensordot(const Tensor& self, const Tensor& other, const Dims& dims_self, const Dims& dims_other);
Tensor einsum(const std::string& equation, const std::vector<Tensor>& operands);
Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight, const Tensor& bias);
Tensor multi_dot(const std::vector<Tensor>& tensors);
Tensor matrix_power(const Tensor& self, int64_t n);
Tensor matrix_exp(const Tensor& self);

// Cholesky
Pair linalg_cholesky_ex(const Tensor& self, bool upper, bool check_errors);
Tensor linalg_cholesky(const Tensor& self, bool upper);
Tensor cholesky_inverse(const Tensor& self, bool upper);
Tensor cholesky_solve(const Tensor& self, const Tensor& factor, bool upper);

// LU and what rests on it
Three linalg_lu_factor_ex(const Tensor& self, bool pivot, bool check_errors);
Pair linalg_lu_factor(const Tensor& self, bool pivot);
Three lu_unpack(const Tensor& lu, const Tensor& pivots, bool unpack_data, bool unpack_pivots);
Three linalg_lu(const Tensor& self, bool pivot);
Tensor linalg_lu_solve(const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left, bool adjoint);
Tensor linalg_det(const Tensor& self);
Pair linalg_slogdet(const Tensor& self);
Tensor logdet(const Tensor& self);
Pair linalg_solve_ex(const Tensor& self, const Tensor& b, bool left, bool check_errors);
Tensor linalg_solve(const Tensor& self, const Tensor& b, bool left);
Pair linalg_inv_ex(const Tensor& self, bool check_errors);
Tensor linalg_inv(const Tensor& self);
Tensor linalg_tensorinv(const Tensor& self, int64_t ind);
Tensor linalg_tensorsolve(const Tensor& self, const Tensor& other, const Dims& dims);

// Triangles
Tensor linalg_solve_triangular(const Tensor& self, const Tensor& b, bool upper, bool left, bool unitriangular);
Pair triangular_solve(const Tensor& self, const Tensor& a, bool upper, bool transpose, bool unitriangular);

// L D L^T
Three linalg_ldl_factor_ex(const Tensor& self, bool check_errors);
Tensor linalg_ldl_solve(const Tensor& ld, const Tensor& pivots, const Tensor& b);

// QR
enum class QrMode : int32_t { reduced = 0, complete = 1, r = 2 };
Pair geqrf(const Tensor& self);
Tensor householder_product(const Tensor& self, const Tensor& tau);
Tensor ormqr(const Tensor& self, const Tensor& tau, const Tensor& other, bool left, bool transpose);
Pair linalg_qr(const Tensor& self, QrMode mode);

// Eigenvalues and singular values
Pair linalg_eigh(const Tensor& self, bool upper);
Tensor linalg_eigvalsh(const Tensor& self, bool upper);
Three linalg_svd(const Tensor& self, bool full_matrices);
// torch.svd: V instead of its transpose; zeros for U and V where they are not computed.
Three svd(const Tensor& self, bool some, bool compute_uv);
Tensor linalg_svdvals(const Tensor& self);
Tensor linalg_pinv(const Tensor& self, const Tensor& atol, const Tensor& rtol, bool hermitian);
Tensor linalg_matrix_rank(const Tensor& self, const Tensor& atol, const Tensor& rtol, bool hermitian);
// -1: the default driver. Results: solution, residuals, rank, singular values.
std::array<Tensor, 4> linalg_lstsq(const Tensor& self, const Tensor& b, const double* rcond, int32_t driver);

// Norms
Tensor linalg_norm(const Tensor& self, const double* ord, const Dims& dim, bool keep_dim, const Dtype* dtype);
Tensor linalg_norm(const Tensor& self, NormKind ord, const Dims& dim, bool keep_dim, const Dtype* dtype);
Tensor linalg_matrix_norm(const Tensor& self, double ord, const Dims& dim, bool keep_dim, const Dtype* dtype);
Tensor linalg_matrix_norm(const Tensor& self, NormKind ord, const Dims& dim, bool keep_dim, const Dtype* dtype);
Tensor linalg_cond(const Tensor& self, const double* p);
Tensor linalg_cond(const Tensor& self, NormKind p);

}  // namespace nt
