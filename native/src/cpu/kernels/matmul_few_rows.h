// Products of few rows of a, where packing b would double the work: b is read once, where it lies, as fast as memory
// gives it.
#pragma once

#include "cpu/kernels/matmul.h"
#include "cpu/kernels/runs.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace few_rows {

// Steps of k that are summed before they are added to c: long sums of sums lose fewer digits.
constexpr int64_t kDepth = 2048;

template <class T>
NT_INLINE T sum_of(const Vector<T>& v) {
  return fold_lanes<T, kLanes<T>>(v, [](const auto& a, const auto& b) __attribute__((always_inline)) { return a + b; });
}

// Columns [j, j + C) of c where b's are dense along k.
template <class T, int R, int C>
__attribute__((noinline)) void dots(const Product& product, int64_t j) {
  const T* a = static_cast<const T*>(product.a);
  const T* b = static_cast<const T*>(product.b) + j * product.b_col;
  Vector<T> sum[R][C];
#pragma GCC unroll 4
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (int i = 0; i < C; ++i) sum[r][i] = Vector<T>{};
  }
  int64_t p = 0;
#pragma GCC unroll 1
  for (; p + kLanes<T> <= product.k; p += kLanes<T>) {
    Vector<T> right[C];
#pragma GCC unroll 4
    for (int i = 0; i < C; ++i) right[i] = load(b + i * product.b_col + p);
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) {
      const Vector<T> left = load(a + r * product.a_row + p);
#pragma GCC unroll 4
      for (int i = 0; i < C; ++i) sum[r][i] += left * right[i];
    }
  }
#pragma GCC unroll 4
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (int i = 0; i < C; ++i) {
      T total = sum_of<T>(sum[r][i]);
      for (int64_t q = p; q < product.k; ++q) total += a[r * product.a_row + q] * b[i * product.b_col + q];
      T* c = static_cast<T*>(product.c) + r * product.c_row + j + i;
      *c = product.accumulate ? *c + total : total;
    }
  }
}

template <class T, int R>
void all_dots(const Product& product) {
  constexpr int kColumns = R == 1 ? 4 : 2;
  int64_t j = 0;
  for (; j + kColumns <= product.n; j += kColumns) dots<T, R, kColumns>(product, j);
  for (; j < product.n; ++j) dots<T, R, 1>(product, j);
}

// sums += P steps of k where b's rows are dense: each vector of sums is read and written once for P of b's rows. The
// last vector begins earlier and has sums of its own, so that all are whole.
template <class T, int R, int P>
__attribute__((noinline)) void steps(const Product& product, int64_t p, T* sums, int64_t sums_row) {
  const T* b = static_cast<const T*>(product.b) + p * product.b_row;
  Vector<T> left[R][P];
#pragma GCC unroll 4
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
    for (int i = 0; i < P; ++i) {
      left[r][i] = splat(static_cast<const T*>(product.a)[r * product.a_row + (p + i) * product.a_col]);
    }
  }
#pragma GCC unroll 1
  for (int64_t j = 0; j < product.n; j += kLanes<T>) {
    const T* at = b + (j + kLanes<T> <= product.n ? j : product.n - kLanes<T>);
    Vector<T> sum[R];
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) sum[r] = load(sums + r * sums_row + j);
#pragma GCC unroll 8
    for (int i = 0; i < P; ++i) {
      const Vector<T> right = load(at + i * product.b_row);
#pragma GCC unroll 4
      for (int r = 0; r < R; ++r) sum[r] += left[r][i] * right;
    }
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) store(sums + r * sums_row + j, sum[r]);
  }
}

template <class T>
int64_t sums_row(const Product& product) {
  return round_up(product.n, kLanes<T>);
}

template <class T, int R>
void stream(const Product& product, T* sums) {
  // P rows of b at once, as many as registers hold factors for.
  constexpr int kSteps = kVectorBytes == 64 ? (R <= 2 ? 8 : 4) : (R == 1 ? 8 : R == 2 ? 4 : 2);
  const int64_t row = sums_row<T>(product), whole = product.n / kLanes<T> * kLanes<T>, shift = row - product.n;
  int64_t p = 0;
  do {
    const int64_t end = p + kDepth < product.k ? p + kDepth : product.k;
    const bool add = p > 0 || product.accumulate;
    __builtin_memset(sums, 0, static_cast<size_t>(R * row) * sizeof(T));
    for (; p + kSteps <= end; p += kSteps) steps<T, R, kSteps>(product, p, sums, row);
    for (; p < end; ++p) steps<T, R, 1>(product, p, sums, row);
    for (int r = 0; r < R; ++r) {
      T* c = static_cast<T*>(product.c) + r * product.c_row;
      for (int64_t j = 0; j < product.n; ++j) {
        const T sum = sums[r * row + (j < whole ? j : j + shift)];
        c[j] = add ? c[j] + sum : sum;
      }
    }
  } while (p < product.k);
}

template <class T>
NT_INLINE bool takes_dots(const Product& product) {
  return product.m <= kFewRows && product.a_col == 1 && product.b_row == 1 && product.k >= kLanes<T>;
}
template <class T>
NT_INLINE bool takes_stream(const Product& product) {
  return product.m <= kFewRows && product.b_col == 1 && product.n >= kLanes<T>;
}

// Elements of scratch.
template <class T>
int64_t scratch(const Product& product) {
  return takes_stream<T>(product) ? product.m * sums_row<T>(product) : 0;
}

// Whether it was one of these.
template <class T>
bool run(const Product& product, void* scratch) {
  if (takes_dots<T>(product)) {
    constexpr void (*kRows[])(const Product&) = {all_dots<T, 1>, all_dots<T, 2>, all_dots<T, 3>, all_dots<T, 4>};
    kRows[product.m - 1](product);
    return true;
  }
  if (!takes_stream<T>(product)) return false;
  constexpr void (*kRows[])(const Product&, T*) = {stream<T, 1>, stream<T, 2>, stream<T, 3>, stream<T, 4>};
  kRows[product.m - 1](product, static_cast<T*>(scratch));
  return true;
}

}  // namespace few_rows
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
