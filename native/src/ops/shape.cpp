// Views in terms of the basic views: derivatives come from those.
#include "ops/shape.h"

#include "ops/ops.h"

namespace nt {

Tensor movedim(const Tensor& self, const Dims& source, const Dims& destination) {
  NT_CHECK(source.size() == destination.size(), Code::argument, "[movedim] source ", source, " and destination ",
           destination, " differ in length");
  if (self.dim() == 0) {
    for (int64_t d : source) wrap_dim("movedim", d, 0);
    for (int64_t d : destination) wrap_dim("movedim", d, 0);
    return view(self, {});
  }
  Dims order = Dims::filled(self.dim(), -1);
  bool moved[kMaxDims] = {};
  for (int i = 0; i < source.size(); ++i) {
    const int from = wrap_dim("movedim", source[i], self.dim()), to = wrap_dim("movedim", destination[i], self.dim());
    NT_CHECK(!moved[from], Code::argument, "[movedim] dimension ", from, " stands twice in source ", source);
    NT_CHECK(order[to] == -1, Code::argument, "[movedim] dimension ", to, " stands twice in destination ", destination);
    moved[from] = true;
    order[to] = from;
  }
  int next = 0;
  for (int d = 0; d < order.size(); ++d) {
    if (order[d] != -1) continue;
    while (moved[next]) ++next;
    order[d] = next++;
  }
  return permute(self, order);
}

Tensor unflatten(const Tensor& self, int64_t dim, const Dims& sizes) {
  NT_CHECK(!sizes.empty(), Code::argument, "[unflatten] no sizes");
  NT_CHECK(self.dim() > 0, Code::index, "[unflatten] a 0-d tensor has no dimension to unflatten");
  const int d = wrap_dim("unflatten", dim, self.dim());
  Dims inner = sizes, shape = self.sizes();
  int64_t known = 1;
  int unknown = -1;
  for (int i = 0; i < inner.size(); ++i) {
    NT_CHECK(inner[i] >= 0 || (inner[i] == -1 && unknown < 0), Code::argument, "[unflatten] size ", inner[i], " in ",
             sizes, " is not allowed");
    if (inner[i] == -1) {
      unknown = i;
    } else {
      NT_CHECK(!__builtin_mul_overflow(known, inner[i], &known), Code::argument, "[unflatten] sizes ", sizes,
               " have too many elements");
    }
  }
  if (unknown >= 0) {
    NT_CHECK(known > 0 && shape[d] % known == 0, Code::shape, "[unflatten] sizes ", sizes, " do not fill dimension ", d,
             " of ", self.sizes());
    inner[unknown] = shape[d] / known;
    known = shape[d];
  }
  NT_CHECK(known == shape[d], Code::shape, "[unflatten] sizes ", sizes, " have ", known, " elements, dimension ", d,
           " of ", self.sizes(), " has ", shape[d]);
  shape.erase(d);
  for (int i = 0; i < inner.size(); ++i) shape.insert(d + i, inner[i]);
  return view(self, shape);
}

Tensor t(const Tensor& self) {
  NT_CHECK(self.dim() <= 2, Code::shape, "[t] ", self.sizes(), " has more than 2 dimensions: use transpose or permute");
  return self.dim() < 2 ? view(self, self.sizes()) : transpose(self, 0, 1);
}

Tensor matrix_transpose(const Tensor& self) {
  NT_CHECK(self.dim() != 1, Code::shape, "[mT] ", self.sizes(), " is no matrix");
  return self.dim() == 0 ? view(self, {}) : transpose(self, -2, -1);
}

Tensor atleast_1d(const Tensor& self) { return self.dim() == 0 ? reshape(self, {1}) : self; }

Tensor atleast_2d(const Tensor& self) {
  return self.dim() == 0 ? reshape(self, {1, 1}) : self.dim() == 1 ? unsqueeze(self, 0) : self;
}

Tensor atleast_3d(const Tensor& self) {
  switch (self.dim()) {
    case 0:
      return reshape(self, {1, 1, 1});
    case 1:
      return unsqueeze(unsqueeze(self, 0), -1);
    case 2:
      return unsqueeze(self, -1);
    default:
      return self;
  }
}

}  // namespace nt
