#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_matmul(const nt_tensor* self, const nt_tensor* other, nt_tensor** out) {
  return boundary([&] { give(out, matmul(*In(self), *In(other))); });
}

nt_status nt_linear(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, nt_tensor** out) {
  return boundary([&] { give(out, linear(*In(self), *In(weight), *In(bias, true))); });
}
