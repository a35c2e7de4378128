#include "cpu/matmul.h"

#include <oneapi/dnnl/dnnl.h>

#include <cstring>
#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Up to 80 x 80 x 80 multiply-adds the tiles of kernels/matmul.cpp are faster than oneDNN for any number of columns.
constexpr int64_t kSmall = 80 * 80 * 80;
// So many bytes of operands and result stay in the second cache.
constexpr int64_t kNear = 1 << 20;
// As deep as the tiles go at once.
constexpr int64_t kShallow = 384;

// A matrix as BLAS sees it: one of its strides must be 1.
struct Operand2d {
  const float* data;
  int64_t leading;
  char transposed;
  std::vector<float> copy;

  Operand2d(const float* from, int64_t rows, int64_t columns, int64_t row, int64_t column) {
    const bool plain = (column == 1 || columns == 1) && (row >= columns || rows == 1);
    const bool flipped = (row == 1 || rows == 1) && (column >= rows || columns == 1);
    data = from;
    if (plain) {
      transposed = 'N';
      leading = rows == 1 ? columns : row;
    } else if (flipped) {
      transposed = 'T';
      leading = columns == 1 ? rows : column;
    } else {
      copy.resize(static_cast<size_t>(rows * columns));
      for (int64_t i = 0; i < rows; ++i) {
        for (int64_t j = 0; j < columns; ++j) copy[static_cast<size_t>(i * columns + j)] = from[i * row + j * column];
      }
      data = copy.data();
      transposed = 'N';
      leading = columns;
    }
  }
};

// On this thread alone: OpenMP's threads would wait for its next loop where ours want to work.
void sgemm(const Product& p) {
  set_openmp_threads(1);
  const Operand2d left(static_cast<const float*>(p.a), p.m, p.k, p.a_row, p.a_col);
  const Operand2d right(static_cast<const float*>(p.b), p.k, p.n, p.b_row, p.b_col);
  const dnnl_status_t status =
      dnnl_sgemm(left.transposed, right.transposed, p.m, p.n, p.k, 1.0f, left.data, left.leading, right.data,
                 right.leading, p.accumulate ? 1.0f : 0.0f, static_cast<float*>(p.c), p.c_row);
  NT_CHECK(status == dnnl_success, Code::internal, "[matmul] oneDNN's sgemm refused (", p.m, ", ", p.k, ") x (", p.k,
           ", ", p.n, "): status ", static_cast<int>(status));
}

// Product i of the batch, of whose rows or columns this is a part.
Product part(const MatmulArgs& args, int64_t i, int64_t row, int64_t rows, int64_t column, int64_t columns) {
  const int64_t item = size_of(args.dtype);
  const char* a = static_cast<const char*>(args.a) + (i * args.a_batch + row * args.a_row) * item;
  const char* b = static_cast<const char*>(args.b) + (i * args.b_batch + column * args.b_col) * item;
  char* c = static_cast<char*>(args.c) + (i * args.c_batch + row * args.c_row + column) * item;
  return {rows, columns, args.k, a, args.a_row, args.a_col, b, args.b_row, args.b_col, c, args.c_row, args.accumulate};
}

// Where our loops are faster than oneDNN. With AVX-512: where all stays in the second cache (256 x 256 x 256: 93 % of
// the multiply-adds' peak and 92) and where columns of b are dense and short (4096 x 192 by 192 x 576: 80 % and 69);
// elsewhere they reach 0.9 of it. With AVX2: everywhere beside a busy hyperthread (1024: 81 % and 74, 4096 x 64 by 64 x
// 64: 83 and 78, 64 x 1000 by 1000 x 100: 69 and 67, 128 x 3072 by 3072 x 10: 70 and 51).
bool loops_are_faster(const MatmulArgs& args) {
  const int64_t lanes = kernels().conv.lanes;
  if (lanes < 16) return true;
  const bool near = (args.m * args.k + args.k * args.n + args.m * args.n) * size_of(args.dtype) <= kNear;
  return args.n % (2 * lanes) == 0 && (near || (args.b_row == 1 && args.k <= kShallow));
}

