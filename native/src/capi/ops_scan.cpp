#include "ops/scan.h"

#include "capi/boundary.h"
#include "ops/difference.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_cumsum(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, cumsum(*In(self), dim, OptionalDtype(dtype).or_null(), In(into, true).or_null()), into); });
}

nt_status nt_cumprod(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, cumprod(*In(self), dim, OptionalDtype(dtype).or_null(), In(into, true).or_null()), into); });
}

nt_status nt_logcumsumexp(const nt_tensor* self, int64_t dim, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, logcumsumexp(*In(self), dim, In(into, true).or_null()), into); });
}

nt_status nt_cummax(const nt_tensor* self, int64_t dim, nt_tensor** out, nt_tensor** indices) {
  return boundary([&] { give_pair(out, indices, cummax(*In(self), dim)); });
}

nt_status nt_cummin(const nt_tensor* self, int64_t dim, nt_tensor** out, nt_tensor** indices) {
  return boundary([&] { give_pair(out, indices, cummin(*In(self), dim)); });
}

nt_status nt_diff(const nt_tensor* self, int64_t n, int64_t dim, const nt_tensor* prepend, const nt_tensor* append,
                  nt_tensor** out) {
  return boundary([&] { give(out, diff(*In(self), n, dim, *In(prepend, true), *In(append, true))); });
}

nt_status nt_trapezoid(const nt_tensor* self, const nt_tensor* x, const double* dx, int64_t dim, nt_tensor** out) {
  return boundary([&] { give(out, trapezoid(*In(self), *In(x, true), dx, dim)); });
}

nt_status nt_cumulative_trapezoid(const nt_tensor* self, const nt_tensor* x, const double* dx, int64_t dim,
                                  nt_tensor** out) {
  return boundary([&] { give(out, cumulative_trapezoid(*In(self), *In(x, true), dx, dim)); });
}

nt_status nt_gradient(const nt_tensor* self, int64_t dim, double spacing, const nt_tensor* coordinates,
                      int64_t edge_order, nt_tensor** out) {
  return boundary([&] { give(out, gradient(*In(self), dim, spacing, *In(coordinates, true), edge_order)); });
}
