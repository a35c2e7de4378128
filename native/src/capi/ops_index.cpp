#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_index_select(const nt_tensor* self, int64_t dim, const nt_tensor* at, nt_tensor** out) {
  return boundary([&] { give(out, index_select(*In(self), dim, *In(at))); });
}

nt_status nt_gather(const nt_tensor* self, int64_t dim, const nt_tensor* at, nt_tensor** out) {
  return boundary([&] { give(out, gather(*In(self), dim, *In(at))); });
}

nt_status nt_scatter_add(const nt_tensor* self, int64_t dim, const nt_tensor* at, const nt_tensor* src, nt_tensor** out) {
  return boundary([&] { give(out, scatter_add(*In(self), dim, *In(at), *In(src))); });
}

nt_status nt_index(const nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, nt_tensor** out) {
  return boundary([&] { give(out, nt::index(*In(self), list(indices, indices_count, true))); });
}

nt_status nt_index_put_into(nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, const nt_tensor* values,
                            uint8_t accumulate) {
  return boundary([&] {
    index_put_(In(self).mutable_tensor(), list(indices, indices_count, true), *In(values), accumulate != 0);
  });
}

nt_status nt_masked_fill(const nt_tensor* self, const nt_tensor* mask, nt_scalar value, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, masked_fill(*In(self), *In(mask), scalar(value), In(into, true).or_null()), into);
  });
}

nt_status nt_masked_fill_with(const nt_tensor* self, const nt_tensor* mask, const nt_tensor* value, nt_tensor* into,
                              nt_tensor** out) {
  return boundary([&] {
    give(out, masked_fill(*In(self), *In(mask), *In(value), In(into, true).or_null()), into);
  });
}

nt_status nt_nonzero(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, nonzero(*In(self))); });
}
