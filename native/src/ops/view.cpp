// Ops that share memory with their operand.
#include <algorithm>

#include "autograd/copy_slices.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

Tensor make_view(const Tensor& self, const Dims& sizes, const Dims& strides, int64_t offset) {
  Tensor out = Tensor::over(self.storage_ref(), sizes, strides, offset, self.dtype());
  if (is_floating(self.dtype())) set_view(out, self);
  return out;
}

// Replaces a -1 and checks the number of elements.
Dims resolve_shape(const char* op, const Tensor& self, Dims shape) {
  int unknown = -1;
  int64_t known = 1;
  for (int i = 0; i < shape.size(); ++i) {
    if (shape[i] == -1) {
      NT_CHECK(unknown < 0, Code::argument, "[", op, "] shape ", shape, " has more than one -1");
      unknown = i;
    } else {
      NT_CHECK(shape[i] >= 0, Code::argument, "[", op, "] negative size in shape ", shape);
      NT_CHECK(!__builtin_mul_overflow(known, shape[i], &known), Code::argument, "[", op, "] shape ", shape,
               " has too many elements");
    }
  }
  if (unknown >= 0) {
    NT_CHECK(known != 0 && self.numel() % known == 0, Code::shape, "[", op, "] ", self.sizes(), " has ", self.numel(),
             " elements, which do not fill shape ", shape);
    shape[unknown] = self.numel() / known;
  } else {
    NT_CHECK(known == self.numel(), Code::shape, "[", op, "] ", self.sizes(), " has ", self.numel(), " elements, shape ",
             shape, " has ", known);
  }
  return shape;
}

// Strides that show self's elements in `shape`, where there are any: each run of dimensions that is one block in memory
// may be cut anew.
bool view_strides(const Tensor& self, const Dims& shape, Dims* out) {
  *out = shape;
  if (self.numel() == 0) {
    *out = contiguous_strides(shape);
    return true;
  }
  int to = shape.size() - 1;
  int64_t block = 1, taken = 1;
  int64_t step = self.dim() > 0 ? self.strides().back() : 1;
  for (int from = self.dim() - 1; from >= 0; --from) {
    block *= self.size(from);
    const bool ends = from == 0 || (self.size(from - 1) != 1 && self.stride(from - 1) != block * step);
    if (!ends) continue;
    while (to >= 0 && (taken < block || shape[to] == 1)) {
      (*out)[to] = taken * step;
      taken *= shape[to];
      --to;
    }
    if (taken != block) return false;
    if (from > 0) {
      step = self.stride(from - 1);
      block = taken = 1;
    }
  }
  for (; to >= 0; --to) (*out)[to] = step;
  return true;
}

// Records a view whose derivative only changes the shape back.
void record_shape(const char* name, Tensor& out, const Tensor& self) {
  const Dims sizes = self.sizes();
  record(name, out, {&self}, {}, [sizes](Backward& b) { b[0] = reshape(b.grad(), sizes); });
}

}  // namespace

Tensor view(const Tensor& self, const Dims& shape) {
  const Dims sizes = resolve_shape("view", self, shape);
  Dims strides;
  NT_CHECK(view_strides(self, sizes, &strides), Code::shape, "[view] ", self.sizes(), " with strides ", self.strides(),
           " cannot be seen as ", sizes, " without a copy: use Reshape");
  Tensor out = make_view(self, sizes, strides, self.offset());
  record_shape("ViewBackward0", out, self);
  return out;
}

Tensor reshape(const Tensor& self, const Dims& shape) {
  const Dims sizes = resolve_shape("reshape", self, shape);
  Dims strides;
  if (!view_strides(self, sizes, &strides)) return view(contiguous(self), sizes);
  Tensor out = make_view(self, sizes, strides, self.offset());
  record_shape("ReshapeAliasBackward0", out, self);
  return out;
}

Tensor flatten(const Tensor& self, int64_t start_dim, int64_t end_dim) {
  const int start = wrap_dim("flatten", start_dim, self.dim()), end = wrap_dim("flatten", end_dim, self.dim());
  NT_CHECK(start <= end, Code::argument, "[flatten] start_dim ", start_dim, " comes after end_dim ", end_dim);
  if (self.dim() == 0) return reshape(self, {1});
  if (start == end) return self;
  Dims shape = self.sizes();
  for (int d = end; d > start; --d) {
    shape[start] *= shape[d];
    shape.erase(d);
  }
  return reshape(self, shape);
}

