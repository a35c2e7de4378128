#include "capi/outputs.h"
#include "ops/linalg.h"

using namespace nt;
using namespace nt::capi;

// A number that stands for one of an enum's members.
template <class E>
static E choice(const char* op, int32_t value, int32_t count) {
  NT_CHECK(value >= 0 && value < count, Code::argument, "[", op, "] ", value, " is no choice");
  return static_cast<E>(value);
}

static void give_three(nt_tensor** first, nt_tensor** second, nt_tensor** third, Three&& all) {
  nt_tensor** outs[] = {first, second, third};
  for (nt_tensor** out : outs) check_pointer(out, "out");
  for (size_t i = 0; i < all.size(); ++i) give(outs[i], std::move(all[i]));
}

nt_status nt_cholesky(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out) {
  return computed("cholesky", self, output, out, [&](const Tensor& x) { return linalg_cholesky(x, upper != 0); });
}

nt_status nt_linalg_cholesky(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.cholesky", self, output, out,
                  [&](const Tensor& x) { return linalg_cholesky(x, upper != 0); });
}

nt_status nt_linalg_cholesky_ex(const nt_tensor* self, uint8_t upper, uint8_t check_errors, nt_tensor** l,
                                nt_tensor** info) {
  return boundary([&] { give_pair(l, info, linalg_cholesky_ex(*In(self), upper != 0, check_errors != 0)); });
}

nt_status nt_cholesky_inverse(const nt_tensor* self, uint8_t upper, nt_tensor* output, nt_tensor** out) {
  return computed("cholesky_inverse", self, output, out,
                  [&](const Tensor& x) { return cholesky_inverse(x, upper != 0); });
}

nt_status nt_cholesky_solve(const nt_tensor* self, const nt_tensor* input2, uint8_t upper, nt_tensor* output,
                            nt_tensor** out) {
  return computed("cholesky_solve", self, output, out,
                  [&](const Tensor& x) { return cholesky_solve(x, *In(input2), upper != 0); });
}

nt_status nt_linalg_lu_factor(const nt_tensor* self, uint8_t pivot, nt_tensor** lu, nt_tensor** pivots) {
  return boundary([&] { give_pair(lu, pivots, linalg_lu_factor(*In(self), pivot != 0)); });
}

nt_status nt_linalg_lu_factor_ex(const nt_tensor* self, uint8_t pivot, uint8_t check_errors, nt_tensor** lu,
                                 nt_tensor** pivots, nt_tensor** info) {
  return boundary([&] { give_three(lu, pivots, info, linalg_lu_factor_ex(*In(self), pivot != 0, check_errors != 0)); });
}

nt_status nt_linalg_lu(const nt_tensor* self, uint8_t pivot, nt_tensor** p, nt_tensor** l, nt_tensor** u) {
  return boundary([&] { give_three(p, l, u, linalg_lu(*In(self), pivot != 0)); });
}

nt_status nt_lu_unpack(const nt_tensor* self, const nt_tensor* lu_pivots, uint8_t unpack_data, uint8_t unpack_pivots,
                       nt_tensor** p, nt_tensor** l, nt_tensor** u) {
  return boundary(
      [&] { give_three(p, l, u, lu_unpack(*In(self), *In(lu_pivots), unpack_data != 0, unpack_pivots != 0)); });
}

nt_status nt_linalg_lu_solve(const nt_tensor* self, const nt_tensor* pivots, const nt_tensor* b, uint8_t left,
                             uint8_t adjoint, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.lu_solve", self, output, out,
                  [&](const Tensor& x) { return linalg_lu_solve(x, *In(pivots), *In(b), left != 0, adjoint != 0); });
}

nt_status nt_lu_solve(const nt_tensor* self, const nt_tensor* lu_data, const nt_tensor* lu_pivots, nt_tensor* output,
                      nt_tensor** out) {
  return computed("lu_solve", self, output, out,
                  [&](const Tensor& x) { return linalg_lu_solve(*In(lu_data), *In(lu_pivots), x, true, false); });
}

nt_status nt_det(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, linalg_det(*In(self))); });
}

nt_status nt_linalg_det(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.det", self, output, out, [&](const Tensor& x) { return linalg_det(x); });
}

nt_status nt_logdet(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, logdet(*In(self))); });
}

nt_status nt_slogdet(const nt_tensor* self, nt_tensor** sign, nt_tensor** logabsdet) {
  return boundary([&] { give_pair(sign, logabsdet, linalg_slogdet(*In(self))); });
}

nt_status nt_linalg_slogdet(const nt_tensor* self, nt_tensor** sign, nt_tensor** logabsdet) {
  return boundary([&] { give_pair(sign, logabsdet, linalg_slogdet(*In(self))); });
}

nt_status nt_linalg_solve(const nt_tensor* self, const nt_tensor* b, uint8_t left, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.solve", self, output, out,
                  [&](const Tensor& x) { return linalg_solve(x, *In(b), left != 0); });
}

