// Choosing elements by a condition.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/indexed.h"
#include "ops/into.h"
#include "ops/layout.h"
#include "ops/record.h"

namespace nt {
namespace {

// out = condition ? a : b over broadcast operands.
void choose(Tensor& out, const Tensor& condition, const Tensor& a, const Tensor& b) {
  if (out.numel() == 0) return;
  Iter it = elementwise(out, {&condition, &a, &b});
  it.compute = out.dtype();
  backend(out.device()).where(it);
}

Tensor on(const Tensor& t, Device device) { return t.device() == device ? t : to(t, t.dtype(), device); }

}  // namespace

Tensor where(const Tensor& condition, const Tensor& self, const Tensor& other) {
  NT_CHECK(is_bool(condition.dtype()), Code::dtype, "[where] the condition is ", condition.dtype(), ", not bool");
  const Device device = common_device("where", condition, common_device("where", self, other) == self.device() ? self : other);
  const Dims sizes = broadcast("where", condition.sizes(), broadcast("where", self.sizes(), other.sizes()));
  const Dtype dtype = result_type(self, other);
  Tensor out = elementwise_result(sizes, dtype, device, {&condition, &self, &other});
  choose(out, on(condition, device), on(self, device), on(other, device));
  record("WhereBackward0", out, {&self, &other}, {&condition}, [](Backward& b) {
    const Tensor mask = b.saved(0);
    if (b.needs(0)) b[0] = where(mask, b.grad(), scalar_tensor(0.0));
    if (b.needs(1)) b[1] = where(mask, scalar_tensor(0.0), b.grad());
  });
  return out;
}

Tensor masked_fill(const Tensor& self, const Tensor& mask, Scalar value, Tensor* into) {
  NT_CHECK(is_bool(mask.dtype()), Code::dtype, "[masked_fill] the mask is ", mask.dtype(), ", not bool");
  NT_CHECK(!value.is_floating() || is_floating(self.dtype()), Code::dtype, "[masked_fill] ", value, " does not fit ",
           self.dtype());
  const bool in_place = into && into->is_same(self);
  if (into) check_inplace("masked_fill", *into);
  const bool recorded = is_floating(self.dtype()) && any_needs_grad({&self});
  const Device device = self.device();
  const Dims sizes = broadcast("masked_fill", self.sizes(), mask.sizes());
  const Edge edge = recorded ? gradient_edge(self) : Edge{};
  Tensor out = result_tensor("masked_fill", sizes, self.dtype(), device, self, into);
  NT_CHECK(!into || in_place || !recorded, Code::autograd, "[masked_fill] a given output takes no part in autograd");
  {
    GradMode off(false);
    const Tensor number = full({}, value, self.dtype(), device);
    // Where they are written over in another order than they are read, operands are laid aside.
    const Tensor condition = into && share_memory(mask, out) ? clone(mask) : mask;
    const Tensor source = into && !in_place && share_memory(self, out) ? clone(self) : self;
    choose(out, on(condition, device), number, source);
  }
  if (into) finish_inplace("masked_fill", out);
  if (recorded) {
    auto* node = new ClosureNode("MaskedFillBackward0",
                                 [](Backward& b) { b[0] = masked_fill(b.grad(), b.saved(0), 0); });
    auto ref = Ref<Node>::adopt(node);
    node->edges.push_back(edge);
    node->save(0, mask, false);
    if (into) {
      rebase_history(out, ref);
    } else {
      set_history(out, ref);
    }
  }
  return out;
}

Tensor masked_fill(const Tensor& self, const Tensor& mask, const Tensor& value, Tensor* into) {
  NT_CHECK(is_bool(mask.dtype()), Code::dtype, "[masked_fill] the mask is ", mask.dtype(), ", not bool");
  NT_CHECK(value.dim() == 0, Code::shape, "[masked_fill] the value has sizes ", value.sizes(),
           ": a tensor without dimensions is wanted");
  NT_CHECK(can_cast(value.dtype(), self.dtype()), Code::dtype, "[masked_fill] a value of ", value.dtype(),
           " does not fit ", self.dtype());
  return into_or_new("masked_fill", self, into, [&](const Tensor& x) {
    const Device device = common_device("masked_fill", x, mask);
    Tensor out = Tensor::empty(broadcast("masked_fill", x.sizes(), mask.sizes()), x.dtype(), device);
    choose(out, on(mask, device), on(value, device), on(x, device));
    record("MaskedFillBackward1", out, {&x, &value}, {&mask}, [](Backward& b) {
      if (b.needs(0)) b[0] = masked_fill(b.grad(), b.saved(0), 0);
      if (b.needs(1)) b[1] = where(b.saved(0), b.grad(), scalar_tensor(0.0));
    });
    return out;
  });
}

}  // namespace nt
