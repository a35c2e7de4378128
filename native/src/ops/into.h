// In-place and output forms of ops that compute a new tensor; elementwise rows write where they should by themselves.
#pragma once

#include "core/graph.h"
#include "ops/ops.h"

namespace nt {

// Copies a result into self (in place, recorded) or into an output (which takes no part in autograd), after checking that
// it fits.
Tensor assign(const char* op, const Tensor& result, const Tensor& self, Tensor& into);

// `compute(self)` gives a new tensor, recorded as usual. into: null for it, self for in place, any other to receive it.
template <class F>
Tensor into_or_new(const char* op, const Tensor& self, Tensor* into, F&& compute) {
  if (!into) return compute(self);
  if (!into->is_same(self)) return assign(op, compute(self), self, *into);
  check_inplace(op, self);
  // What a derivative reads must not be what the result overwrites.
  return assign(op, compute(grad_enabled() ? clone(self) : self), self, *into);
}

}  // namespace nt
