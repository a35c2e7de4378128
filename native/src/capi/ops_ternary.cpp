#include "ops/ternary.h"

#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_addcmul(const nt_tensor* self, const nt_tensor* tensor1, const nt_tensor* tensor2, nt_scalar value,
                     nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, addcmul(*In(self), *In(tensor1), *In(tensor2), scalar(value), In(into, true).or_null()), into);
  });
}

nt_status nt_addcdiv(const nt_tensor* self, const nt_tensor* tensor1, const nt_tensor* tensor2, nt_scalar value,
                     nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, addcdiv(*In(self), *In(tensor1), *In(tensor2), scalar(value), In(into, true).or_null()), into);
  });
}

nt_status nt_lerp(const nt_tensor* self, const nt_tensor* end, const nt_tensor* weight, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, nt::lerp(*In(self), *In(end), *In(weight), In(into, true).or_null()), into); });
}
