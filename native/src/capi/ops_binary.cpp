// The binary rows' exports, made by the table.
#include "capi/boundary.h"
#include "ops/table.h"

using namespace nt;
using namespace nt::capi;

#define NT_BINARY(name, ...)                                                                                     \
  nt_status nt_##name(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out) {         \
    return boundary([&] { give(out, nt::name(*In(self), *In(other), In(into, true).or_null()), into); });        \
  }
#define NT_BINARY1(name, F, T, p0, ...)                                                                           \
  nt_status nt_##name(const nt_tensor* self, const nt_tensor* other, nt_scalar p0, nt_tensor* into,               \
                      nt_tensor** out) {                                                                          \
    return boundary([&] { give(out, nt::name(*In(self), *In(other), scalar(p0), In(into, true).or_null()), into); }); \
  }
#define NT_COMPARE(name, ...) NT_BINARY(name)

#include "functors/binary.def"

nt_status nt_where(const nt_tensor* condition, const nt_tensor* self, const nt_tensor* other, nt_tensor** out) {
  return boundary([&] { give(out, where(*In(condition), *In(self), *In(other))); });
}
