// Elementwise ops of three tensors: one pass over memory for what would be two or three ops.
#include "ops/ternary.h"

#include "core/backend.h"
#include "functors/ternary_table.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/into.h"
#include "ops/layout.h"
#include "ops/record.h"

namespace nt {
namespace {

Tensor on(const Tensor& t, Device device) { return t.device() == device ? t : to(t, t.dtype(), device); }

// The result without its derivative, for operands of any dtypes.
Tensor compute(const char* op, TernaryRow row, Dtype dtype, const Tensor& a, const Tensor& b, const Tensor& c, Scalar value,
               Tensor* into) {
  const Device device = common_device(op, a, common_device(op, b, c) == b.device() ? b : c);
  const Dims sizes = broadcast(op, a.sizes(), broadcast(op, b.sizes(), c.sizes()));
  Tensor out = into ? result_tensor(op, sizes, dtype, device, a, into)
                    : elementwise_result(sizes, dtype, device, {&a, &b, &c});
  if (into) check_inplace(op, out);
  if (out.numel() == 0) return out;
  const Tensor x = on(a, device), y = on(b, device), z = on(c, device);
  Iter it = elementwise(out, {&x, &y, &z});
  it.compute = compute_dtype(dtype);
  it.params[0] = value;
  backend(device).map(static_cast<MapOp>(row), it);
  if (into) finish_inplace(op, out);
  return out;
}

// Whether an in-place op may write while it reads: nothing is recorded, and no other operand shares self's memory.
bool writes_directly(const char* op, const Tensor& self, const Tensor* into, Dtype dtype, const Tensor& b, const Tensor& c) {
  return into && into->is_same(self) && dtype == self.dtype() && !any_needs_grad({&self, &b, &c}) &&
         b.storage().block() != self.storage().block() && c.storage().block() != self.storage().block() &&
         broadcast(op, self.sizes(), broadcast(op, b.sizes(), c.sizes())) == self.sizes();
}

}  // namespace

Tensor addcmul(const Tensor& self, const Tensor& tensor1, const Tensor& tensor2, Scalar value, Tensor* into) {
  const Dtype dtype = result_type({&self, &tensor1, &tensor2});
  NT_CHECK(!is_bool(dtype), Code::dtype, "[addcmul] not defined for bool");
  if (writes_directly("addcmul", self, into, dtype, tensor1, tensor2)) {
    return compute("addcmul", TernaryRow::addcmul, dtype, self, tensor1, tensor2, value, into);
  }
  return into_or_new("addcmul", self, into, [&](const Tensor& a) {
    Tensor out = compute("addcmul", TernaryRow::addcmul, dtype, a, tensor1, tensor2, value, nullptr);
    record("AddcmulBackward0", out, {&a, &tensor1, &tensor2}, {&tensor1, &tensor2}, [value](Backward& b) {
      if (b.needs(0)) b[0] = b.grad();
      if (b.needs(1)) b[1] = scaled(b.grad() * b.saved(1), value);
      if (b.needs(2)) b[2] = scaled(b.grad() * b.saved(0), value);
    });
    return out;
  });
}

Tensor addcdiv(const Tensor& self, const Tensor& tensor1, const Tensor& tensor2, Scalar value, Tensor* into) {
  NT_CHECK(is_floating(tensor1.dtype()) || is_floating(tensor2.dtype()), Code::dtype,
           "[addcdiv] integers are not divided (", tensor1.dtype(), " by ", tensor2.dtype(),
           "): use self + value * Div(...) with a rounding mode");
  const Dtype dtype = result_type({&self, &tensor1, &tensor2});
  if (writes_directly("addcdiv", self, into, dtype, tensor1, tensor2)) {
    return compute("addcdiv", TernaryRow::addcdiv, dtype, self, tensor1, tensor2, value, into);
  }
  return into_or_new("addcdiv", self, into, [&](const Tensor& a) {
    Tensor out = compute("addcdiv", TernaryRow::addcdiv, dtype, a, tensor1, tensor2, value, nullptr);
    record("AddcdivBackward0", out, {&a, &tensor1, &tensor2}, {&tensor1, &tensor2}, [value](Backward& b) {
      if (b.needs(0)) b[0] = b.grad();
      if (b.needs(1)) b[1] = scaled(b.grad() / b.saved(1), value);
      if (b.needs(2)) b[2] = -scaled(b.grad() * (b.saved(0) / (b.saved(1) * b.saved(1))), value);
    });
    return out;
  });
}

Tensor lerp(const Tensor& self, const Tensor& end, const Tensor& weight, Tensor* into) {
  const bool number = weight.is_wrapped_number();
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[lerp] not defined for ", self.dtype(), ": floating dtypes only");
  NT_CHECK(end.dtype() == self.dtype(), Code::dtype, "[lerp] from ", self.dtype(), " to ", end.dtype(),
           ": they must be of one dtype");
  NT_CHECK(number || weight.dtype() == self.dtype(), Code::dtype, "[lerp] the weight is ", weight.dtype(), ", operands ",
           self.dtype());
  if (writes_directly("lerp", self, into, self.dtype(), end, weight)) {
    return compute("lerp", TernaryRow::lerp, self.dtype(), self, end, weight, {}, into);
  }
  return into_or_new("lerp", self, into, [&](const Tensor& a) {
    Tensor out = compute("lerp", TernaryRow::lerp, a.dtype(), a, end, weight, {}, nullptr);
    const bool both = any_needs_grad({&weight});  // whose derivative reads the operands
    const Tensor none;
    record(number ? "LerpBackward0" : "LerpBackward1", out, {&a, &end, &weight}, {&weight, both ? &a : &none, both ? &end : &none}, [](Backward& b) {
      if (b.needs(0)) b[0] = b.grad() * (1 - b.saved(0));
      if (b.needs(1)) b[1] = b.grad() * b.saved(0);
      if (b.needs(2)) b[2] = b.grad() * (b.saved(2) - b.saved(1));
    });
    return out;
  });
}

}  // namespace nt
