// Matrix products in float32 and float64. A block of b, kDepth x kWidth, lies in the second cache; each tile of a's
// rows goes over it and adds to its rows of c. A tile's step takes 2 vectors of b from the second cache and 12 numbers
// of a in 12 cycles (15 bytes a cycle), so the multiply-adds stay the bound. Sums run along k in one order, whatever
// the number of threads. Operands are read where they lie unless rows fall on the same sets of a cache or are not
// dense.
#include "cpu/kernels/matmul.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/matmul_few_columns.h"
#include "cpu/kernels/matmul_few_rows.h"
#include "cpu/kernels/matmul_large.h"
#include "cpu/kernels/matmul_pack.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

using namespace tiles;

// Columns of b that are used at once: 576 KB where the second cache has 1 MB, else 192.
template <class T>
constexpr int64_t kWidth = (kVectorBytes == 64 ? 1536 : 512) / static_cast<int64_t>(sizeof(T));

template <class T>
NT_INLINE int64_t width_of(const Product& product) {
  return even_part(product.n, kWidth<T>, kPanel<T>);
}

// A row of a is read once for each panel: copies pay where rows a multiple of 2 KB apart would drive each other out of
// the first cache.
template <class T>
NT_INLINE bool copies_left(const Product& product) {
  return product.a_row * static_cast<int64_t>(sizeof(T)) % 2048 == 0 && product.n > kPanel<T>;
}

// b is read in place where few rows use it or, with AVX-512, where it is one piece of memory of whole vectors whose
// rows do not drive each other out of the first cache.
template <class T>
NT_INLINE bool reads_right(const Product& product) {
  constexpr bool kWide = kVectorBytes == 64;
  const bool dense = kWide && product.b_row == product.n && product.n <= kWidth<T> && product.n % kLanes<T> == 0 &&
                     product.n * static_cast<int64_t>(sizeof(T)) % 512 != 0;
  return product.b_col == 1 && (product.m <= (kWide ? 2 : 1) * kRows || dense);
}

// A matrix of so many bytes stays in the second cache beside b.
constexpr int64_t kNear = 384 * 1024;

// So many tiles' rows are copied at once where a's columns are dense: they share cache lines.
constexpr int64_t kTilesCopied = kVectorBytes == 64 ? 1 : 8;

template <class T>
NT_INLINE int64_t left_size(const Product& product) {
  const int64_t tiles = product.a_col != 1 ? kTilesCopied : copies_left<T>(product) ? 1 : 0;
  return tiles * kRows * kCopiedRow + kLanes<T>;
}

// Both operands are packed, once, where blocks would pack a again for each of b's: 2 to 8 % faster from 512 on, and
// where a's rows are not dense (256 x 2048 by 2048 x 256, a transposed: 84 -> 92 % on AVX2; elsewhere packing a costs
// more than it brings). With AVX-512 these products are oneDNN's in float32, and unmeasured in float64.
template <class T>
NT_INLINE bool is_large(const Product& product) {
  if (kVectorBytes == 64 || product.n < 512) return false;
  return product.a_col == 1 ? product.m >= 256 && product.k >= 512 : product.m > 2 * kRows;
}

template <class T>
int64_t scratch_bytes(const Product& product) {
  if (few_columns::takes<T>(product)) return few_columns::scratch<T>(product) * static_cast<int64_t>(sizeof(T));
  const int64_t blocks = left_size<T>(product) + depth_of(product) * width_of<T>(product) + kLanes<T>;
  const int64_t few = few_rows::scratch<T>(product);
  const int64_t large = is_large<T>(product) ? Large<T>::scratch_size(product) : blocks;
  return (few > 0 ? few : large) * static_cast<int64_t>(sizeof(T));
}

template <class T>
class Blocks {
 public:
  Blocks(const Product& product, void* scratch)
      : product_(product),
        left_kind_(product.a_col == 1 ? Left::rows : Left::columns),
        copies_left_(copies_left<T>(product)),
        reads_right_(reads_right<T>(product)) {
    left_ = aligned<T>(scratch);
    right_ = left_ + left_size<T>(product);
    // Tiles of equal height, so that the last is no stump.
    tiles_ = blocks_of(product.m, kRows);
    tile_rows_ = product.m / tiles_;
    taller_ = product.m % tiles_;
  }

  void run() {
    const int64_t width = width_of<T>(product_), depth = depth_of(product_);
    for (int64_t j = 0; j < product_.n; j += width) {
      for (int64_t p = 0; p < product_.k; p += depth)
        block(j, smaller(width, product_.n - j), p, smaller(depth, product_.k - p));
    }
  }

 private:
  static constexpr int64_t kCopiedTile = kRows * kCopiedRow;

