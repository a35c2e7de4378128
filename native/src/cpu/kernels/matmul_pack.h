// Bringing operands of matrix products into the order in which tiles read them.
#pragma once

#include "cpu/kernels/matmul.h"
#include "cpu/kernels/matmul_tile.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace tiles {

NT_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

NT_INLINE int64_t blocks_of(int64_t n, int64_t most) { return (n + most - 1) / most; }

// n in equal parts of whole `step`s, none above `most`, of which step is a divisor.
NT_INLINE int64_t even_part(int64_t n, int64_t most, int64_t step) {
  return round_up(n <= most ? n : blocks_of(n, blocks_of(n, most)), step);
}

// Steps of k that are summed before they go to c. The same in every way of multiplying, so that sums don't depend on
// it.
NT_INLINE int64_t depth_of(const Product& product) { return even_part(product.k, kDepth, 16); }

// The first whole vector of scratch, which has a vector to spare.
template <class T>
NT_INLINE T* aligned(void* scratch) {
  const uintptr_t mask = kVectorBytes - 1;
  return reinterpret_cast<T*>((reinterpret_cast<uintptr_t>(scratch) + mask) & ~mask);
}

// Lanes of all vectors: row i becomes column i. Zipping the halves log2(lanes) times is the transpose.
template <class T>
NT_INLINE void transpose(Vector<T> (&v)[kLanes<T>]) {
  constexpr int kHalf = kLanes<T> / 2;
  Lanes<T> low, high;
  for (int i = 0; i < kLanes<T>; ++i) {
    low[i] = i / 2 + i % 2 * kLanes<T>;
    high[i] = low[i] + kHalf;
  }
#pragma GCC unroll 4
  for (int step = 1; step < kLanes<T>; step *= 2) {
    Vector<T> next[kLanes<T>];
#pragma GCC unroll 16
    for (int i = 0; i < kHalf; ++i) {
      next[2 * i] = __builtin_shuffle(v[i], v[i + kHalf], low);
      next[2 * i + 1] = __builtin_shuffle(v[i], v[i + kHalf], high);
    }
#pragma GCC unroll 16
    for (int i = 0; i < kLanes<T>; ++i) v[i] = next[i];
  }
}

// Rows of a that were copied lie so far apart: no power of two, or they would share a set of the cache.
constexpr int64_t kCopiedRow = kDepth + 16;

// Dense rows of a, kCopiedRow apart. May write less than a vector too much behind each.
template <class T>
__attribute__((noinline)) void copy_rows(int64_t rows, const T* a, int64_t a_row, int64_t k, T* to) {
  const int64_t whole = k / kLanes<T> * kLanes<T>;
  for (int64_t r = 0; r < rows; ++r, a += a_row, to += kCopiedRow) {
    for (int64_t p = 0; p < whole; p += kLanes<T>) store(to + p, load(a + p));
    if (whole < k) store(to + whole, load_part(a + whole, k - whole));
  }
}

// The part of copy_columns' work over dense rows that fills vectors; gives its steps.
template <class T>
NT_INLINE int64_t turn_rows(int64_t rows, const T* a, int64_t a_row, int64_t k, T* to) {
  constexpr int kSets = (kRows + kLanes<T> - 1) / kLanes<T>;
  int64_t p = 0;
  for (; p + kLanes<T> <= k; p += kLanes<T>) {
    Vector<T> v[kSets][kLanes<T>];
#pragma GCC unroll 4
    for (int s = 0; s < kSets; ++s) {
#pragma GCC unroll 16
      for (int r = 0; r < kLanes<T>; ++r) v[s][r] = load(a + smaller(s * kLanes<T> + r, rows - 1) * a_row + p);
      transpose<T>(v[s]);
    }
    // A step's last vector reaches into the next step, which is written after it.
#pragma GCC unroll 16
    for (int i = 0; i < kLanes<T>; ++i) {
#pragma GCC unroll 4
      for (int s = 0; s < kSets; ++s) store(to + (p + i) * kRows + s * kLanes<T>, v[s][i]);
    }
  }
  return p;
}