Tensor permute(const Tensor& self, const Dims& dims) {
  NT_CHECK(dims.size() == self.dim(), Code::argument, "[permute] ", dims, " does not name each dimension of ",
           self.sizes(), " once");
  Dims sizes, strides, inverse = dims;
  bool seen[kMaxDims] = {};
  for (int i = 0; i < dims.size(); ++i) {
    const int d = wrap_dim("permute", dims[i], self.dim());
    NT_CHECK(!seen[d], Code::argument, "[permute] dimension ", d, " stands twice in ", dims);
    seen[d] = true;
    sizes.push_back(self.size(d));
    strides.push_back(self.stride(d));
    inverse[d] = i;
  }
  Tensor out = make_view(self, sizes, strides, self.offset());
  record("PermuteBackward0", out, {&self}, {}, [inverse](Backward& b) { b[0] = permute(b.grad(), inverse); });
  return out;
}

Tensor transpose(const Tensor& self, int64_t dim0, int64_t dim1) {
  const int a = wrap_dim("transpose", dim0, self.dim()), b = wrap_dim("transpose", dim1, self.dim());
  Dims sizes = self.sizes(), strides = self.strides();
  if (self.dim() > 0) {
    std::swap(sizes[a], sizes[b]);
    std::swap(strides[a], strides[b]);
  }
  Tensor out = make_view(self, sizes, strides, self.offset());
  record("TransposeBackward0", out, {&self}, {}, [a, b](Backward& back) { back[0] = transpose(back.grad(), a, b); });
  return out;
}

Tensor expand(const Tensor& self, const Dims& shape) {
  const int added = shape.size() - self.dim();
  NT_CHECK(added >= 0, Code::shape, "[expand] ", self.sizes(), " has more dimensions than ", shape);
  Dims sizes, strides;
  for (int i = 0; i < shape.size(); ++i) {
    const int64_t have = i < added ? 1 : self.size(i - added);
    NT_CHECK(shape[i] >= 0 || (shape[i] == -1 && i >= added), Code::argument, "[expand] size ", shape[i],
             " in shape ", shape, " is not allowed");
    const int64_t want = shape[i] == -1 ? have : shape[i];
    NT_CHECK(have == want || have == 1, Code::shape, "[expand] ", self.sizes(), " cannot be expanded to ", shape,
             ": size ", have, " of dimension ", i, " is neither 1 nor ", want);
    sizes.push_back(want);
    strides.push_back(have == 1 && want != 1 ? 0 : i < added ? 0 : self.stride(i - added));
  }
  Tensor out = make_view(self, sizes, strides, self.offset());
  record("ExpandBackward0", out, {&self}, {}, [](Backward& b) { b[0] = b.grad(); });  // the engine sums
  return out;
}

Tensor squeeze(const Tensor& self, const Dims& dims) {
  bool goes[kMaxDims] = {};
  for (int64_t d : dims) goes[wrap_dim("squeeze", d, self.dim())] = true;
  Dims sizes, strides;
  for (int d = 0; d < self.dim(); ++d) {
    if (self.size(d) == 1 && (dims.empty() || goes[d])) continue;
    sizes.push_back(self.size(d));
    strides.push_back(self.stride(d));
  }
  Tensor out = make_view(self, sizes, strides, self.offset());
  record_shape("SqueezeBackward0", out, self);
  return out;
}

Tensor unsqueeze(const Tensor& self, int64_t dim) {
  const int d = wrap_dim("unsqueeze", dim, self.dim() + 1);
  Dims sizes = self.sizes(), strides = self.strides();
  strides.insert(d, d < self.dim() ? self.size(d) * self.stride(d) : 1);
  sizes.insert(d, 1);
  Tensor out = make_view(self, sizes, strides, self.offset());
  record_shape("UnsqueezeBackward0", out, self);
  return out;
}

Tensor select(const Tensor& self, int64_t dim, int64_t index) {
  NT_CHECK(self.dim() > 0, Code::index, "[select] a 0-d tensor has no dimension to index");
  const int d = wrap_dim("select", dim, self.dim());
  const int64_t size = self.size(d);
  NT_CHECK(index >= -size && index < size, Code::index, "[select] index ", index, " is out of range for dimension ", d,
           " of ", self.sizes());
  const int64_t at = index < 0 ? index + size : index;
  Dims sizes = self.sizes(), strides = self.strides();
  sizes.erase(d);
  strides.erase(d);
  Tensor out = make_view(self, sizes, strides, self.offset() + at * self.stride(d));
  const Dims whole = self.sizes();
  record("SelectBackward0", out, {&self}, {}, [whole, d, at](Backward& b) {
    b[0] = zeros(whole, b.grad().dtype(), b.grad().device());
    Tensor part = select(b[0], d, at);
    copy_(part, b.grad());
  });
  return out;
}

