// A copy of self in which one view is replaced by src: the views' counterparts without in-place changes.
#include "ops/ops.h"
#include "ops/record.h"
#include "ops/shape.h"

namespace nt {
namespace {

// `view` maps a tensor of self's sizes to the part.
template <class View>
Tensor replaced(const char* op, const char* node, const Tensor& self, const Tensor& src, View view) {
  Tensor out;
  Dims part_sizes;
  {
    GradMode off(false);
    out = clone(self);
    Tensor part = view(out);
    part_sizes = part.sizes();
    NT_CHECK(src.sizes() == part_sizes, Code::shape, "[", op, "] src has sizes ", src.sizes(), ", the part of ",
             self.sizes(), " has ", part_sizes);
    copy_(part, src);
  }
  record(node, out, {&self, &src}, {}, [op, node, view, part_sizes](Backward& b) {
    if (b.needs(0)) {
      b[0] = replaced(op, node, b.grad(), zeros(part_sizes, b.grad().dtype(), b.grad().device()), view);
    }
    if (b.needs(1)) b[1] = view(b.grad());
  });
  return out;
}

}  // namespace

Tensor select_scatter(const Tensor& self, const Tensor& src, int64_t dim, int64_t index) {
  return replaced("select_scatter", "SelectScatterBackward0", self, src,
                  [dim, index](const Tensor& t) { return select(t, dim, index); });
}

Tensor slice_scatter(const Tensor& self, const Tensor& src, int64_t dim, int64_t start, int64_t end, int64_t step) {
  return replaced("slice_scatter", "SliceScatterBackward0", self, src,
                  [dim, start, end, step](const Tensor& t) { return slice(t, dim, start, end, step); });
}

Tensor diagonal_scatter(const Tensor& self, const Tensor& src, int64_t offset, int64_t dim1, int64_t dim2) {
  return replaced("diagonal_scatter", "DiagonalScatterBackward0", self, src,
                  [offset, dim1, dim2](const Tensor& t) { return diagonal(t, offset, dim1, dim2); });
}

Tensor as_strided_scatter(const Tensor& self, const Tensor& src, const Dims& size, const Dims& stride,
                          const int64_t* storage_offset) {
  const int64_t offset = storage_offset ? *storage_offset : self.offset();
  Tensor out;
  {
    GradMode off(false);
    // The places are counted in self's memory, so the copy has the same layout.
    const int64_t extent = self.storage().bytes() / size_of(self.dtype());
    const Tensor memory = clone(as_strided(detach(self), {extent}, {1}, 0));
    Tensor part = as_strided(memory, size, stride, offset);
    NT_CHECK(src.sizes() == part.sizes(), Code::shape, "[as_strided_scatter] src has sizes ", src.sizes(),
             ", the part of ", self.sizes(), " has ", part.sizes());
    copy_(part, src);
    out = detach(as_strided(memory, self.sizes(), self.strides(), self.offset()));
  }
  record("AsStridedScatterBackward0", out, {&self, &src}, {}, [size, stride, offset](Backward& b) {
    const Tensor grad = contiguous(b.grad());
    if (b.needs(0)) {
      b[0] = as_strided_scatter(grad, zeros(size, grad.dtype(), grad.device()), size, stride, &offset);
    }
    if (b.needs(1)) b[1] = as_strided(grad, size, stride, offset);
  });
  return out;
}

}  // namespace nt
