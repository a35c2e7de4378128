// The unary rows' exports, made by the table; the header declares them by hand, and -Wmissing-declarations keeps both in
// step.
#include "capi/boundary.h"
#include "ops/table.h"

using namespace nt;
using namespace nt::capi;

#define NT_UNARY(name, ...)                                                                      \
  nt_status nt_##name(const nt_tensor* self, nt_tensor* into, nt_tensor** out) {                 \
    return boundary([&] { give(out, nt::name(*In(self), In(into, true).or_null()), into); });    \
  }
#define NT_UNARY1(name, F, T, p0, ...)                                                                       \
  nt_status nt_##name(const nt_tensor* self, double p0, nt_tensor* into, nt_tensor** out) {                  \
    return boundary([&] { give(out, nt::name(*In(self), Scalar(p0), In(into, true).or_null()), into); });    \
  }
#define NT_UNARY2(name, F, T, p0, p1, ...)                                                                            \
  nt_status nt_##name(const nt_tensor* self, double p0, double p1, nt_tensor* into, nt_tensor** out) {                \
    return boundary([&] { give(out, nt::name(*In(self), Scalar(p0), Scalar(p1), In(into, true).or_null()), into); }); \
  }
#define NT_UNARY2_OPTIONAL(name, F, T, p0, p1, ...)                                                                  \
  nt_status nt_##name(const nt_tensor* self, const nt_scalar* p0, const nt_scalar* p1, nt_tensor* into,              \
                      nt_tensor** out) {                                                                             \
    return boundary([&] {                                                                                            \
      NT_CHECK(p0 || p1, Code::argument, "[" #name "] neither " #p0 " nor " #p1 " is given");                        \
      give(out, nt::name(*In(self), optional_scalar(p0), optional_scalar(p1), In(into, true).or_null()), into);      \
    });                                                                                                              \
  }
#define NT_PREDICATE(name, ...)                                \
  nt_status nt_##name(const nt_tensor* self, nt_tensor** out) { \
    return boundary([&] { give(out, nt::name(*In(self))); });  \
  }
#define NT_PREDICATE_INTO(name, ...) NT_UNARY(name)

#include "functors/unary.def"
