// Triangles and diagonals of matrices.
#include <algorithm>

#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/shape.h"

namespace nt {
namespace {

// Whether column - row <= diagonal, over the last two sizes.
Tensor lower_mask(const Tensor& self, int64_t diagonal) {
  const int64_t rows = self.size(self.dim() - 2), columns = self.size(self.dim() - 1);
  const int64_t shift = std::clamp(diagonal, -rows - 1, columns + 1);
  const Tensor row = arange(shift, rows + shift, 1, Dtype::int64, self.device());
  const Tensor column = arange(0, columns, 1, Dtype::int64, self.device());
  return le(column, reshape(row, {rows, 1}));
}

Tensor triangle(const char* op, const char* node, const Tensor& self, int64_t diagonal, bool lower) {
  NT_CHECK(self.dim() >= 2, Code::shape, "[", op, "] ", self.sizes(), " has less than 2 dimensions");
  Tensor out;
  {
    GradMode off(false);
    const int64_t last = diagonal == INT64_MIN ? diagonal : diagonal - 1;
    const Tensor mask = lower ? lower_mask(self, diagonal) : logical_not(lower_mask(self, last));
    out = where(mask, detach(self), zeros({}, self.dtype(), self.device()));
  }
  record(node, out, {&self}, {}, [op, node, diagonal, lower](Backward& b) {
    b[0] = triangle(op, node, b.grad(), diagonal, lower);
  });
  return out;
}

int64_t magnitude(const char* op, int64_t offset) {
  NT_CHECK(offset > -(int64_t{1} << 40) && offset < (int64_t{1} << 40), Code::argument, "[", op, "] offset ", offset,
           " is too large");
  return offset < 0 ? -offset : offset;
}

}  // namespace

Tensor tril(const Tensor& self, int64_t diagonal) { return triangle("tril", "TrilBackward0", self, diagonal, true); }
Tensor triu(const Tensor& self, int64_t diagonal) { return triangle("triu", "TriuBackward0", self, diagonal, false); }

Tensor triangle_indices(const char* op, int64_t rows, int64_t columns, int64_t offset, bool lower, Dtype dtype,
                        Device device) {
  NT_CHECK(rows >= 0 && columns >= 0, Code::argument, "[", op, "] negative size ", rows, " x ", columns);
  NT_CHECK(dtype == Dtype::int64 || dtype == Dtype::int32, Code::dtype, "[", op, "] gives int64 or int32, not ", dtype);
  NT_CHECK(rows <= INT32_MAX && columns <= INT32_MAX, Code::argument, "[", op, "] ", rows, " x ", columns, " is too large");
  const int64_t shift = std::clamp(offset, -rows - 1, columns + 1);
  // The first and the last column of a row.
  auto begin = [&](int64_t r) { return lower ? 0 : std::clamp<int64_t>(r + shift, 0, columns); };
  auto end = [&](int64_t r) { return lower ? std::clamp<int64_t>(r + shift + 1, 0, columns) : columns; };
  int64_t count = 0;
  for (int64_t r = 0; r < rows && columns > 0; ++r) count += std::max<int64_t>(0, end(r) - begin(r));
  Tensor out = Tensor::empty({2, count}, Dtype::int64);
  int64_t *row = out.data<int64_t>(), *column = row + count;
  for (int64_t r = 0; r < rows && columns > 0; ++r) {
    for (int64_t c = begin(r); c < end(r); ++c) {
      *row++ = r;
      *column++ = c;
    }
  }
  return to(out, dtype, device);
}

Tensor diag(const Tensor& self, int64_t offset) {
  NT_CHECK(self.dim() == 1 || self.dim() == 2, Code::shape, "[diag] ", self.sizes(), " is neither a vector nor a matrix");
  return self.dim() == 1 ? diag_embed(self, offset, 0, 1) : clone(diagonal(self, offset, 0, 1));
}

Tensor diagflat(const Tensor& self, int64_t offset) { return diag_embed(reshape(self, {-1}), offset, 0, 1); }

Tensor diag_embed(const Tensor& self, int64_t offset, int64_t dim1, int64_t dim2) {
  NT_CHECK(self.dim() > 0, Code::shape, "[diag_embed] a 0-d tensor has no diagonal to embed");
  const int rank = self.dim() + 1;
  const int a = wrap_dim("diag_embed", dim1, rank), b = wrap_dim("diag_embed", dim2, rank);
  NT_CHECK(a != b, Code::argument, "[diag_embed] both dimensions are ", a);
  const int64_t side = self.size(self.dim() - 1) + magnitude("diag_embed", offset);
  Dims sizes = self.sizes();
  sizes.pop_back();
  sizes.insert(std::min(a, b), side);
  sizes.insert(std::max(a, b), side);
  Tensor out = zeros(sizes, self.dtype(), self.device());
  {
    GradMode off(false);
    Tensor part = diagonal(out, offset, a, b);
    copy_(part, self);
  }
  record("DiagEmbedBackward0", out, {&self}, {},
         [offset, a, b](Backward& back) { back[0] = diagonal(back.grad(), offset, a, b); });
  return out;
}

}  // namespace nt