  int64_t row_of(int64_t tile) const { return tile * tile_rows_ + smaller(tile, taller_); }
  const T* a(int64_t i, int64_t p) const {
    return static_cast<const T*>(product_.a) + i * product_.a_row + p * product_.a_col;
  }
  const T* b(int64_t p, int64_t j) const {
    return static_cast<const T*>(product_.b) + p * product_.b_row + j * product_.b_col;
  }
  // Where the last panel lies if it has so few columns.
  Right rest_lies(int64_t columns) const { return reads_right_ && columns == kLanes<T> ? Right::apart : Right::packed; }

  // All panels but those that the first tiles pack while they read dense rows.
  void pack_right(int64_t first, int64_t columns, int64_t p, int64_t depth) {
    for (int64_t j = 0; j < columns; j += kPanel<T>) {
      const int64_t n = smaller(kPanel<T>, columns - j);
      if (n == kPanel<T> ? product_.b_col == 1 : rest_lies(n) == Right::apart) continue;
      pack_panel(b(p, first + j), product_.b_row, product_.b_col, depth, n, right_ + j * depth);
    }
  }

  // A tile's rows where its loop reads them.
  const T* left(int64_t tile, int64_t p, int64_t depth) {
    const int64_t i = row_of(tile);
    if (left_kind_ == Left::columns) {
      const int64_t place = tile % kTilesCopied, count = smaller(kTilesCopied, tiles_ - tile);
      const int64_t taller = taller_ > tile ? taller_ - tile : 0;
      if (place == 0) {
        copy_tiles(count, tile_rows_, taller, a(i, p), product_.a_row, product_.a_col, depth, left_, kCopiedTile);
      }
      return left_ + place * kCopiedTile;
    }
    if (!copies_left_) return a(i, p);
    copy_rows(row_of(tile + 1) - i, a(i, p), product_.a_row, depth, left_);
    return left_;
  }

  // What a line fetches of the next one's rows: each tile two of them, or 48 columns. Without AVX-512 it costs what it
  // brings.
  Wanted<T> wanted(int64_t next, int64_t p, int64_t depth) const {
    constexpr int64_t kCacheLine = 64 / static_cast<int64_t>(sizeof(T));
    const bool far = product_.m * product_.k * static_cast<int64_t>(sizeof(T)) > kNear;
    if (kVectorBytes < 64 || !far || next >= product_.m) return {};
    if (left_kind_ == Left::rows) {
      const int64_t tiles = smaller(kRows, product_.m - next) / 2;
      return {a(next, p), kCacheLine, product_.a_row, 2 * kCacheLine, 2 * product_.a_row, tiles};
    }
    const int64_t column = product_.a_col;
    return {a(next, p), column, 2 * column, 4 * column, 4 * kRows * column, depth / (4 * kRows)};
  }

  void block(int64_t first, int64_t columns, int64_t p, int64_t depth) {
    pack_right(first, columns, p, depth);
    const int64_t rest = columns % kPanel<T>, whole = columns - rest;
    for (int64_t t = 0; t < tiles_; ++t) {
      const int64_t i = row_of(t), rows = row_of(t + 1) - i;
      const Right right = reads_right_ ? Right::apart : t == 0 && product_.b_col == 1 ? Right::to_pack : Right::packed;
      Line<T> line{};
      line.k = depth;
      line.a = left(t, p, depth);
      line.a_row = copies_left_ ? kCopiedRow : product_.a_row;
      line.b_row = product_.b_row;
      line.c = static_cast<T*>(product_.c) + i * product_.c_row + first;
      line.c_row = product_.c_row;
      line.c_next = kPanel<T>;
      line.accumulate = p > 0 || product_.accumulate;
      if (whole > 0) {
        line.count = whole / kPanel<T>;
        line.b = right == Right::packed ? right_ : b(p, first);
        line.b_next = right == Right::packed ? kPanel<T> * depth : kPanel<T>;
        line.packed = right_;
        line.wanted = wanted(i + rows, p, depth);
        line_of<T, 2>(left_kind_, right, rows)(line);
      }
      if (rest > 0) {
        line.count = 1;
        line.b = rest_lies(rest) == Right::packed ? right_ + whole * depth : b(p, first + whole);
        line.c += whole;
        line.wanted = {};
        sum_rest(line, left_kind_, rest_lies(rest), rows, rest);
      }
    }
  }

  const Product& product_;
  const Left left_kind_;
  const bool copies_left_, reads_right_;
  T *left_, *right_;
  int64_t tiles_, tile_rows_, taller_;
};

template <class T>
void run(const Product& product, void* scratch) {
  if (few_rows::run<T>(product, scratch)) return;
  if (few_columns::takes<T>(product)) return few_columns::FewColumns<T>(product, scratch).run();
  if (is_large<T>(product)) return Large<T>(product, scratch).run();
  Blocks<T>(product, scratch).run();
}

}  // namespace

void fill_matmul(Kernels& table) {
  table.product[static_cast<int>(Dtype::float32)] = {scratch_bytes<float>, run<float>};
  table.product[static_cast<int>(Dtype::float64)] = {scratch_bytes<double>, run<double>};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
