// Results that go to new tensors or to given ones.
#pragma once

#include "capi/boundary.h"
#include "ops/into.h"

namespace nt::capi {

// Calls f(self) for a new tensor, or for `output` where that is given.
template <class F>
void give_or_fill(const char* op, const nt_tensor* self, nt_tensor* output, nt_tensor** out, F&& f) {
  const In operand(self);
  In given(output, true);
  give(out, into_or_new(op, *operand, given.or_null(), f), output);
}

// The whole of an export that does so.
template <class F>
nt_status computed(const char* op, const nt_tensor* self, nt_tensor* output, nt_tensor** out, F&& f) {
  return boundary([&] { give_or_fill(op, self, output, out, f); });
}

// A pair of results; a given output must have its result's dtype.
void give_or_fill_pair(const char* op, nt_tensor* first_output, nt_tensor* second_output, nt_tensor** first, nt_tensor** second,
                       std::pair<Tensor, Tensor>&& pair);

}  // namespace nt::capi