// oneDNN packs b even where a has a row or two.
bool through_onednn(const MatmulArgs& args) {
  if (args.dtype != Dtype::float32) return false;
  const int64_t lanes = kernels().conv.lanes;
  const bool dots = args.a_col == 1 && args.b_row == 1 && args.k >= lanes, streams = args.b_col == 1 && args.n >= lanes;
  const bool few = args.m <= kFewRows && (dots || streams);
  return !few && args.m * args.n * args.k > kSmall && !loops_are_faster(args);
}

// A product with one column as the product of the transposed operands, which has one row.
MatmulArgs with_one_row(MatmulArgs args) {
  std::swap(args.m, args.n);
  std::swap(args.a, args.b);
  std::swap(args.a_batch, args.b_batch);
  const int64_t a_row = args.a_row, a_col = args.a_col;
  args.a_row = args.b_col;
  args.a_col = args.b_row;
  args.b_row = a_col;
  args.b_col = a_row;
  args.c_row = args.n;
  return args;
}

// Multiply-adds below which a second thread costs more than it brings.
constexpr int64_t kWorkGrain = 16 * kGrain;

void sum_of_nothing(const MatmulArgs& args) {
  if (args.accumulate) return;
  const int64_t item = size_of(args.dtype);
  for (int64_t i = 0; i < args.batch * args.m; ++i) {
    memset(static_cast<char*>(args.c) + (i / args.m * args.c_batch + i % args.m * args.c_row) * item, 0,
           static_cast<size_t>(args.n * item));
  }
}

// One product without threads.
void run(const ProductLoops& loops, const Product& product) {
  const int64_t bytes = loops.scratch(product);
  char few[8192];  // an allocation takes as long as 8 x 8 x 8 multiply-adds
  if (bytes <= static_cast<int64_t>(sizeof few)) return loops.run(product, few);
  const Workspace<char> scratch(bytes);
  loops.run(product, scratch.data());
}

}  // namespace

void multiply(Dtype dtype, const Product& product) { run(kernels().product[static_cast<int>(dtype)], product); }

void matmul(const MatmulArgs& args) {
  if (args.n == 1 && args.m > 1 && args.c_row == 1) return matmul(with_one_row(args));
  const ProductLoops& loops = kernels().product[static_cast<int>(args.dtype)];
  NT_CHECK(loops.run, Code::dtype, "[matmul] not defined for ", args.dtype);
  if (args.m == 0 || args.n == 0) return;
  if (args.k == 0) return sum_of_nothing(args);
  const bool onednn = through_onednn(args);
  const int64_t work = args.m * args.n * args.k;
  if (args.batch == 1) {
    const bool by_rows = args.m >= args.n;
    const int64_t lines = by_rows ? args.m : args.n;
    // A part of few rows, or of fewer columns than a vector has, would be summed in another order than the whole; and
    // each part packs its operands.
    const int64_t few = !by_rows ? 4 * kernels().conv.lanes : args.m > kFewRows ? kFewRows + 1 : 1;
    const int64_t least = onednn          ? std::max<int64_t>(16, lines / max_threads())
                          : work > kSmall ? std::max(few, lines / max_threads())
                                          : few;
    return parallel_for(lines, std::max(least, kWorkGrain * lines / work), [&](int64_t begin, int64_t end) {
      const Product some =
          by_rows ? part(args, 0, begin, end - begin, 0, args.n) : part(args, 0, 0, args.m, begin, end - begin);
      onednn ? sgemm(some) : run(loops, some);
    });
  }
  parallel_for(args.batch, std::max<int64_t>(1, kWorkGrain / work), [&](int64_t begin, int64_t end) {
    const Workspace<char> scratch(onednn ? 0 : loops.scratch(part(args, 0, 0, args.m, 0, args.n)));
    for (int64_t i = begin; i < end; ++i) {
      const Product one = part(args, i, 0, args.m, 0, args.n);
      onednn ? sgemm(one) : loops.run(one, scratch.data());
    }
  });
}

}  // namespace nt::cpu
