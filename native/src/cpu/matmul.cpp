#include <oneapi/dnnl/dnnl.h>

#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

// Products below this many multiply-adds are done before oneDNN's call has begun.
constexpr int64_t kSmall = 16 * 16 * 16;

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

void sgemm(const MatmulArgs& args, const float* a, const float* b, float* c) {
  const Operand2d left(a, args.m, args.k, args.a_row, args.a_col), right(b, args.k, args.n, args.b_row, args.b_col);
  const dnnl_status_t status =
      dnnl_sgemm(left.transposed, right.transposed, args.m, args.n, args.k, 1.0f, left.data, left.leading, right.data,
                 right.leading, args.accumulate ? 1.0f : 0.0f, c, args.c_row);
  NT_CHECK(status == dnnl_success, Code::internal, "[matmul] oneDNN's sgemm refused (", args.m, ", ", args.k, ") x (",
           args.k, ", ", args.n, "): status ", static_cast<int>(status));
}

}  // namespace

void matmul(const MatmulArgs& args) {
  const GemmLoop gemm = kernels().gemm[static_cast<int>(args.dtype)];
  NT_CHECK(gemm, Code::dtype, "[matmul] not defined for ", args.dtype);
  const int64_t item = size_of(args.dtype);
  const int64_t work = args.m * args.n * args.k;
  const bool blas = args.dtype == Dtype::float32 && work > kSmall;
  auto one = [&](int64_t i, int64_t row, int64_t rows) {
    const char* a = static_cast<const char*>(args.a) + (i * args.a_batch + row * args.a_row) * item;
    const char* b = static_cast<const char*>(args.b) + i * args.b_batch * item;
    char* c = static_cast<char*>(args.c) + (i * args.c_batch + row * args.c_row) * item;
    if (blas) {
      sgemm(args, reinterpret_cast<const float*>(a), reinterpret_cast<const float*>(b), reinterpret_cast<float*>(c));
    } else {
      gemm(rows, args.n, args.k, a, args.a_row, args.a_col, b, args.b_row, args.b_col, c, args.c_row, args.accumulate);
    }
  };
  if (args.batch == 1 && !blas) {
    const int64_t grain = std::max<int64_t>(1, 4 * kGrain / std::max<int64_t>(args.n * args.k, 1));
    parallel_for(args.m, grain, [&](int64_t begin, int64_t end) { one(0, begin, end - begin); });
    return;
  }
  // Many products are spread over threads; oneDNN, called from several, works on one each.
  const int64_t grain = args.batch == 1 ? 2 : std::max<int64_t>(1, 4 * kGrain / std::max<int64_t>(work, 1));
  parallel_for(args.batch, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) one(i, 0, args.m);
  });
}

}  // namespace nt::cpu
