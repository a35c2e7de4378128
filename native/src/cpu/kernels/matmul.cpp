// Matrix products in float32 and float64 from register tiles: kRows x 2 vectors of c stay in registers while a row of b
// (2 loads) meets kRows broadcasts of a, so 2 kRows multiply-adds cost kRows + 2 loads: bound by the multiply-adds.
// A panel of b, kDepth x 2 vectors, is used by all tiles of a, which come packed from the second cache (4 bytes a
// cycle). Sums run along k in one order, whatever the number of threads.
#include "cpu/kernels/matmul.h"

#include <algorithm>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/matmul_few_rows.h"
#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

#if defined(__AVX512F__)
constexpr int kRows = 12;  // 24 sums, 2 of b, 1 of a in 32 registers
#else
constexpr int kRows = 6;  // 12 sums, 2 of b, 1 of a in 16
#endif
constexpr int64_t kDepth = 384;
constexpr int64_t kHeight = 20 * kRows;  // rows of a that are packed at once
template <class T>
constexpr int64_t kPanel = 2 * kLanes<T>;
template <class T>
constexpr int64_t kWidth = 128 * kPanel<T>;  // columns of b that are packed at once

// Where c's tile begins, and how much of it there is.
template <class T>
struct Target {
  T* c;
  int64_t row;
  int64_t columns;
  bool accumulate;
};

// c's tile of R x (V vectors) (+)= a b. a's element (r, p) is a[r * a_row + p] or, packed, a[p * R + r].
template <class T, int R, int V, bool kPacked>
__attribute__((noinline)) void tile(int64_t k, const T* a, int64_t a_row, const T* b, int64_t b_row, const Target<T>& to) {
  Vector<T> sum[R][V];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) sum[r][v] = Vector<T>{};
  }
  // Every third row has a pointer, the others are one or two strides away: more pointers than registers would be spilled.
  constexpr int kPointers = (R + 2) / 3;
  const T* rows[kPointers];
#pragma GCC unroll 16
  for (int i = 0; i < kPointers; ++i) rows[i] = a + 3 * i * a_row;
#pragma GCC unroll 1
  for (int64_t p = 0; p < k; ++p) {
    Vector<T> right[V];
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) right[v] = load(b + v * kLanes<T>);
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
      const Vector<T> left = splat(kPacked ? a[r] : rows[r / 3][r % 3 * a_row]);
#pragma GCC unroll 2
      for (int v = 0; v < V; ++v) sum[r][v] += left * right[v];
    }
    b += b_row;
    if (kPacked) {
      a += R;
    } else {
#pragma GCC unroll 16
      for (int i = 0; i < kPointers; ++i) ++rows[i];
    }
  }
  if (to.columns == V * kLanes<T>) {
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
      for (int v = 0; v < V; ++v) {
        T* c = to.c + r * to.row + v * kLanes<T>;
        store(c, to.accumulate ? load(c) + sum[r][v] : sum[r][v]);
      }
    }
    return;
  }
  T part[R][V * kLanes<T>];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) store(&part[r][v * kLanes<T>], sum[r][v]);
  }
  for (int r = 0; r < R; ++r) {
    T* c = to.c + r * to.row;
    for (int64_t j = 0; j < to.columns; ++j) c[j] = to.accumulate ? c[j] + part[r][j] : part[r][j];
  }
}

template <class T>
using TileLoop = void (*)(int64_t k, const T* a, int64_t a_row, const T* b, int64_t b_row, const Target<T>& to);

