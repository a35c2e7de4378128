// LAPACK's routines under one name for float and double. Matrices are dense and column-major, so that the leading dimension
// is the number of rows; workspaces are made inside. Each returns LAPACK's info: 0, or what went wrong where.
#pragma once

#include <cstdint>

namespace nt::cpu::lapack {

using Int = int32_t;

enum class Vectors : char { none = 'N', thin = 'S', full = 'A' };
enum class Driver : int32_t { gels = 0, gelsy = 1, gelsd = 2, gelss = 3 };

#define NT_LAPACK(T)                                                                                                 \
  /* c (m x n) = a (m x k) b (k x n), each possibly transposed. */                                                   \
  void gemm(bool transpose_a, bool transpose_b, Int m, Int n, Int k, const T* a, Int lda, const T* b, Int ldb, T* c, \
            Int ldc);                                                                                                \
  /* op(a) x = b, or x op(a) = b; b (m x n) becomes x. Nothing is checked. */                                        \
  void trsm(bool left, bool upper, bool transpose, bool unit, Int m, Int n, const T* a, T* b);                       \
  Int potrf(bool upper, Int n, T* a);                                                                                \
  Int potri(bool upper, Int n, T* a);                                                                                \
  Int potrs(bool upper, Int n, Int columns, const T* a, T* b);                                                       \
  Int getrf(Int m, Int n, T* a, Int* pivots);                                                                        \
  Int getrs(bool transpose, Int n, Int columns, const T* lu, const Int* pivots, T* b);                               \
  Int sytrf(Int n, T* a, Int* pivots);                                                                               \
  Int sytrs(Int n, Int columns, const T* ld, const Int* pivots, T* b);                                               \
  Int geqrf(Int m, Int n, T* a, T* tau);                                                                             \
  Int orgqr(Int m, Int n, Int k, T* a, const T* tau);                                                                \
  Int ormqr(bool left, bool transpose, Int m, Int n, Int k, const T* a, Int lda, const T* tau, T* c);                \
  /* Eigenvalues, ascending; a becomes the eigenvectors where they are asked for. */                                 \
  Int syevd(bool vectors, bool upper, Int n, T* a, T* values);                                                       \
  /* Singular values, descending; a is overwritten. */                                                               \
  Int gesdd(Vectors vectors, Int m, Int n, T* a, T* s, T* u, Int ldu, T* vt, Int ldvt);                              \
  /* Least squares; b (max(m, n) x columns) becomes the solution and, below it, residuals. */                        \
  Int gels(Int m, Int n, Int columns, T* a, T* b);                                                                   \
  Int gelsx(Driver driver, Int m, Int n, Int columns, T* a, T* b, T rcond, Int* rank, T* s);
NT_LAPACK(float)
NT_LAPACK(double)
#undef NT_LAPACK

}  // namespace nt::cpu::lapack