Tensor slice(const Tensor& self, int64_t dim, int64_t start, int64_t end, int64_t step) {
  NT_CHECK(self.dim() > 0, Code::index, "[slice] a 0-d tensor has no dimension to slice");
  NT_CHECK(step > 0, Code::argument, "[slice] step ", step, " is not positive");
  const int d = wrap_dim("slice", dim, self.dim());
  const int64_t size = self.size(d);
  if (start < 0) start += size;
  if (end < 0) end += size;
  start = std::clamp<int64_t>(start, 0, size);
  end = std::clamp(end, start, size);
  Dims sizes = self.sizes(), strides = self.strides();
  sizes[d] = (end - start) / step + ((end - start) % step != 0);
  // A step that overflows belongs to a dimension of at most one element.
  if (__builtin_mul_overflow(strides[d], step, &strides[d])) strides[d] = 1;
  Tensor out = make_view(self, sizes, strides, self.offset() + start * self.stride(d));
  const Dims whole = self.sizes();
  record("SliceBackward0", out, {&self}, {}, [whole, d, start, end, step](Backward& b) {
    b[0] = zeros(whole, b.grad().dtype(), b.grad().device());
    Tensor part = slice(b[0], d, start, end, step);
    copy_(part, b.grad());
  });
  return out;
}

Tensor narrow(const Tensor& self, int64_t dim, int64_t start, int64_t length) {
  NT_CHECK(self.dim() > 0, Code::index, "[narrow] a 0-d tensor has no dimension to narrow");
  const int64_t size = self.size(wrap_dim("narrow", dim, self.dim()));
  const int64_t first = start < 0 ? start + size : start;
  NT_CHECK(first >= 0 && length >= 0 && first <= size && length <= size - first, Code::index, "[narrow] start ", start,
           " and length ", length, " do not lie in dimension ", dim, " of ", self.sizes());
  return slice(self, dim, first, first + length, 1);
}

Tensor as_strided(const Tensor& self, const Dims& shape, const Dims& strides, int64_t storage_offset) {
  NT_CHECK(shape.size() == strides.size(), Code::argument, "[as_strided] shape ", shape, " and strides ", strides,
           " differ in length");
  NT_CHECK(storage_offset >= 0, Code::argument, "[as_strided] negative offset ", storage_offset);
  int64_t last = storage_offset;
  bool fits = true;
  for (int d = 0; d < shape.size(); ++d) {
    NT_CHECK(shape[d] >= 0 && strides[d] >= 0, Code::argument, "[as_strided] negative size or stride in ", shape, ", ",
             strides);
    int64_t extent = 0;
    fits = fits && !__builtin_mul_overflow(std::max<int64_t>(shape[d] - 1, 0), strides[d], &extent) &&
           !__builtin_add_overflow(last, extent, &last);
  }
  const int64_t available = self.storage().bytes() / size_of(self.dtype());
  NT_CHECK(numel_of(shape) == 0 || (fits && last < available), Code::argument, "[as_strided] sizes ", shape, ", strides ",
           strides, " and offset ", storage_offset, " reach beyond the storage of ", available, " elements");
  Tensor out = make_view(self, shape, strides, storage_offset);
  if (any_needs_grad({&self})) {
    const Ref<Node> node = as_strided_node(self, out);
    node->outputs.clear();
    set_history(out, node);
  }
  return out;
}

Tensor diagonal(const Tensor& self, int64_t offset, int64_t dim1, int64_t dim2) {
  const int a = wrap_dim("diagonal", dim1, self.dim()), b = wrap_dim("diagonal", dim2, self.dim());
  NT_CHECK(a != b, Code::argument, "[diagonal] both dimensions are ", a);
  const int64_t length = std::max<int64_t>(
      0, offset >= 0 ? std::min(self.size(a), self.size(b) - offset) : std::min(self.size(a) + offset, self.size(b)));
  const int64_t shift = length == 0 ? 0 : offset >= 0 ? offset * self.stride(b) : -offset * self.stride(a);
  Dims sizes = self.sizes(), strides = self.strides();
  const int64_t step = self.stride(a) + self.stride(b);
  sizes.erase(std::max(a, b));
  strides.erase(std::max(a, b));
  sizes.erase(std::min(a, b));
  strides.erase(std::min(a, b));
  sizes.push_back(length);
  strides.push_back(step);
  Tensor out = make_view(self, sizes, strides, self.offset() + shift);
  const Dims whole = self.sizes();
  record("DiagonalBackward0", out, {&self}, {}, [whole, offset, a, b](Backward& back) {
    back[0] = zeros(whole, back.grad().dtype(), back.grad().device());
    Tensor part = diagonal(back[0], offset, a, b);
    copy_(part, back.grad());
  });
  return out;
}

Tensor detach(const Tensor& self) {
  return Tensor::over(self.storage_ref(), self.sizes(), self.strides(), self.offset(), self.dtype());
}

Tensor data_of(const Tensor& self) {
  return Tensor::over(Storage::alias(self.storage_ref()), self.sizes(), self.strides(), self.offset(), self.dtype());
}

}  // namespace nt
