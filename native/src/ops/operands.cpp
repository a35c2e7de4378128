#include "ops/operands.h"

#include "core/graph.h"

namespace nt {
namespace {

bool writes_twice(const Tensor& t) {
  for (int d = 0; d < t.dim(); ++d) {
    if (t.stride(d) == 0 && t.size(d) > 1) return true;
  }
  return false;
}

void add_operand(Iter& it, const Tensor& t) {
  Operand& operand = it.operand[it.count++];
  operand.data = t.raw();
  operand.dtype = t.dtype();
  const int64_t item = size_of(t.dtype());
  const int missing = it.ndim - t.dim();
  for (int d = 0; d < it.ndim; ++d) {
    const int from = it.ndim - 1 - d - missing;  // dimension 0 of the iterator is the tensor's last
    operand.strides[d] = from < 0 || t.size(from) == 1 ? 0 : t.stride(from) * item;
  }
}

// The usual case: one run of memory each, nothing to broadcast.
bool all_dense(const Tensor& out, std::initializer_list<const Tensor*> inputs) {
  if (!out.is_contiguous()) return false;
  for (const Tensor* input : inputs) {
    if (!input->is_contiguous() || input->sizes() != out.sizes()) return false;
  }
  return true;
}

void add_dense(Iter& it, const Tensor& t) {
  Operand& operand = it.operand[it.count++];
  operand.data = t.raw();
  operand.dtype = t.dtype();
  operand.strides[0] = size_of(t.dtype());
}

}  // namespace

Dims broadcast(const char* op, const Dims& a, const Dims& b) {
  if (a == b) return a;
  const Dims& longer = a.size() >= b.size() ? a : b;
  const Dims& shorter = a.size() >= b.size() ? b : a;
  Dims result = longer;
  const int shift = longer.size() - shorter.size();
  for (int i = 0; i < shorter.size(); ++i) {
    const int64_t x = longer[i + shift], y = shorter[i];
    NT_CHECK(x == y || x == 1 || y == 1, Code::shape, "[", op, "] ", a, " and ", b, " cannot be broadcast: sizes ", x,
             " and ", y, " of dimension ", i + shift, " differ");
    result[i + shift] = x == 1 ? y : x;
  }
  return result;
}

Iter elementwise(const Tensor& out, std::initializer_list<const Tensor*> inputs) {
  Iter it;
  if (all_dense(out, inputs)) {
    it.ndim = out.numel() == 1 ? 0 : 1;
    it.shape[0] = it.numel = out.numel();
    it.device_index = out.device().index;
    add_dense(it, out);
    for (const Tensor* input : inputs) add_dense(it, *input);
    return it;
  }
  it.ndim = out.dim();
  it.numel = out.numel();
  it.device_index = out.device().index;
  for (int d = 0; d < it.ndim; ++d) it.shape[d] = out.size(it.ndim - 1 - d);
  add_operand(it, out);
  for (const Tensor* input : inputs) add_operand(it, *input);
  if (it.ndim > 0) it.simplify();
  return it;
}

Device common_device(const char* op, const Tensor& a, const Tensor& b) {
  if (a.device() == b.device()) return a.device();
  if (a.device().is_cpu() && a.dim() == 0) return b.device();
  if (b.device().is_cpu() && b.dim() == 0) return a.device();
  fail(Code::device, "[", op, "] operands are on ", a.device(), " and ", b.device());
}

Tensor result_tensor(const char* op, const Dims& sizes, Dtype dtype, Device device, const Tensor& self, Tensor* into) {
  if (!into) return Tensor::empty(sizes, dtype, device);
  const bool in_place = into->is_same(self);
  NT_CHECK(can_cast(dtype, into->dtype()), Code::dtype, "[", op, "] a result of ", dtype, " cannot be written into ",
           into->dtype());
  NT_CHECK(into->device() == device, Code::device, "[", op, "] the output is on ", into->device(), ", operands on ",
           device);
  if (!in_place && into->numel() == 0 && into->sizes() != sizes) {
    // PyTorch resizes an empty output; a node that made it would expect a gradient of its old sizes.
    NT_CHECK(!needs_grad(*into), Code::autograd, "[", op, "] an output of sizes ", into->sizes(),
             " that requires grad cannot be resized to ", sizes);
    const Tensor fresh = Tensor::empty(sizes, into->dtype(), device);
    TensorImpl& impl = *into->impl();
    impl.storage = fresh.storage_ref();
    impl.offset = 0;
    impl.numel = fresh.numel();
    impl.sizes = fresh.sizes();
    impl.strides = fresh.strides();
    impl.contiguous = true;
  }
  NT_CHECK(into->sizes() == sizes, Code::shape, "[", op, "] the ", in_place ? "operand" : "output", " has sizes ",
           into->sizes(), ", the result ", sizes);
  NT_CHECK(!writes_twice(*into), Code::argument, "[", op, "] ", into->sizes(),
           " is expanded: several elements share memory, so it cannot be written; clone it first");
  return *into;
}

void finish_inplace(const char* op, Tensor& self) { self.storage().bump_version(op); }

}  // namespace nt
