// Elements by their position in the flattened tensor, and repeated elements.
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/indexed.h"
#include "ops/record.h"
#include "ops/scatter.h"

namespace nt {
namespace {

// Places of the flattened, contiguous `flat` at index.
Places flat_places(const Tensor& flat, const Tensor& values) {
  Places places{values.sizes(), Dims::filled(values.dim(), 0), {}};
  places.indices.push_back({values, values.strides(), flat.numel(), 1});
  return places;
}

void check_flat_index(const char* op, const Tensor& index) {
  NT_CHECK(index.dtype() == Dtype::int64, Code::dtype, "[", op, "] the index is ", index.dtype(), ", not int64");
}

// Adds to 16-bit floats in float32.
void put_flat(Tensor& memory, const Tensor& values, const Tensor& source, bool accumulate) {
  const bool widens = accumulate && compute_dtype(memory.dtype()) != memory.dtype();
  Tensor flat = contiguous(widens ? to(detach(memory), Dtype::float32) : detach(memory));
  Tensor from = reshape(widens ? to(detach(source), Dtype::float32) : detach(source), values.sizes());
  if (from.storage().block() == flat.storage().block()) from = clone(from);
  run_indexed(accumulate ? IndexedMode::add : IndexedMode::put, flat_places(flat, values), flat, from);
  if (flat.storage().block() != memory.storage().block()) copy_(memory, flat);
}

}  // namespace

Tensor take(const Tensor& self, const Tensor& index) {
  check_flat_index("take", index);
  const Tensor values = checked_index("take", index, self.numel(), 0, true);
  Tensor out = Tensor::empty(index.sizes(), self.dtype(), self.device());
  if (out.numel() > 0) {
    GradMode off(false);
    const Tensor flat = contiguous(detach(self));
    run_indexed(IndexedMode::get, flat_places(flat, values), flat, out);
  }
  const Dims whole = self.sizes();
  record("TakeBackward0", out, {&self}, {&values}, [whole](Backward& b) {
    b[0] = put(zeros(whole, b.grad().dtype(), b.grad().device()), b.saved(0), b.grad(), true);
  });
  return out;
}

Tensor put(const Tensor& self, const Tensor& index, const Tensor& source, bool accumulate, Tensor* into) {
  check_flat_index("put", index);
  NT_CHECK(source.dtype() == self.dtype(), Code::dtype, "[put] source is ", source.dtype(), ", self ", self.dtype());
  NT_CHECK(source.numel() == index.numel(), Code::shape, "[put] source ", source.sizes(), " and the index ", index.sizes(),
           " differ in the number of elements");
  const Tensor values = checked_index("put", index, self.numel(), 0, true);
  Target target("put", self, into, {&self, &source});
  {
    GradMode off(false);
    if (values.numel() > 0) put_flat(target.memory(), values, source, accumulate);
  }
  const Dims of_source = source.sizes();
  return target.done("PutBackward0", {&self, &source}, {&values}, [accumulate, of_source](Backward& b) {
    const Tensor index = b.saved(0);
    if (b.needs(0)) {
      b[0] = accumulate ? b.grad()
                        : put(b.grad(), index, zeros(index.sizes(), b.grad().dtype(), b.grad().device()), false);
    }
    if (b.needs(1)) b[1] = reshape(take(b.grad(), index), of_source);
  });
}

Tensor repeated_positions(const Tensor& repeats, const int64_t* output_size) {
  NT_CHECK(repeats.dtype() == Dtype::int64 || repeats.dtype() == Dtype::int32, Code::dtype,
           "[repeat_interleave] repeats are ", repeats.dtype(), ", not int64");
  NT_CHECK(repeats.dim() <= 1, Code::shape, "[repeat_interleave] repeats have sizes ", repeats.sizes(),
           ", not one dimension");
  const Tensor counts = contiguous(to(repeats, Dtype::int64, Device{}));
  const int64_t* count = counts.data<int64_t>();
  int64_t total = 0;
  for (int64_t i = 0; i < counts.numel(); ++i) {
    NT_CHECK(count[i] >= 0, Code::argument, "[repeat_interleave] negative count ", count[i]);
    NT_CHECK(!__builtin_add_overflow(total, count[i], &total), Code::argument, "[repeat_interleave] too many elements");
  }
  NT_CHECK(!output_size || *output_size == total, Code::argument, "[repeat_interleave] output_size ",
           output_size ? *output_size : 0, " is not the sum of repeats, ", total);
  Tensor out = Tensor::empty({total}, Dtype::int64);
  int64_t* at = out.data<int64_t>();
  for (int64_t i = 0; i < counts.numel(); ++i) {
    for (int64_t k = 0; k < count[i]; ++k) *at++ = i;
  }
  return to(out, Dtype::int64, repeats.device());
}

Tensor repeat_interleave(const Tensor& self, const Tensor& repeats, const int64_t* dim, const int64_t* output_size) {
  const Tensor operand = dim ? at_least_1d(self) : reshape(self, {-1});
  const int d = wrap_dim("repeat_interleave", dim ? *dim : 0, operand.dim());
  if (repeats.numel() == 1 && repeats.dim() <= 1) {
    const Tensor one = to(detach(repeats), Dtype::int64, Device{});
    return repeat_interleave(self, *one.data<int64_t>(), dim, output_size);
  }
  NT_CHECK(repeats.dim() == 1 && repeats.numel() == operand.size(d), Code::shape, "[repeat_interleave] repeats ",
           repeats.sizes(), " do not name each of the ", operand.size(d), " positions of dimension ", d);
  return index_select(operand, d, repeated_positions(repeats, output_size));
}

Tensor repeat_interleave(const Tensor& self, int64_t repeats, const int64_t* dim, const int64_t* output_size) {
  NT_CHECK(repeats >= 0, Code::argument, "[repeat_interleave] negative count ", repeats);
  const Tensor operand = dim ? at_least_1d(self) : reshape(self, {-1});
  const int d = wrap_dim("repeat_interleave", dim ? *dim : 0, operand.dim());
  Dims wide = operand.sizes(), sizes = operand.sizes();
  wide.insert(d + 1, repeats);
  NT_CHECK(!__builtin_mul_overflow(sizes[d], repeats, &sizes[d]), Code::argument,
           "[repeat_interleave] too many elements");
  NT_CHECK(!output_size || *output_size == sizes[d], Code::argument, "[repeat_interleave] output_size ",
           output_size ? *output_size : 0, " is not ", sizes[d]);
  const Tensor spread = reshape(expand(unsqueeze(operand, d + 1), wide), sizes);
  return spread.storage().block() == self.storage().block() ? row_major_copy(spread) : spread;
}

}  // namespace nt
