#include "ops/indexed.h"

#include "cpu/kernels/kernels.h"
#include "ops/elementwise.h"
#include "ops/ops.h"

namespace nt {
namespace {

[[noreturn]] void out_of_range(const char* op, int64_t index, int64_t size, int64_t dim) {
  fail(Code::index, "[", op, "] index ", index, " is out of range for dimension ", dim, " of size ", size);
}

// Puts the index space into args, fastest dimension first, without dimensions of size 1 and with neighbours merged.
void fill_shape(IndexedArgs& args, const Places& places, const Tensor& small) {
  for (int d = places.shape.size() - 1; d >= 0; --d) {
    const int64_t size = places.shape[d];
    if (size == 1) continue;
    const int last = args.ndim - 1;
    bool merges = last >= 0 && args.big_strides[last] * args.shape[last] == places.strides[d] &&
                  args.small_strides[last] * args.shape[last] == small.stride(d);
    for (int k = 0; merges && k < args.count; ++k) {
      merges = args.index[k].strides[last] * args.shape[last] == places.indices[static_cast<size_t>(k)].strides[d];
    }
    if (merges) {
      args.shape[last] *= size;
      continue;
    }
    args.shape[args.ndim] = size;
    args.big_strides[args.ndim] = places.strides[d];
    args.small_strides[args.ndim] = small.stride(d);
    for (int k = 0; k < args.count; ++k) args.index[k].strides[args.ndim] = places.indices[static_cast<size_t>(k)].strides[d];
    ++args.ndim;
  }
  if (args.ndim > 0) return;
  args.ndim = 1;
  args.shape[0] = 1;
  args.big_strides[0] = args.small_strides[0] = 0;
  for (int k = 0; k < args.count; ++k) args.index[k].strides[0] = 0;
}

}  // namespace

bool share_memory(const Tensor& a, const Tensor& b) {
  return a.numel() > 0 && b.numel() > 0 && a.storage().block() == b.storage().block();
}

Tensor at_least_1d(const Tensor& t) { return t.dim() == 0 ? reshape(t, {1}) : t; }

Tensor checked_index(const char* op, const Tensor& index, int64_t size, int64_t dim, bool negative) {
  NT_CHECK(index.dtype() == Dtype::int64 || index.dtype() == Dtype::int32 || index.numel() == 0, Code::dtype, "[", op,
           "] the index is ", index.dtype(), ", not int64");
  const Tensor values = contiguous(to(index, Dtype::int64));
  if (values.numel() == 0) return values;
  const int64_t least = negative ? -size : 0;
  if (values.device().is_cpu()) {
    const int64_t* at = values.data<int64_t>();
    if (cpu::kernels().all_within(at, values.numel(), least, size)) return values;
    for (int64_t i = 0; i < values.numel(); ++i) {
      if (at[i] < least || at[i] >= size) out_of_range(op, at[i], size, dim);
    }
  } else {
    for (const Tensor& extreme : {amin(values), amax(values)}) {
      const int64_t value = *to(extreme, Dtype::int64, Device{}).data<int64_t>();
      if (value < least || value >= size) out_of_range(op, value, size, dim);
    }
  }
  return values;
}

Places places_along(const Tensor& x, int dim, const Tensor& index) {
  Places places{index.sizes(), x.strides(), {{index, index.strides(), x.size(dim), x.stride(dim)}}};
  places.strides[dim] = 0;
  return places;
}

namespace {
void run(IndexedMode mode, const Places& places, const Tensor& big, const Tensor& small, bool* outside) {
  if (numel_of(places.shape) == 0) return;
  IndexedArgs args{};
  args.mode = mode;
  args.dtype = big.dtype();
  args.big = big.raw();
  args.small = small.raw();
  args.numel = numel_of(places.shape);
  args.device_index = big.device().index;
  args.count = static_cast<int>(places.indices.size());
  args.outside = outside;
  for (int k = 0; k < args.count; ++k) {
    const Places::Index& index = places.indices[static_cast<size_t>(k)];
    NT_CHECK(index.values.device() == big.device(), Code::device, "[index] the index is on ", index.values.device(),
             ", the tensor on ", big.device());
    args.index[k].values = index.values.data<int64_t>();
    args.index[k].size = index.size;
    args.index[k].step = index.step;
  }
  fill_shape(args, places, small);
  backend(big.device()).indexed(args);
}
}  // namespace

void run_indexed(IndexedMode mode, const Places& places, const Tensor& big, const Tensor& small) {
  run(mode, places, big, small, nullptr);
}

bool read_unchecked(const Places& places, const Tensor& big, const Tensor& small) {
  bool outside = false;
  run(IndexedMode::get, places, big, small, &outside);
  return !outside;
}

Target::Target(const char* op, const Tensor& self, Tensor* into, std::initializer_list<const Tensor*> inputs)
    : op_(op), into_(into), in_place_(into && into->is_same(self)), self_(self) {
  recorded_ = is_floating(self.dtype()) && any_needs_grad(inputs);
  if (in_place_) {
    check_inplace(op, self);
    memory_ = result_tensor(op, self.sizes(), self.dtype(), self.device(), self, into);
    return;
  }
  NT_CHECK(!into || !recorded_, Code::autograd, "[", op,
           "] a given output takes no part in autograd, but an operand requires grad");
  GradMode off(false);
  memory_ = row_major_copy(self);
}

Tensor Target::finish() {
  if (!into_) return memory_;
  if (in_place_) {
    finish_inplace(op_, memory_);
    return self_;
  }
  return into_output(op_, memory_, into_, {});
}

void check_no_overlap(const char* op, const Tensor& into, const Tensor& operand) {
  NT_CHECK(!share_memory(into, operand), Code::argument, "[", op, "] the output ", into.sizes(),
           " shares memory with an operand of sizes ", operand.sizes());
}

Tensor into_output(const char* op, const Tensor& result, Tensor* into, std::initializer_list<const Tensor*> operands) {
  if (!into) return result;
  for (const Tensor* operand : operands) check_no_overlap(op, *into, *operand);
  NT_CHECK(!grad_enabled() || !(needs_grad(result) || needs_grad(*into)), Code::autograd, "[", op,
           "] a given output takes no part in autograd, but an operand requires grad");
  GradMode off(false);
  Tensor out = result_tensor(op, result.sizes(), result.dtype(), result.device(), result, into);
  return copy_(out, result);
}

}  // namespace nt