nt_status nt_linalg_solve_ex(const nt_tensor* self, const nt_tensor* b, uint8_t left, uint8_t check_errors,
                             nt_tensor** out, nt_tensor** info) {
  return boundary([&] { give_pair(out, info, linalg_solve_ex(*In(self), *In(b), left != 0, check_errors != 0)); });
}

nt_status nt_inverse(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return computed("inverse", self, output, out, [&](const Tensor& x) { return linalg_inv(x); });
}

nt_status nt_linalg_inv(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.inv", self, output, out, [&](const Tensor& x) { return linalg_inv(x); });
}

nt_status nt_linalg_inv_ex(const nt_tensor* self, uint8_t check_errors, nt_tensor** inverse, nt_tensor** info) {
  return boundary([&] { give_pair(inverse, info, linalg_inv_ex(*In(self), check_errors != 0)); });
}

nt_status nt_linalg_tensorinv(const nt_tensor* self, int64_t ind, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.tensorinv", self, output, out, [&](const Tensor& x) { return linalg_tensorinv(x, ind); });
}

nt_status nt_linalg_tensorsolve(const nt_tensor* self, const nt_tensor* other, const int64_t* dims, int32_t dims_count,
                                nt_tensor* output, nt_tensor** out) {
  return computed("linalg.tensorsolve", self, output, out,
                  [&](const Tensor& x) { return linalg_tensorsolve(x, *In(other), capi::dims(dims, dims_count)); });
}

nt_status nt_linalg_solve_triangular(const nt_tensor* self, const nt_tensor* b, uint8_t upper, uint8_t left,
                                     uint8_t unitriangular, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.solve_triangular", self, output, out, [&](const Tensor& x) {
    return linalg_solve_triangular(x, *In(b), upper != 0, left != 0, unitriangular != 0);
  });
}

nt_status nt_triangular_solve(const nt_tensor* self, const nt_tensor* a, uint8_t upper, uint8_t transpose,
                              uint8_t unitriangular, nt_tensor** solution, nt_tensor** cloned_coefficient) {
  return boundary([&] {
    give_pair(solution, cloned_coefficient,
              triangular_solve(*In(self), *In(a), upper != 0, transpose != 0, unitriangular != 0));
  });
}

nt_status nt_linalg_ldl_factor(const nt_tensor* self, uint8_t hermitian, nt_tensor** ld, nt_tensor** pivots) {
  return boundary([&] {
    (void)hermitian;
    Three all = linalg_ldl_factor_ex(*In(self), false);
    give_pair(ld, pivots, {std::move(all[0]), std::move(all[1])});
  });
}

nt_status nt_linalg_ldl_factor_ex(const nt_tensor* self, uint8_t hermitian, uint8_t check_errors, nt_tensor** ld,
                                  nt_tensor** pivots, nt_tensor** info) {
  return boundary([&] {
    (void)hermitian;
    give_three(ld, pivots, info, linalg_ldl_factor_ex(*In(self), check_errors != 0));
  });
}

nt_status nt_linalg_ldl_solve(const nt_tensor* self, const nt_tensor* pivots, const nt_tensor* b, uint8_t hermitian,
                              nt_tensor* output, nt_tensor** out) {
  (void)hermitian;
  return computed("linalg.ldl_solve", self, output, out,
                  [&](const Tensor& x) { return linalg_ldl_solve(x, *In(pivots), *In(b)); });
}

nt_status nt_geqrf(const nt_tensor* self, nt_tensor** a, nt_tensor** tau) {
  return boundary([&] { give_pair(a, tau, geqrf(*In(self))); });
}

nt_status nt_orgqr(const nt_tensor* self, const nt_tensor* tau, nt_tensor* output, nt_tensor** out) {
  return computed("orgqr", self, output, out, [&](const Tensor& x) { return householder_product(x, *In(tau)); });
}

nt_status nt_linalg_householder_product(const nt_tensor* self, const nt_tensor* tau, nt_tensor* output,
                                        nt_tensor** out) {
  return computed("linalg.householder_product", self, output, out,
                  [&](const Tensor& x) { return householder_product(x, *In(tau)); });
}

nt_status nt_ormqr(const nt_tensor* self, const nt_tensor* tau, const nt_tensor* other, uint8_t left, uint8_t transpose,
                   nt_tensor* output, nt_tensor** out) {
  return computed("ormqr", self, output, out,
                  [&](const Tensor& x) { return ormqr(x, *In(tau), *In(other), left != 0, transpose != 0); });
}

nt_status nt_qr(const nt_tensor* self, uint8_t some, nt_tensor** q, nt_tensor** r) {
  return boundary([&] { give_pair(q, r, linalg_qr(*In(self), some ? QrMode::reduced : QrMode::complete)); });
}

nt_status nt_linalg_qr(const nt_tensor* self, int32_t mode, nt_tensor** q, nt_tensor** r) {
  return boundary([&] { give_pair(q, r, linalg_qr(*In(self), choice<QrMode>("linalg.qr", mode, 3))); });
}

