// Elements in another order or several times, as copies.
#include <algorithm>

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/layout.h"
#include "ops/record.h"
#include "ops/shape.h"

namespace nt {
namespace {

bool shares(const Tensor& a, const Tensor& b) { return a.storage().block() == b.storage().block(); }

Tensor roll_one(const Tensor& self, int64_t shift, int d) {
  const int64_t size = self.size(d);
  const int64_t start = (size - shift % size) % size;
  if (start == 0) return contiguous(self);
  return cat({slice(self, d, start, size, 1), slice(self, d, 0, start, 1)}, d);
}

}  // namespace

Tensor flip(const Tensor& self, const Dims& dims) {
  bool turned[kMaxDims] = {};
  for (int64_t dim : dims) {
    const int d = wrap_dim("flip", dim, self.dim());
    NT_CHECK(!turned[d], Code::argument, "[flip] dimension ", d, " stands twice in ", dims);
    turned[d] = true;
  }
  Tensor out = copy_result(self, self.dtype(), self.device());
  if (out.numel() > 0) {
    // A view with negative strides, which only this iterator sees.
    Dims strides = self.strides();
    int64_t offset = self.offset();
    for (int d = 0; d < self.dim(); ++d) {
      if (!turned[d]) continue;
      offset += (self.size(d) - 1) * strides[d];
      strides[d] = -strides[d];
    }
    const Tensor source = Tensor::over(self.storage_ref(), self.sizes(), strides, offset, self.dtype());
    Iter it = elementwise(out, {&source});
    backend(out.device()).copy(it);
  }
  record("FlipBackward0", out, {&self}, {}, [dims](Backward& b) { b[0] = flip(b.grad(), dims); });
  return out;
}

Tensor fliplr(const Tensor& self) {
  NT_CHECK(self.dim() >= 2, Code::shape, "[fliplr] ", self.sizes(), " has less than 2 dimensions");
  return flip(self, {1});
}

Tensor flipud(const Tensor& self) {
  NT_CHECK(self.dim() >= 1, Code::shape, "[flipud] a 0-d tensor has no dimension to flip");
  return flip(self, {0});
}

Tensor roll(const Tensor& self, const Dims& shifts, const Dims& dims) {
  NT_CHECK(!shifts.empty(), Code::argument, "[roll] no shifts");
  if (dims.empty()) {
    NT_CHECK(shifts.size() == 1, Code::argument, "[roll] shifts ", shifts, " without dims");
    return reshape(roll(reshape(self, {-1}), shifts, {0}), self.sizes());
  }
  NT_CHECK(shifts.size() == dims.size(), Code::argument, "[roll] shifts ", shifts, " and dims ", dims, " differ in length");
  Tensor out;
  {
    GradMode off(false);
    out = detach(self);
    for (int i = 0; i < dims.size(); ++i) {
      const int d = wrap_dim("roll", dims[i], self.dim());
      if (self.numel() > 0 && self.dim() > 0) out = roll_one(out, shifts[i], d);
    }
    if (shares(out, self)) out = self.numel() == 0 ? clone(self) : row_major_copy(self);
  }
  Dims back = shifts;
  for (int i = 0; i < back.size(); ++i) back[i] = shifts[i] == INT64_MIN ? shifts[i] : -shifts[i];
  record("RollBackward0", out, {&self}, {}, [back, dims](Backward& b) { b[0] = roll(b.grad(), back, dims); });
  return out;
}

Tensor rot90(const Tensor& self, int64_t k, const Dims& dims) {
  NT_CHECK(dims.size() == 2, Code::argument, "[rot90] ", dims, " are not two dimensions");
  NT_CHECK(self.dim() >= 2, Code::shape, "[rot90] ", self.sizes(), " has less than 2 dimensions");
  const int a = wrap_dim("rot90", dims[0], self.dim()), b = wrap_dim("rot90", dims[1], self.dim());
  NT_CHECK(a != b, Code::argument, "[rot90] both dimensions are ", a);
  switch (((k % 4) + 4) % 4) {
    case 1:
      return transpose(flip(self, {b}), a, b);
    case 2:
      return flip(self, {a, b});
    case 3:
      return transpose(flip(self, {a}), a, b);
    default:
      return row_major_copy(self);
  }
}

Tensor repeat(const Tensor& self, const Dims& repeats) {
  const int added = repeats.size() - self.dim();
  NT_CHECK(added >= 0, Code::argument, "[repeat] ", repeats, " does not name each dimension of ", self.sizes());
  // Each dimension that is repeated gets one in front of it, which is expanded.
  Dims split, wide, whole;
  for (int i = 0; i < repeats.size(); ++i) {
    const int64_t size = i < added ? 1 : self.size(i - added);
    NT_CHECK(repeats[i] >= 0, Code::argument, "[repeat] negative count in ", repeats);
    if (repeats[i] != 1 && size != 1) {
      split.push_back(1);
      wide.push_back(repeats[i]);
      split.push_back(size);
      wide.push_back(size);
    } else {
      split.push_back(size);
      wide.push_back(repeats[i] == 1 ? size : repeats[i]);
    }
    int64_t total = 0;
    NT_CHECK(!__builtin_mul_overflow(size, repeats[i], &total), Code::argument, "[repeat] too many elements");
    whole.push_back(total);
  }
  const Tensor out = reshape(expand(reshape(self, split), wide), whole);
  return shares(out, self) ? row_major_copy(out) : out;
}

Tensor tile(const Tensor& self, const Dims& dims) {
  Dims repeats = dims;
  while (repeats.size() < self.dim()) repeats.insert(0, 1);
  return repeat(self, repeats);
}

Tensor fftshift(const Tensor& self, const Dims& dims, bool inverse) {
  Dims over = dims, shifts;
  if (over.empty()) {
    for (int d = 0; d < self.dim(); ++d) over.push_back(d);
  }
  if (over.empty()) return clone(self);
  for (int64_t dim : over) {
    const int d = wrap_dim(inverse ? "ifftshift" : "fftshift", dim, self.dim());
    const int64_t size = self.dim() == 0 ? 1 : self.size(d);
    shifts.push_back((size + (inverse ? 1 : 0)) / 2);
  }
  return roll(self, shifts, over);
}

Tensor pixel_shuffle(const Tensor& self, int64_t factor) {
  NT_CHECK(self.dim() >= 3, Code::shape, "[pixel_shuffle] ", self.sizes(), " has less than 3 dimensions");
  int64_t square = 0;
  NT_CHECK(factor > 0 && !__builtin_mul_overflow(factor, factor, &square), Code::argument, "[pixel_shuffle] factor ",
           factor, " is not allowed");
  const int n = self.dim();
  const int64_t channels = self.size(n - 3), height = self.size(n - 2), width = self.size(n - 1);
  NT_CHECK(channels % square == 0, Code::shape, "[pixel_shuffle] ", channels, " channels are no multiple of ", square);
  Dims lead = self.sizes();
  for (int i = 0; i < 3; ++i) lead.pop_back();
  Dims split = lead, order, whole = lead;
  for (int64_t size : {channels / square, factor, factor, height, width}) split.push_back(size);
  for (int d = 0; d < lead.size(); ++d) order.push_back(d);
  for (int64_t d : {0, 3, 1, 4, 2}) order.push_back(lead.size() + d);
  for (int64_t size : {channels / square, height * factor, width * factor}) whole.push_back(size);
  return reshape(permute(reshape(self, split), order), whole);
}

Tensor pixel_unshuffle(const Tensor& self, int64_t factor) {
  NT_CHECK(self.dim() >= 3, Code::shape, "[pixel_unshuffle] ", self.sizes(), " has less than 3 dimensions");
  NT_CHECK(factor > 0, Code::argument, "[pixel_unshuffle] factor ", factor, " is not allowed");
  const int n = self.dim();
  const int64_t channels = self.size(n - 3), height = self.size(n - 2), width = self.size(n - 1);
  NT_CHECK(height % factor == 0 && width % factor == 0, Code::shape, "[pixel_unshuffle] ", self.sizes(),
           " cannot be divided by ", factor);
  Dims lead = self.sizes();
  for (int i = 0; i < 3; ++i) lead.pop_back();
  Dims split = lead, order, whole = lead;
  for (int64_t size : {channels, height / factor, factor, width / factor, factor}) split.push_back(size);
  for (int d = 0; d < lead.size(); ++d) order.push_back(d);
  for (int64_t d : {0, 2, 4, 1, 3}) order.push_back(lead.size() + d);
  int64_t deep = 0;
  NT_CHECK(!__builtin_mul_overflow(channels, factor, &deep) && !__builtin_mul_overflow(deep, factor, &deep),
           Code::argument, "[pixel_unshuffle] too many channels");
  for (int64_t size : {deep, height / factor, width / factor}) whole.push_back(size);
  return reshape(permute(reshape(self, split), order), whole);
}

Tensor vander(const Tensor& x, const int64_t* n) {
  const Tensor base = is_bool(x.dtype()) || is_integral(x.dtype()) ? to(x, Dtype::int64) : x;
  const Tensor column = x.dim() == 0 ? reshape(base, {1}) : base;
  const int64_t powers = n ? *n : column.size(column.dim() - 1);
  NT_CHECK(powers > 1 || !n, Code::argument, "[linalg.vander] N must be greater than 1, not ", powers);
  return pow(unsqueeze(column, -1), arange(0, powers, 1, base.dtype(), x.device()));
}

}  // namespace nt
