// The three functions of cuBLAS that the plug-in calls, as loops over column-major matrices; they check what cuBLAS checks.
#include "core/half.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Type { kFloat = 0, kDouble = 1, kHalf = 2, kBfloat16 = 14 };
constexpr int kInvalidValue = 7, kTransposed = 1, kCompute32 = 68, kCompute64 = 70;

double load(const void* data, int type, long long i) {
  switch (type) {
    case kDouble:
      return static_cast<const double*>(data)[i];
    case kHalf:
      return static_cast<float>(static_cast<const nt::float16*>(data)[i]);
    case kBfloat16:
      return static_cast<float>(static_cast<const nt::bfloat16*>(data)[i]);
    default:
      return static_cast<const float*>(data)[i];
  }
}

void store(void* data, int type, long long i, double value) {
  const auto narrow = static_cast<float>(value);
  switch (type) {
    case kDouble:
      static_cast<double*>(data)[i] = value;
      return;
    case kHalf:
      static_cast<nt::float16*>(data)[i] = nt::float16(narrow);
      return;
    case kBfloat16:
      static_cast<nt::bfloat16*>(data)[i] = nt::bfloat16(narrow);
      return;
    default:
      static_cast<float*>(data)[i] = narrow;
  }
}

}  // namespace

EXPORT int cublasCreate_v2(void** handle) { return *handle = handle, 0; }
EXPORT int cublasSetStream_v2(void*, void*) { return 0; }

EXPORT int cublasGemmStridedBatchedEx(void*, int a_op, int b_op, int m, int n, int k, const void* alpha, const void* a,
                                      int a_type, int lda, long long a_step, const void* b, int b_type, int ldb,
                                      long long b_step, const void* beta, void* c, int c_type, int ldc,
                                      long long c_step, int batch, int compute, int) {
  const bool wide = a_type == kDouble, a_moved = a_op == kTransposed, b_moved = b_op == kTransposed;
  if (lda < (a_moved ? k : m) || ldb < (b_moved ? n : k) || ldc < m || compute != (wide ? kCompute64 : kCompute32)) {
    return kInvalidValue;
  }
  const double factor = load(alpha, wide ? kDouble : kFloat, 0), keep = load(beta, wide ? kDouble : kFloat, 0);
  for (long long s = 0; s < batch; ++s) {
    for (long long j = 0; j < n; ++j) {
      for (long long i = 0; i < m; ++i) {
        double sum = 0;
        for (long long l = 0; l < k; ++l) {
          sum += load(a, a_type, s * a_step + (a_moved ? l + i * lda : i + l * lda)) *
                 load(b, b_type, s * b_step + (b_moved ? j + l * ldb : l + j * ldb));
        }
        const long long at = s * c_step + i + j * ldc;
        store(c, c_type, at, factor * sum + (keep != 0 ? keep * load(c, c_type, at) : 0));
      }
    }
  }
  return 0;
}

EXPORT int cublasGemmEx(void* handle, int a_op, int b_op, int m, int n, int k, const void* alpha, const void* a,
                        int a_type, int lda, const void* b, int b_type, int ldb, const void* beta, void* c, int c_type,
                        int ldc, int compute, int algorithm) {
  return cublasGemmStridedBatchedEx(handle, a_op, b_op, m, n, k, alpha, a, a_type, lda, 0, b, b_type, ldb, 0, beta, c,
                                    c_type, ldc, 0, 1, compute, algorithm);
}