nt_status nt_linalg_eigh(const nt_tensor* self, int32_t uplo, nt_tensor** eigenvalues, nt_tensor** eigenvectors) {
  return boundary([&] {
    give_pair(eigenvalues, eigenvectors, linalg_eigh(*In(self), choice<int32_t>("linalg.eigh", uplo, 2) == 1));
  });
}

nt_status nt_linalg_eigvalsh(const nt_tensor* self, int32_t uplo, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.eigvalsh", self, output, out, [&](const Tensor& x) {
    return linalg_eigvalsh(x, choice<int32_t>("linalg.eigvalsh", uplo, 2) == 1);
  });
}

nt_status nt_svd(const nt_tensor* self, uint8_t some, uint8_t compute_uv, nt_tensor** u, nt_tensor** s, nt_tensor** v) {
  return boundary([&] { give_three(u, s, v, svd(*In(self), some != 0, compute_uv != 0)); });
}

nt_status nt_linalg_svd(const nt_tensor* self, uint8_t full_matrices, nt_tensor** u, nt_tensor** s, nt_tensor** vh) {
  return boundary([&] { give_three(u, s, vh, linalg_svd(*In(self), full_matrices != 0)); });
}

nt_status nt_linalg_svdvals(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.svdvals", self, output, out, [&](const Tensor& x) { return linalg_svdvals(x); });
}

nt_status nt_pinverse(const nt_tensor* self, double rcond, nt_tensor** out) {
  return boundary([&] { give(out, linalg_pinv(*In(self), {}, scalar_tensor(rcond), false)); });
}

nt_status nt_linalg_pinv(const nt_tensor* self, const nt_tensor* atol, const nt_tensor* rtol, uint8_t hermitian,
                         nt_tensor* output, nt_tensor** out) {
  return computed("linalg.pinv", self, output, out,
                  [&](const Tensor& x) { return linalg_pinv(x, *In(atol, true), *In(rtol, true), hermitian != 0); });
}

nt_status nt_linalg_matrix_rank(const nt_tensor* self, const nt_tensor* atol, const nt_tensor* rtol, uint8_t hermitian,
                                nt_tensor* output, nt_tensor** out) {
  return computed("linalg.matrix_rank", self, output, out, [&](const Tensor& x) {
    return linalg_matrix_rank(x, *In(atol, true), *In(rtol, true), hermitian != 0);
  });
}

nt_status nt_linalg_lstsq(const nt_tensor* self, const nt_tensor* b, const double* rcond, int32_t driver,
                          nt_tensor** solution, nt_tensor** residuals, nt_tensor** rank, nt_tensor** singular_values) {
  return boundary([&] {
    std::array<Tensor, 4> all = linalg_lstsq(*In(self), *In(b), rcond, driver);
    nt_tensor** outs[] = {solution, residuals, rank, singular_values};
    for (nt_tensor** out : outs) check_pointer(out, "out");
    for (size_t i = 0; i < all.size(); ++i) give(outs[i], std::move(all[i]));
  });
}

nt_status nt_linalg_norm(const nt_tensor* self, const double* ord, const int64_t* dim, int32_t dim_count,
                         uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.norm", self, output, out, [&](const Tensor& x) {
    return linalg_norm(x, ord, dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());
  });
}

nt_status nt_linalg_norm_kind(const nt_tensor* self, int32_t ord, const int64_t* dim, int32_t dim_count,
                              uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.norm", self, output, out, [&](const Tensor& x) {
    return linalg_norm(x, choice<NormKind>("linalg.norm", ord, 2), dims(dim, dim_count), keep_dim != 0,
                       OptionalDtype(dtype).or_null());
  });
}

nt_status nt_linalg_matrix_norm(const nt_tensor* self, double ord, const int64_t* dim, int32_t dim_count,
                                uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.matrix_norm", self, output, out, [&](const Tensor& x) {
    return linalg_matrix_norm(x, ord, dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());
  });
}

nt_status nt_linalg_matrix_norm_kind(const nt_tensor* self, int32_t ord, const int64_t* dim, int32_t dim_count,
                                     uint8_t keep_dim, int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.matrix_norm", self, output, out, [&](const Tensor& x) {
    return linalg_matrix_norm(x, choice<NormKind>("linalg.matrix_norm", ord, 2), dims(dim, dim_count), keep_dim != 0,
                              OptionalDtype(dtype).or_null());
  });
}

nt_status nt_linalg_cond(const nt_tensor* self, const double* p, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.cond", self, output, out, [&](const Tensor& x) { return linalg_cond(x, p); });
}

nt_status nt_linalg_cond_kind(const nt_tensor* self, int32_t p, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.cond", self, output, out,
                  [&](const Tensor& x) { return linalg_cond(x, choice<NormKind>("linalg.cond", p, 2)); });
}
