// cuBLAS, opened at first use: the plug-in itself links nothing of it.
#pragma once

#include "cuda/queue.h"

namespace nt::cuda::cublas {

// The few types of cublas_api.h that are needed; its ABI has been stable since cuBLAS 11.
using Handle = struct cublasContext*;
enum Operation : int { kPlain = 0, kTransposed = 1 };
enum Compute : int { kFloat32 = 68, kFloat64 = 70 };  // CUBLAS_COMPUTE_32F and _64F: no TF32
constexpr int kDefaultAlgorithm = -1;

struct Library {
  const char* file;
  int (*create)(Handle*);
  int (*set_stream)(Handle, cudaStream_t);
  int (*gemm)(Handle, Operation, Operation, int m, int n, int k, const void* alpha, const void* a, cudaDataType,
              int lda, const void* b, cudaDataType, int ldb, const void* beta, void* c, cudaDataType, int ldc, Compute,
              int algorithm);
  int (*gemm_batched)(Handle, Operation, Operation, int m, int n, int k, const void* alpha, const void* a, cudaDataType,
                      int lda, long long a_step, const void* b, cudaDataType, int ldb, long long b_step,
                      const void* beta, void* c, cudaDataType, int ldc, long long c_step, int batch, Compute,
                      int algorithm);
  const char* (*status_string)(int);  // null before cuBLAS 11.4
};

// One product of column-major matrices, c = a b + beta c, where beta is 0 or 1.
struct Product {
  Operation a_op, b_op;
  int m, n, k, batch;
  const void *a, *b;
  void* c;
  int lda, ldb, ldc;
  long long a_step, b_step, c_step;
  cudaDataType dtype;
  bool accumulate;
};

// An error that names the library and the places looked in, where there is none.
void multiply(const Queue& queue, const Product& product);

}  // namespace nt::cuda::cublas