// tile for `rows` of 1..kRows.
template <class T, int V, bool kPacked, int R = kRows>
TileLoop<T> tile_of(int64_t rows) {
  if constexpr (R > 1) {
    if (rows < R) return tile_of<T, V, kPacked, R - 1>(rows);
  }
  return tile<T, R, V, kPacked>;
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

// `rows` rows of a, one step of k after the other. May write a vector too much.
template <class T>
__attribute__((noinline)) void pack_left(int64_t rows, const T* a, int64_t a_row, int64_t a_col, int64_t k, T* to) {
  constexpr int kGroups = (kRows + kLanes<T> - 1) / kLanes<T>;
  int64_t p = 0;
  if (a_col == 1) {
    for (; p + kLanes<T> <= k; p += kLanes<T>) {
      Vector<T> v[kGroups][kLanes<T>];
      for (int g = 0; g < kGroups; ++g) {
#pragma GCC unroll 16
        for (int i = 0; i < kLanes<T>; ++i) {
          const int64_t r = g * kLanes<T> + i;
          v[g][i] = r < rows ? load(a + r * a_row + p) : Vector<T>{};
        }
        transpose<T>(v[g]);
      }
      for (int i = 0; i < kLanes<T>; ++i, to += rows) {
        for (int g = 0; g < kGroups; ++g) {
          if (g * kLanes<T> < rows) store(to + g * kLanes<T>, v[g][i]);
        }
      }
    }
  } else if (a_row == 1 && rows == kRows) {
    for (; p < k; ++p, to += kRows) std::memcpy(to, a + p * a_col, kRows * sizeof(T));
  }
  for (; p < k; ++p) {
    for (int64_t r = 0; r < rows; ++r) *to++ = a[r * a_row + p * a_col];
  }
}

// One vector's width of a panel from b whose columns are dense (b_row is 1).
template <class T>
__attribute__((noinline)) void pack_columns(const T* b, int64_t b_col, int64_t k, T* to, int64_t to_row) {
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

// `columns` columns of b as rows of `width`, zeros behind.
template <class T>
void pack_panel(const T* b, int64_t b_row, int64_t b_col, int64_t k, int64_t columns, int64_t width, T* to) {
  if (columns < width) std::fill_n(to, k * width, T(0));
  int64_t j = 0;
  for (; j + kLanes<T> <= columns; j += kLanes<T>) {
    const T* from = b + j * b_col;
    if (b_col == 1) {
      for (int64_t p = 0; p < k; ++p) store(to + p * width + j, load(from + p * b_row));
    } else if (b_row == 1) {
      pack_columns(from, b_col, k, to + j, width);
    } else {
      for (int64_t p = 0; p < k; ++p) {
        for (int i = 0; i < kLanes<T>; ++i) to[p * width + j + i] = from[p * b_row + i * b_col];
      }
    }
  }
  for (; j < columns; ++j) {
    for (int64_t p = 0; p < k; ++p) to[p * width + j] = b[p * b_row + j * b_col];
  }
}

// Rows of a that few columns meet, and of b that few rows meet, are read where they lie if they are dense.
template <class T>
bool reads_left(const Product& product) {
  return product.a_col == 1 && product.n <= 4 * kPanel<T>;
}
bool reads_right(const Product& product) { return product.b_col == 1 && product.m <= 2 * kRows; }

template <class T>
int64_t left_size(const Product& product) {
  return round_up(std::min(product.m, kHeight) * std::min(product.k, kDepth), kLanes<T>) + kLanes<T>;
}

template <class T>
int64_t scratch_bytes(const Product& product) {
  const int64_t width = std::min(round_up(product.n, kPanel<T>), kWidth<T>);
  const int64_t blocks = left_size<T>(product) + std::min(product.k, kDepth) * width + kLanes<T>;
  return std::max(blocks, few_rows::scratch<T>(product)) * static_cast<int64_t>(sizeof(T));
}

// A panel narrower than one vector is one vector wide.
template <class T>
int64_t panel_width(int64_t columns) {
  return columns <= kLanes<T> ? kLanes<T> : kPanel<T>;
}

template <class T>
class Blocks {
 public:
  Blocks(const Product& product, void* scratch)
      : product_(product), reads_left_(reads_left<T>(product)), reads_right_(reads_right(product)) {
    const uintptr_t mask = kVectorBytes - 1;
    left_ = reinterpret_cast<T*>((reinterpret_cast<uintptr_t>(scratch) + mask) & ~mask);
    right_ = left_ + left_size<T>(product);
    // Tiles of equal height, so that the last is no stump.
    const int64_t tiles = (product.m + kRows - 1) / kRows;
    tile_rows_ = product.m / tiles;
    taller_ = product.m % tiles;
  }

  void run() {
    for (int64_t j = 0; j < product_.n; j += kWidth<T>) {
      const int64_t columns = std::min(kWidth<T>, product_.n - j);
      for (int64_t p = 0; p < product_.k; p += kDepth) {
        const int64_t depth = std::min(kDepth, product_.k - p);
        pack_right(j, columns, p, depth);
        for (int64_t i = 0; i < tiles(); i += kHeight / kRows) {
          rows_of_tiles(i, std::min(i + kHeight / kRows, tiles()), j, columns, p, depth);
        }
      }
    }
  }

 private:
  int64_t tiles() const { return (product_.m + kRows - 1) / kRows; }
  int64_t row_of(int64_t tile) const { return tile * tile_rows_ + std::min(tile, taller_); }
  const T* a(int64_t i, int64_t p) const {
    return static_cast<const T*>(product_.a) + i * product_.a_row + p * product_.a_col;
  }
  const T* b(int64_t p, int64_t j) const {
    return static_cast<const T*>(product_.b) + p * product_.b_row + j * product_.b_col;
  }
  bool in_place(int64_t columns) const { return reads_right_ && columns == panel_width<T>(columns); }

  void pack_right(int64_t first, int64_t columns, int64_t p, int64_t depth) {
    for (int64_t j = 0; j < columns; j += kPanel<T>) {
      const int64_t n = std::min(kPanel<T>, columns - j);
      if (in_place(n)) continue;
      pack_panel(b(p, first + j), product_.b_row, product_.b_col, depth, n, panel_width<T>(n), right_ + j * depth);
    }
  }

  void rows_of_tiles(int64_t begin, int64_t end, int64_t first, int64_t columns, int64_t p, int64_t depth) {
    const int64_t top = row_of(begin);
    if (!reads_left_) {
      for (int64_t t = begin; t < end; ++t) {
        pack_left(row_of(t + 1) - row_of(t), a(row_of(t), p), product_.a_row, product_.a_col, depth,
                  left_ + (row_of(t) - top) * depth);
      }
    }
    for (int64_t j = 0; j < columns; j += kPanel<T>) {
      const int64_t n = std::min(kPanel<T>, columns - j), width = panel_width<T>(n);
      const T* right = in_place(n) ? b(p, first + j) : right_ + j * depth;
      const int64_t right_row = in_place(n) ? product_.b_row : width;
      for (int64_t t = begin; t < end; ++t) {
        const int64_t i = row_of(t), rows = row_of(t + 1) - i;
        const Target<T> to{static_cast<T*>(product_.c) + i * product_.c_row + first + j, product_.c_row, n,
                           p > 0 || product_.accumulate};
        const T* left = reads_left_ ? a(i, p) : left_ + (i - top) * depth;
        if (width == kPanel<T>) {
          (reads_left_ ? tile_of<T, 2, false>(rows) : tile_of<T, 2, true>(rows))(depth, left, product_.a_row, right, right_row, to);
        } else {
          (reads_left_ ? tile_of<T, 1, false>(rows) : tile_of<T, 1, true>(rows))(depth, left, product_.a_row, right, right_row, to);
        }
      }
    }
  }

  const Product& product_;
  const bool reads_left_, reads_right_;
  T *left_, *right_;
  int64_t tile_rows_, taller_;
};

template <class T>
void run(const Product& product, void* scratch) {
  if (!few_rows::run<T>(product, scratch)) Blocks<T>(product, scratch).run();
}

}  // namespace

void fill_matmul(Kernels& table) {
  table.product[static_cast<int>(Dtype::float32)] = {scratch_bytes<float>, run<float>};
  table.product[static_cast<int>(Dtype::float64)] = {scratch_bytes<double>, run<double>};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
