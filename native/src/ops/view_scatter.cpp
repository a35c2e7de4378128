// A copy of self in which one view is replaced by src: the views' counterparts without in-place changes.
#include <algorithm>

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

// Where self and a part lie in the memory that as_strided_scatter counts places in.
class Places {
 public:
  Places(const Tensor& self, const Dims& size, const Dims& stride, int64_t offset)
      : sizes_(self.sizes()),
        strides_(self.strides()),
        part_sizes_(size),
        part_strides_(stride),
        is_dense_(self.is_contiguous()) {
    const int64_t first = std::min(self.offset(), offset);
    offset_ = self.offset() - first;
    part_offset_ = offset - first;
    extent_ = std::max(offset_ + reach(sizes_, strides_), part_offset_ + reach(part_sizes_, part_strides_));
  }

  // Which elements of self the part has replaced.
  Tensor taken(Device device) const {
    GradMode off(false);
    const Tensor memory = zeros({extent_}, Dtype::boolean, device);
    Tensor part = as_strided(memory, part_sizes_, part_strides_, part_offset_);
    fill_(part, true);
    return as_strided(memory, sizes_, strides_, offset_);
  }

  // The part of a tensor of self's sizes, whatever its own layout: elements of one place are added up, and what lies
  // outside of self is zero.
  Tensor part_of(const Tensor& grad) const {
    Tensor memory = zeros({extent_}, grad.dtype(), grad.device());
    if (is_dense_) {
      Tensor own = narrow(memory, 0, offset_, grad.numel());
      copy_(own, reshape(grad, {-1}));
    } else {
      const Tensor all = arange(0, extent_, 1, Dtype::int64, grad.device());
      const Tensor places = as_strided(all, sizes_, strides_, offset_);
      memory = scatter_add(memory, 0, reshape(places, {-1}), reshape(grad, {-1}));
    }
    return as_strided(memory, part_sizes_, part_strides_, part_offset_);
  }

 private:
  static int64_t reach(const Dims& sizes, const Dims& strides) {
    if (numel_of(sizes) == 0) return 0;
    int64_t reach = 1;
    for (int d = 0; d < sizes.size(); ++d) reach += (sizes[d] - 1) * strides[d];
    return reach;
  }

  Dims sizes_, strides_, part_sizes_, part_strides_;
  int64_t offset_, part_offset_, extent_;
  bool is_dense_;
};

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
  const Places places(self, size, stride, offset);
  record("AsStridedScatterBackward0", out, {&self, &src}, {}, [places](Backward& b) {
    if (b.needs(0)) b[0] = masked_fill(b.grad(), places.taken(b.grad().device()), 0);
    if (b.needs(1)) b[1] = places.part_of(b.grad());
  });
  return out;
}

}  // namespace nt
