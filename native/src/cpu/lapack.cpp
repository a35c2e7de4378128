#include "cpu/lapack.h"

#include <lapack.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

extern "C" {
void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
            const float*, const int*, const float*, float*, const int*, size_t, size_t);
void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*, const double*, const int*,
            const double*, const int*, const double*, double*, const int*, size_t, size_t);
void strsm_(const char*, const char*, const char*, const char*, const int*, const int*, const float*, const float*,
            const int*, float*, const int*, size_t, size_t, size_t, size_t);
void dtrsm_(const char*, const char*, const char*, const char*, const int*, const int*, const double*, const double*,
            const int*, double*, const int*, size_t, size_t, size_t, size_t);
}

namespace nt::cpu::lapack {
namespace {

static_assert(sizeof(lapack_int) == sizeof(Int));

Int ld(Int rows) { return std::max<Int>(rows, 1); }
char triangle(bool upper) { return upper ? 'U' : 'L'; }
char transposed(bool yes) { return yes ? 'T' : 'N'; }

// The size of a workspace that a query answered with; float cannot hold every integer.
template <class T>
Int asked(T size) {
  const double wanted = std::ceil(static_cast<double>(size) * (1 + std::numeric_limits<T>::epsilon()));
  return static_cast<Int>(std::clamp(wanted, 1.0, 2147483647.0));
}

// Calls routine(work, lwork) twice: it tells the size of its workspace, then works.
template <class T, class F>
void with_workspace(F&& routine) {
  T size = 1;
  routine(&size, Int{-1});
  std::vector<T> work(static_cast<size_t>(asked(size)));
  routine(work.data(), static_cast<Int>(work.size()));
}

}  // namespace

#define NT_LAPACK(T, x)                                                                                               \
  void gemm(bool transpose_a, bool transpose_b, Int m, Int n, Int k, const T* a, Int lda, const T* b, Int ldb, T* c,  \
            Int ldc) {                                                                                                \
    const char ta = transposed(transpose_a), tb = transposed(transpose_b);                                            \
    const T one = 1, zero = 0;                                                                                        \
    x##gemm_(&ta, &tb, &m, &n, &k, &one, a, &lda, b, &ldb, &zero, c, &ldc, 1, 1);                                     \
  }                                                                                                                   \
  void trsm(bool left, bool upper, bool transpose, bool unit, Int m, Int n, const T* a, T* b) {                       \
    const char side = left ? 'L' : 'R', uplo = triangle(upper), trans = transposed(transpose),                        \
               diag = unit ? 'U' : 'N';                                                                               \
    const T one = 1;                                                                                                  \
    const Int lda = ld(left ? m : n), ldb = ld(m);                                                                    \
    x##trsm_(&side, &uplo, &trans, &diag, &m, &n, &one, a, &lda, b, &ldb, 1, 1, 1, 1);                                \
  }                                                                                                                   \
  Int potrf(bool upper, Int n, T* a) {                                                                                \
    const char uplo = triangle(upper);                                                                                \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##potrf(&uplo, &n, a, &lda, &info);                                                                     \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int potri(bool upper, Int n, T* a) {                                                                                \
    const char uplo = triangle(upper);                                                                                \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##potri(&uplo, &n, a, &lda, &info);                                                                     \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int potrs(bool upper, Int n, Int columns, const T* a, T* b) {                                                       \
    const char uplo = triangle(upper);                                                                                \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##potrs(&uplo, &n, &columns, a, &lda, b, &lda, &info);                                                  \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int getrf(Int m, Int n, T* a, Int* pivots) {                                                                        \
    const Int lda = ld(m);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##getrf(&m, &n, a, &lda, pivots, &info);                                                                \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int getrs(bool transpose, Int n, Int columns, const T* lu, const Int* pivots, T* b) {                               \
    const char trans = transposed(transpose);                                                                         \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##getrs(&trans, &n, &columns, lu, &lda, pivots, b, &lda, &info);                                        \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int sytrf(Int n, T* a, Int* pivots) {                                                                               \
    const char uplo = 'L';                                                                                            \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    with_workspace<T>(                                                                                                \
        [&](T* work, Int lwork) { LAPACK_##x##sytrf(&uplo, &n, a, &lda, pivots, work, &lwork, &info); });             \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int sytrs(Int n, Int columns, const T* a, const Int* pivots, T* b) {                                                \
    const char uplo = 'L';                                                                                            \
    const Int lda = ld(n);                                                                                            \
    Int info = 0;                                                                                                     \
    LAPACK_##x##sytrs(&uplo, &n, &columns, a, &lda, pivots, b, &lda, &info);                                          \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int geqrf(Int m, Int n, T* a, T* tau) {                                                                             \
    const Int lda = ld(m);                                                                                            \
    Int info = 0;                                                                                                     \
    with_workspace<T>([&](T* work, Int lwork) { LAPACK_##x##geqrf(&m, &n, a, &lda, tau, work, &lwork, &info); });     \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int orgqr(Int m, Int n, Int k, T* a, const T* tau) {                                                                \
    const Int lda = ld(m);                                                                                            \
    Int info = 0;                                                                                                     \
    with_workspace<T>([&](T* work, Int lwork) { LAPACK_##x##orgqr(&m, &n, &k, a, &lda, tau, work, &lwork, &info); }); \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int ormqr(bool left, bool transpose, Int m, Int n, Int k, const T* a, Int lda, const T* tau, T* c) {                \
    const char side = left ? 'L' : 'R', trans = transposed(transpose);                                                \
    const Int ldc = ld(m);                                                                                            \
    Int info = 0;                                                                                                     \
    with_workspace<T>([&](T* work, Int lwork) {                                                                       \
      LAPACK_##x##ormqr(&side, &trans, &m, &n, &k, a, &lda, tau, c, &ldc, work, &lwork, &info);                       \
    });                                                                                                               \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int syevd(bool vectors, bool upper, Int n, T* a, T* values) {                                                       \
    const char job = vectors ? 'V' : 'N', uplo = triangle(upper);                                                     \
    const Int lda = ld(n);                                                                                            \
    Int info = 0, iasked = 1;                                                                                         \
    T size = 1;                                                                                                       \
    Int query = -1;                                                                                                   \
    LAPACK_##x##syevd(&job, &uplo, &n, a, &lda, values, &size, &query, &iasked, &query, &info);                       \
    std::vector<T> work(static_cast<size_t>(asked(size)));                                                            \
    std::vector<Int> iwork(static_cast<size_t>(std::max<Int>(iasked, 1)));                                            \
    const Int lwork = static_cast<Int>(work.size()), liwork = static_cast<Int>(iwork.size());                         \
    LAPACK_##x##syevd(&job, &uplo, &n, a, &lda, values, work.data(), &lwork, iwork.data(), &liwork, &info);           \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int gesdd(Vectors vectors, Int m, Int n, T* a, T* s, T* u, Int ldu, T* vt, Int ldvt) {                              \
    const char job = static_cast<char>(vectors);                                                                      \
    const Int lda = ld(m);                                                                                            \
    Int info = 0;                                                                                                     \
    std::vector<Int> iwork(static_cast<size_t>(8 * std::max<Int>(std::min(m, n), 1)));                                \
    with_workspace<T>([&](T* work, Int lwork) {                                                                       \
      LAPACK_##x##gesdd(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, iwork.data(), &info);             \
    });                                                                                                               \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int gels(Int m, Int n, Int columns, T* a, T* b) {                                                                   \
    const char trans = 'N';                                                                                           \
    const Int lda = ld(m), ldb = ld(std::max(m, n));                                                                  \
    Int info = 0;                                                                                                     \
    with_workspace<T>([&](T* work, Int lwork) {                                                                       \
      LAPACK_##x##gels(&trans, &m, &n, &columns, a, &lda, b, &ldb, work, &lwork, &info);                              \
    });                                                                                                               \
    return info;                                                                                                      \
  }                                                                                                                   \
  Int gelsx(Driver driver, Int m, Int n, Int columns, T* a, T* b, T rcond, Int* rank, T* s) {                         \
    const Int lda = ld(m), ldb = ld(std::max(m, n));                                                                  \
    Int info = 0;                                                                                                     \
    if (driver == Driver::gelsy) {                                                                                    \
      std::vector<Int> order(static_cast<size_t>(std::max<Int>(n, 1)), 0);                                            \
      with_workspace<T>([&](T* work, Int lwork) {                                                                     \
        LAPACK_##x##gelsy(&m, &n, &columns, a, &lda, b, &ldb, order.data(), &rcond, rank, work, &lwork, &info);       \
      });                                                                                                             \
    } else if (driver == Driver::gelss) {                                                                             \
      with_workspace<T>([&](T* work, Int lwork) {                                                                     \
        LAPACK_##x##gelss(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, &info);                  \
      });                                                                                                             \
    } else {                                                                                                          \
      Int iasked = 1;                                                                                                 \
      T size = 1;                                                                                                     \
      Int lwork = -1;                                                                                                 \
      LAPACK_##x##gelsd(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, &size, &lwork, &iasked, &info);          \
      std::vector<T> work(static_cast<size_t>(asked(size)));                                                          \
      std::vector<Int> iwork(static_cast<size_t>(std::max<Int>(iasked, 1)));                                          \
      lwork = static_cast<Int>(work.size());                                                                          \
      LAPACK_##x##gelsd(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work.data(), &lwork, iwork.data(),       \
                        &info);                                                                                       \
    }                                                                                                                 \
    return info;                                                                                                      \
  }

NT_LAPACK(float, s)
NT_LAPACK(double, d)

}  // namespace nt::cpu::lapack
