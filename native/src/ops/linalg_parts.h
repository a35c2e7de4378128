// What the files of linear algebra share: checks, column-major batches for LAPACK, triangles. CPU only.
#pragma once

#include "cpu/lapack.h"
#include "cpu/parallel.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/linalg.h"
#include "ops/record.h"

namespace nt::linalg {

using cpu::lapack::Int;
namespace lapack = cpu::lapack;

inline Tensor mT(const Tensor& t) { return transpose(t, -2, -1); }
inline int64_t rows(const Tensor& t) { return t.size(t.dim() - 2); }
inline int64_t columns(const Tensor& t) { return t.size(t.dim() - 1); }
inline Int irows(const Tensor& t) { return static_cast<Int>(rows(t)); }
inline Int icolumns(const Tensor& t) { return static_cast<Int>(columns(t)); }

// The sizes before the last `last` dimensions.
inline Dims batch_of(const Tensor& t, int last = 2) { return Dims(t.sizes().data(), t.dim() - last); }
inline Dims with(Dims batch, int64_t size) {
  batch.push_back(size);
  return batch;
}
inline Dims with(Dims batch, int64_t m, int64_t n) { return with(with(std::move(batch), m), n); }
// t's matrices for every element of a larger batch.
inline Tensor expand_batch(const Tensor& t, const Dims& batch) { return expand(t, with(batch, rows(t), columns(t))); }

// At least two dimensions, float32 or float64, on the CPU.
void check_matrix(const char* op, const Tensor& a);
void check_square(const char* op, const Tensor& a);
// Both of one dtype and device.
void check_same(const char* op, const Tensor& a, const Tensor& b);
void check_pivots(const char* op, const Tensor& pivots, const Dims& sizes);

// Memory for matrices in columns, one behind the other.
Tensor empty_columns(const Dims& batch, int64_t m, int64_t n, Dtype dtype);
// A copy of that form, without a graph; `columns_of` gives t itself where it has that form already.
Tensor copy_columns(const Tensor& t);
Tensor columns_of(const Tensor& t);
// A contiguous tensor without a graph.
Tensor plain(const Tensor& t);

// x where row + k >= column (lower), or row + k <= column (upper); zero elsewhere.
Tensor lower_part(const Tensor& x, int64_t k = 0);
Tensor upper_part(const Tensor& x, int64_t k = 0);
// The square matrices with d in their diagonals.
Tensor diagonal_matrix(const Tensor& d);
Tensor identity_like(const Tensor& square);

// A column for a vector; PyTorch's rule for which right-hand sides are vectors.
bool is_vector_side(const Tensor& a, const Tensor& b);

// Raises LinAlg where an info is positive: "[op] matrix 3 of the batch: why(info)".
void check_info(const char* op, const Tensor& info, const char* why);
// The gradient of a from g, that of its pseudo-inverse p.
Tensor pinv_gradient(const Tensor& g, const Tensor& p, const Tensor& a);

// Raises LinAlg where a matrix holds NaN or infinity.
void check_finite(const char* op, const Tensor& a);

// Calls f(zero, i) for each matrix i of a batch that looks like `a`; zero has the element type.
template <class F>
void each_matrix(const Tensor& a, F&& f) {
  const int64_t count = numel_of(batch_of(a));
  const int64_t m = rows(a), n = columns(a);
  const double work = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(std::min(m, n)) + 16;
  const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(4.0 * cpu::kGrain / work));
  auto run = [&](auto zero) {
    cpu::parallel_for(count, grain, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) f(zero, i);
    });
  };
  if (a.dtype() == Dtype::float32) {
    run(float{});
  } else {
    run(double{});
  }
}

// Matrix i of a batch that lies in columns; row i of vectors.
template <class T>
T* matrix(const Tensor& t, int64_t i) {
  return t.data<T>() + i * rows(t) * columns(t);
}
template <class T>
T* vector(const Tensor& t, int64_t i) {
  return t.data<T>() + i * t.size(t.dim() - 1);
}

}  // namespace nt::linalg
