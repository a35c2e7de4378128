// Operands that are dense along another dimension than the output: they are transposed on the way, in tiles, so that their
// cache lines are used whole.
#pragma once

#include "core/iter.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {

// The dimension along which operand k is dense where the output is dense along dimension 0; 0 where there is none.
int crossing_dim(const Iter& it, int k);
// A copy whose operands are dense along different dimensions, `cross` for the input.
void copy_crossing(const Iter& it, int cross);

// Cuts the plane of dimensions `cross` and 0 into tiles: f(pointers to a tile's first elements, rows, columns), in several
// threads, where make() gives each an f of its own.
template <class Make>
void for_each_tile(const Iter& it, int cross, int64_t most_rows, int64_t most_columns, Make&& make) {
  const int64_t rows = it.shape[cross], columns = it.shape[0];
  const int64_t down = divide_up(rows, most_rows), across = divide_up(columns, most_columns);
  const int64_t tile = std::min(rows, most_rows) * std::min(columns, most_columns);
  parallel_for(it.numel / (rows * columns) * down * across, std::max<int64_t>(1, kGrain / tile),
               [&](int64_t begin, int64_t end) {
                 auto f = make();
                 for (int64_t task = begin; task < end; ++task) {
                   const int64_t column = task % across * most_columns, row = task / across % down * most_rows;
                   char* at[kMaxOperands];
                   for (int k = 0; k < it.count; ++k) {
                     const Operand& operand = it.operand[k];
                     at[k] = operand.data + column * operand.strides[0] + row * operand.strides[cross];
                   }
                   int64_t rest = task / (across * down);
                   for (int d = 1; d < it.ndim; ++d) {
                     if (d == cross) continue;
                     for (int k = 0; k < it.count; ++k) at[k] += rest % it.shape[d] * it.operand[k].strides[d];
                     rest /= it.shape[d];
                   }
                   f(at, std::min(most_rows, rows - row), std::min(most_columns, columns - column));
                 }
               });
}

// Lays operands that cross in the output's order, but for those that all cross the same dimension.
class Laid {
 public:
  explicit Laid(Iter& it);
  // That dimension; 0 where nothing crosses any more.
  int cross() const { return cross_; }

 private:
  void lay(Iter& it, int k, int cross);

  Workspace<char> blocks_[kMaxOperands];
  int cross_ = 0;
};

// How rows of tiles lie: what crosses is dense by then.
struct Dense {
  Dense(const Iter& it, int cross) : iter(it) {
    for (int k = 1; k < it.count; ++k) {
      crosses[k] = crossing_dim(it, k) == cross;
      if (crosses[k]) iter.operand[k].strides[0] = size_of(it.operand[k].dtype);
    }
  }
  Iter iter;
  bool crosses[kMaxOperands] = {};
};

// One tile after the other: what crosses is transposed into a buffer; then `rows` takes the tile's rows.
template <class Rows>
class TileRunner {
 public:
  static constexpr int64_t kRows = 32, kColumns = 128;  // 16 KB of float32 for each operand

  template <class Make>
  TileRunner(const Iter& it, const Dense& dense, int cross, Make&& make)
      : it_(it), dense_(dense), cross_(cross), buffers_(kMaxOperands * kBuffer), rows_(make(dense.iter)) {}

  void operator()(char* const* first, int64_t rows, int64_t columns) {
    char* at[kMaxOperands];
    int64_t step[kMaxOperands];
    for (int k = 0; k < it_.count; ++k) {
      at[k] = first[k];
      step[k] = it_.operand[k].strides[cross_];
      if (!dense_.crosses[k]) continue;
      const int64_t item = size_of(it_.operand[k].dtype);
      at[k] = buffers_.data() + k * kBuffer;
      step[k] = kColumns * item;
      kernels().transpose[size_class(item)](at[k], kColumns, first[k], it_.operand[k].strides[0] / item, rows, columns);
    }
    for (int64_t row = 0; row < rows; ++row) {
      rows_(at, columns, 1);
      for (int k = 0; k < it_.count; ++k) at[k] += step[k];
    }
  }

 private:
  static constexpr int64_t kBuffer = kRows * kColumns * 8;

  const Iter& it_;
  const Dense& dense_;
  int cross_;
  Workspace<char> buffers_;
  Rows rows_;
};

}  // namespace nt::cpu