// `rows` rows of a of any strides, kRows of each step of k side by side. May write less than a vector too much.
template <class T>
__attribute__((noinline)) void copy_columns(int64_t rows, const T* a, int64_t a_row, int64_t a_col, int64_t k, T* to) {
  if (a_row == 1 && kVectorBytes == 64) {
    for (int64_t p = 0; p < k; ++p) {
      for (int64_t r = 0; r < rows; r += kLanes<T>)
        store(to + p * kRows + r, load_part(a + p * a_col + r, smaller(rows - r, kLanes<T>)));
    }
    return;
  }
  for (int64_t p = a_col == 1 ? turn_rows(rows, a, a_row, k, to) : 0; p < k; ++p) {
    for (int64_t r = 0; r < rows; ++r) to[p * kRows + r] = a[r * a_row + p * a_col];
  }
}

// N steps of kRows rows of dense columns. Each step's last vector reaches into the next, which is written after it.
template <class T, int N>
NT_INLINE void copy_steps(const T* a, int64_t a_col, T* to) {
#pragma GCC unroll 8
  for (int u = 0; u < N; ++u, a += a_col) {
#pragma GCC unroll 4
    for (int64_t r = 0; r < kRows; r += kLanes<T>) store(to + u * kRows + r, load(a + r));
  }
}

// Rows of a for `tiles` tiles: tile t has `rows` and one more while t < taller, and is copied to `to` + t * to_tile, as
// copy_columns does. Dense columns are read eight at once for all tiles, for these share cache lines.
template <class T>
void copy_tiles(int64_t tiles, int64_t rows, int64_t taller, const T* a, int64_t a_row, int64_t a_col, int64_t k, T* to,
                int64_t to_tile) {
  const auto first = [&](int64_t t) { return t * rows + smaller(t, taller); };
  int64_t p = 0;
  if (a_row == 1 && a_col >= round_up(kRows, kLanes<T>) && kVectorBytes < 64) {
    for (; p + 8 < k; p += 8) {
      for (int64_t t = 0; t < tiles; ++t)
        copy_steps<T, 8>(a + p * a_col + first(t), a_col, to + t * to_tile + p * kRows);
    }
    for (; p + 1 < k; ++p) {
      for (int64_t t = 0; t < tiles; ++t)
        copy_steps<T, 1>(a + p * a_col + first(t), a_col, to + t * to_tile + p * kRows);
    }
  }
  for (int64_t t = 0; t < tiles; ++t) {
    copy_columns(first(t + 1) - first(t), a + first(t) * a_row + p * a_col, a_row, a_col, k - p,
                 to + t * to_tile + p * kRows);
  }
}

// A panel of b is two vectors wide or, where no more is needed, one.
template <class T>
constexpr int64_t kPanel = 2 * kLanes<T>;
template <class T>
NT_INLINE int64_t panel_width(int64_t columns) {
  return columns <= kLanes<T> ? kLanes<T> : kPanel<T>;
}

// A vector's width of a panel from b's dense columns.
template <class T>
__attribute__((noinline)) void turn_columns(const T* b, int64_t b_col, int64_t k, T* to, int64_t to_row) {
  int64_t p = 0;
  for (; p + kLanes<T> <= k; p += kLanes<T>) {
    Vector<T> v[kLanes<T>];
#pragma GCC unroll 16
    for (int i = 0; i < kLanes<T>; ++i) v[i] = load(b + i * b_col + p);
    transpose<T>(v);
#pragma GCC unroll 16
    for (int i = 0; i < kLanes<T>; ++i) store(to + (p + i) * to_row, v[i]);
  }
  for (; p < k; ++p) {
    for (int i = 0; i < kLanes<T>; ++i) to[p * to_row + i] = b[i * b_col + p];
  }
}

// One panel from b of any strides, zeros behind its last column.
template <class T>
void pack_panel(const T* b, int64_t b_row, int64_t b_col, int64_t k, int64_t columns, T* to) {
  const int64_t width = panel_width<T>(columns);
  if (b_col == 1) {
    for (int64_t p = 0; p < k; ++p, b += b_row, to += width) {
      for (int64_t j = 0; j < width; j += kLanes<T>) {
        const int64_t count = columns - j;
        store(to + j, count >= kLanes<T> ? load(b + j) : load_part(b + j, count));
      }
    }
    return;
  }
  if (columns < width) __builtin_memset(to, 0, static_cast<size_t>(k * width) * sizeof(T));
  int64_t j = 0;
  if (b_row == 1) {
    for (; j + kLanes<T> <= columns; j += kLanes<T>) turn_columns(b + j * b_col, b_col, k, to + j, width);
  }
  for (; j < columns; ++j) {
    for (int64_t p = 0; p < k; ++p) to[p * width + j] = b[p * b_row + j * b_col];
  }
}

}  // namespace tiles
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
