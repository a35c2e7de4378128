// Products whose operands do not fit the second cache. Both are packed: a block of b, kDepth x kBroad, lies in the
// third cache, one of a, kTall x kDepth, in the second, and a panel of b stays in the first while all tiles of a's
// block pass by. A step takes 6 numbers of a from the second cache in 6 cycles (4 bytes a cycle).
#pragma once

#include "cpu/kernels/matmul.h"
#include "cpu/kernels/matmul_pack.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace tiles {

template <class T>
class Large {
 public:
  static int64_t scratch_size(const Product& product) {
    return left_size(product) + depth_of(product) * broad(product) + kLanes<T>;
  }

  Large(const Product& product, void* scratch) : product_(product), left_(aligned<T>(scratch)) {
    right_ = left_ + left_size(product);
  }

  void run() {
    const int64_t broad = Large::broad(product_), deep = depth_of(product_), tall = Large::tall(product_);
    for (int64_t j = 0; j < product_.n; j += broad) {
      for (int64_t p = 0; p < product_.k; p += deep) {
        const int64_t columns = smaller(broad, product_.n - j), steps = smaller(deep, product_.k - p);
        pack_right(j, columns, p, steps);
        for (int64_t i = 0; i < product_.m; i += tall) block(i, smaller(tall, product_.m - i), j, columns, p, steps);
      }
    }
  }

 private:
  // In float32 24 KB of a panel, 144 KB of a's block and 3 MB of b's.
  static constexpr int64_t kTall = 96;
  static constexpr int64_t kBroad = 2048;

  static int64_t tall(const Product& product) { return even_part(product.m, kTall, kRows); }
  static int64_t broad(const Product& product) { return even_part(product.n, kBroad, kPanel<T>); }
  static int64_t left_size(const Product& product) {
    return round_up(tall(product) * depth_of(product) + kLanes<T>, 64);
  }

  void pack_right(int64_t first, int64_t columns, int64_t p, int64_t steps) {
    const T* b = static_cast<const T*>(product_.b) + p * product_.b_row + first * product_.b_col;
    for (int64_t j = 0; j < columns; j += kPanel<T>) {
      pack_panel(b + j * product_.b_col, product_.b_row, product_.b_col, steps, smaller(kPanel<T>, columns - j),
                 right_ + j * steps);
    }
  }

  void block(int64_t i, int64_t rows, int64_t first, int64_t columns, int64_t p, int64_t steps) {
    const T* a = static_cast<const T*>(product_.a) + i * product_.a_row + p * product_.a_col;
    const int64_t rest = rows % kRows, whole = rows - rest;
    copy_tiles(whole / kRows, kRows, 0, a, product_.a_row, product_.a_col, steps, left_, kRows * steps);
    if (rest > 0) {
      copy_columns(rest, a + whole * product_.a_row, product_.a_row, product_.a_col, steps, left_ + whole * steps);
    }
    Line<T> line{};
    line.k = steps;
    line.a_next = kRows * steps;
    line.c_row = product_.c_row;
    line.c_next = kRows * product_.c_row;
    line.accumulate = p > 0 || product_.accumulate;
    for (int64_t j = 0; j < columns; j += kPanel<T>) {
      line.b = right_ + j * steps;
      for (int64_t r = 0; r < rows; r += line.count * kRows) {
        line.count = r < whole ? whole / kRows : 1;
        line.a = left_ + r * steps;
        line.c = static_cast<T*>(product_.c) + (i + r) * product_.c_row + first + j;
        sum_tiles(line, smaller(kRows, rows - r), smaller(kPanel<T>, columns - j));
      }
    }
  }

  // The tiles of a panel, whose columns may be few. May leave the line at another tile.
  static void sum_tiles(Line<T>& line, int64_t rows, int64_t columns) {
    if (columns == kPanel<T>) return line_of<T, 2, Left::columns>(Right::packed, rows)(line);
    const int64_t count = line.count;
    line.count = 1;
    for (int64_t t = 0; t < count; ++t, line.a += line.a_next, line.c += line.c_next)
      sum_rest(line, Left::columns, Right::packed, rows, columns);
    line.count = count;
  }

  const Product& product_;
  T *left_, *right_;
};

}  // namespace tiles
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
