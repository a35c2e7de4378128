#include "ops/special.h"

#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_polygamma(const nt_tensor* self, int64_t n, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, polygamma(*In(self), n, In(into, true).or_null()), into); });
}

nt_status nt_mvlgamma(const nt_tensor* self, int64_t p, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, mvlgamma(*In(self), p, In(into, true).or_null()), into); });
}

nt_status nt_logit(const nt_tensor* self, const double* eps, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, logit(*In(self), eps, In(into, true).or_null()), into); });
}
