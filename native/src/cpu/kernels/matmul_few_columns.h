// Products of few columns, such as a classifier's last layer: sums of products along k, where tiles of whole vectors of
// columns would multiply by their padding (10 columns of 16). b is packed once, a is read where it lies.
#pragma once

#include "cpu/kernels/matmul.h"
#include "cpu/kernels/matmul_few_rows.h"
#include "cpu/kernels/matmul_pack.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace few_columns {

// Up to so many columns of b are multiplied along k with AVX2, if a's rows have so many vectors at least.
constexpr int64_t kFewColumns = 12, kLongRow = 32;
// Columns that meet two rows at once: 10 sums, 2 of a and 1 of b in 16 registers.
constexpr int kGroup = 5, kRows = 2;

// Steps of k after which sums go to c: 12 columns and two rows of so many stay in the first cache.
template <class T>
constexpr int64_t kDepth = 2048 / static_cast<int64_t>(sizeof(T));

template <class T>
using DotsLoop = void (*)(int64_t whole, int64_t rest, const T* a, int64_t a_row, const T* b, T* c, int64_t c_row,
                          bool accumulate);

// c's `R` rows and `C` columns (+)= a b over `whole` steps, a multiple of the lanes, and `rest` more. b's vectors of C
// columns lie side by side.
template <class T, int R, int C>
__attribute__((noinline)) void dots(int64_t whole, int64_t rest, const T* a, int64_t a_row, const T* b, T* c,
                                    int64_t c_row, bool accumulate) {
  Vector<T> sum[R][C];
#pragma GCC unroll 4
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
    for (int i = 0; i < C; ++i) sum[r][i] = Vector<T>{};
  }
  int64_t p = 0;
#pragma GCC unroll 1
  for (; p < whole; p += kLanes<T>, b += C * kLanes<T>) {
    Vector<T> left[R];
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) left[r] = load(a + r * a_row + p);
#pragma GCC unroll 8
    for (int i = 0; i < C; ++i) {
      const Vector<T> right = load(b + i * kLanes<T>);
#pragma GCC unroll 4
      for (int r = 0; r < R; ++r) tiles::multiply_add<T>(sum[r][i], left[r], right);
    }
  }
  // What folds lanes takes addresses, and would keep the sums themselves in memory.
  Vector<T> spilled[R][C];
#pragma GCC unroll 4
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
    for (int i = 0; i < C; ++i) spilled[r][i] = sum[r][i];
  }
  for (int r = 0; r < R; ++r) {
    for (int i = 0; i < C; ++i) {
      T total = few_rows::sum_of<T>(spilled[r][i]);
      for (int64_t q = 0; q < rest; ++q) total += a[r * a_row + whole + q] * b[i * kLanes<T> + q];
      T& to = c[r * c_row + i];
      to = accumulate ? to + total : total;
    }
  }
}

template <class T, int R>
constexpr DotsLoop<T> kDots[kGroup + 1] = {nullptr,       dots<T, R, 1>, dots<T, R, 2>,
                                           dots<T, R, 3>, dots<T, R, 4>, dots<T, R, 5>};

template <class T>
NT_INLINE bool takes(const Product& product) {
  return kVectorBytes == 32 && product.a_col == 1 && product.b_row == 1 && product.m > kFewRows &&
         product.n <= kFewColumns && product.k >= kLongRow * kLanes<T>;
}

// Elements of scratch.
template <class T>
NT_INLINE int64_t scratch(const Product& product) {
  return product.n * kDepth<T> + kLanes<T>;
}

template <class T>
class FewColumns {
 public:
  FewColumns(const Product& product, void* scratch)
      : product_(product), right_(tiles::aligned<T>(scratch)), groups_(tiles::blocks_of(product.n, kGroup)) {}

  void run() {
    for (int64_t p = 0; p < product_.k; p += kDepth<T>) block(p, tiles::smaller(kDepth<T>, product_.k - p));
  }

 private:
  int64_t first_of(int64_t group) const { return product_.n * group / groups_; }

  // Zeros behind the last step.
  void pack(int64_t p, int64_t depth, int64_t padded) {
    for (int64_t g = 0; g < groups_; ++g) {
      const int64_t first = first_of(g), columns = first_of(g + 1) - first;
      T* to = right_ + first * padded;
      for (int64_t i = 0; i < columns; ++i) {
        const T* from = static_cast<const T*>(product_.b) + (first + i) * product_.b_col + p;
        for (int64_t q = 0; q < depth; q += kLanes<T>)
          store(to + q * columns + i * kLanes<T>,
                q + kLanes<T> <= depth ? load(from + q) : load_part(from + q, depth - q));
      }
    }
  }

  void block(int64_t p, int64_t depth) {
    const int64_t padded = round_up(depth, kLanes<T>), whole = depth / kLanes<T> * kLanes<T>;
    pack(p, depth, padded);
    for (int64_t i = 0; i < product_.m; i += kRows) {
      const DotsLoop<T>* loops = i + kRows <= product_.m ? kDots<T, kRows> : kDots<T, 1>;
      const T* a = static_cast<const T*>(product_.a) + i * product_.a_row + p;
      T* c = static_cast<T*>(product_.c) + i * product_.c_row;
      for (int64_t g = 0; g < groups_; ++g) {
        const int64_t first = first_of(g);
        loops[first_of(g + 1) - first](whole, depth - whole, a, product_.a_row, right_ + first * padded, c + first,
                                       product_.c_row, p > 0 || product_.accumulate);
      }
    }
  }

  const Product& product_;
  T* const right_;
  const int64_t groups_;
};

}  // namespace few_columns
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
