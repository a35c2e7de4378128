// Softmax over the middle of (outer, size, inner): rows where inner is 1, else tiles of neighbouring columns. Rows that fill
// no vectors become columns: 10 rows of 10 numbers took 1 us, a tenth of which is their exponentials.
#include <unistd.h>

#include <cstring>

#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"

namespace nt::cpu {
namespace {

// Of one operand of a tile, which is read again while it is in the second-level cache, beside the other.
int64_t tile_bytes() {
  static const int64_t bytes = std::clamp<int64_t>(sysconf(_SC_LEVEL2_CACHE_SIZE) / 4, 64 << 10, 256 << 10);
  return bytes;
}

// Columns of a tile: whole cache lines of them.
int64_t tile_width(const SoftmaxArgs& args) {
  const int64_t fit = tile_bytes() / (size_of(args.dtype) * std::max<int64_t>(args.size, 1)) / 16 * 16;
  return std::clamp<int64_t>(fit, 16, kSoftmaxColumns);
}

// row(place) for every row, or columns(place, width) for every tile; places are in elements.
template <class R, class C>
void for_each_line(const SoftmaxArgs& args, R&& row, C&& columns) {
  const bool rows = args.inner == 1;
  const int64_t width = rows ? 1 : tile_width(args), tiles = (args.inner + width - 1) / width;
  const int64_t work = std::max<int64_t>(1, args.size * std::min(width, args.inner));
  // An exponential is worth a few elements of a copy.
  parallel_for(args.outer * tiles, std::max<int64_t>(1, kGrain / 4 / work), [&](int64_t begin, int64_t end) {
    for (int64_t task = begin; task < end; ++task) {
      const int64_t column = task % tiles * width, at = task / tiles * args.size * args.inner + column;
      rows ? row(at) : columns(at, std::min(width, args.inner - column));
    }
  });
}

// Rows that are columns for a while, `kBlockRows` at a time, and the longest such rows.
constexpr int64_t kBlockRows = 32, kShortRow = 31;

bool has_short_rows(const SoftmaxArgs& args) { return args.inner == 1 && args.size <= kShortRow && args.outer > 1; }

// A block of short rows as columns. Those that fill up the last vector hold zeros, whose results nobody reads.
class Block {
 public:
  Block(const SoftmaxArgs& args, int64_t rows)
      : item_(size_of(args.dtype)),
        size_(args.size),
        rows_(rows),
        width_(divide_up(rows, 16) * 16),
        transpose_(kernels().transpose[size_class(item_)]) {}
  int64_t width() const { return width_; }
  char* read(const void* from, int64_t row) {
    if (width_ > rows_) memset(numbers_, 0, static_cast<size_t>(size_ * width_ * item_));
    transpose_(numbers_, width_, static_cast<const char*>(from) + row * size_ * item_, size_, size_, rows_);
    return numbers_;
  }
  void write(void* to, int64_t row) const {
    transpose_(static_cast<char*>(to) + row * size_ * item_, size_, numbers_, width_, rows_, size_);
  }

 private:
  int64_t item_, size_, rows_, width_;
  TransposeLoop transpose_;
  alignas(64) char numbers_[kShortRow * kBlockRows * 8];
};

template <class F>
void for_each_block(const SoftmaxArgs& args, F&& f) {
  const int64_t work = kBlockRows * args.size;
  parallel_for(divide_up(args.outer, kBlockRows), std::max<int64_t>(1, kGrain / 4 / work),
               [&](int64_t begin, int64_t end) {
                 for (int64_t block = begin; block < end; ++block) {
                   const int64_t row = block * kBlockRows;
                   f(row, std::min(kBlockRows, args.outer - row));
                 }
               });
}

const SoftmaxLoops& loops(const SoftmaxArgs& args) { return kernels().softmax[static_cast<int>(args.dtype)]; }

}  // namespace

void softmax_forward(const SoftmaxArgs& args) {
  const SoftmaxLoops& loop = loops(args);
  const int64_t item = size_of(args.dtype);
  const char* x = static_cast<const char*>(args.input);
  char* y = static_cast<char*>(args.result);
  if (has_short_rows(args)) {
    return for_each_block(args, [&](int64_t row, int64_t rows) {
      Block block(args, rows);
      char* numbers = block.read(x, row);
      loop.forward_columns(numbers, numbers, args.size, block.width(), block.width(), args.log);
      block.write(y, row);
    });
  }
  for_each_line(
      args, [&](int64_t at) { loop.forward(x + at * item, y + at * item, args.size, args.log); },
      [&](int64_t at, int64_t width) {
        loop.forward_columns(x + at * item, y + at * item, args.size, args.inner, width, args.log);
      });
}

void softmax_backward(const SoftmaxArgs& args) {
  const SoftmaxLoops& loop = loops(args);
  const int64_t item = size_of(args.dtype);
  const char *g = static_cast<const char*>(args.grad_output), *y = static_cast<const char*>(args.output);
  char* r = static_cast<char*>(args.result);
  if (has_short_rows(args)) {
    return for_each_block(args, [&](int64_t row, int64_t rows) {
      Block grads(args, rows), block(args, rows);
      const char* grad = grads.read(g, row);
      char* numbers = block.read(y, row);
      loop.backward_columns(grad, numbers, numbers, args.size, block.width(), block.width(), args.log);
      block.write(r, row);
    });
  }
  for_each_line(
      args, [&](int64_t at) { loop.backward(g + at * item, y + at * item, r + at * item, args.size, args.log); },
      [&](int64_t at, int64_t width) {
        loop.backward_columns(g + at * item, y + at * item, r + at * item, args.size, args.inner, width, args.log);
      });
}

}  // namespace nt::cpu
