#include "ops/into.h"

#include "ops/elementwise.h"

namespace nt {

Tensor assign(const char* op, const Tensor& result, const Tensor& self, Tensor& into) {
  const bool in_place = into.is_same(self);
  if (!in_place) {
    NT_CHECK(!result.requires_grad() && !(grad_enabled() && into.requires_grad()), Code::autograd, "[", op,
             "] a given output takes no part in autograd, but an operand requires grad");
  }
  result_tensor(op, result.sizes(), result.dtype(), result.device(), self, &into);
  if (!result.is_same(into)) copy_(into, result);
  return into;
}

}  // namespace nt
