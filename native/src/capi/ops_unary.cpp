// The unary rows' exports, made by the table; the header declares them by hand, and -Wmissing-declarations keeps both in
// step.
#include "capi/boundary.h"
#include "ops/number.h"
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
#define NT_UNARY_INNER(...)
#define NT_UNARY1_INNER(...)
#define NT_UNARY3_INNER(...)

#include "functors/unary.def"
#include "functors/unary_plain.def"

nt_status nt_round_decimals(const nt_tensor* self, int64_t decimals, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, round_decimals(*In(self), decimals, In(into, true).or_null()), into); });
}

nt_status nt_nan_to_num(const nt_tensor* self, const double* nan, const double* posinf, const double* neginf,
                        nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, nan_to_num(*In(self), nan, posinf, neginf, In(into, true).or_null()), into); });
}

nt_status nt_isreal(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, isreal(*In(self))); });
}

nt_status nt_positive(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, positive(*In(self))); });
}

nt_status nt_frexp(const nt_tensor* self, nt_tensor** out, nt_tensor** exponent) {
  return boundary([&] { give_pair(out, exponent, nt::frexp(*In(self))); });
}

nt_status nt_clamp_tensors(const nt_tensor* self, const nt_tensor* min, const nt_tensor* max, nt_tensor* into,
                           nt_tensor** out) {
  return boundary(
      [&] { give(out, nt::clamp(*In(self), *In(min, true), *In(max, true), In(into, true).or_null()), into); });
}

nt_status nt_fill(const nt_tensor* self, const nt_tensor* value, nt_tensor** out) {
  return boundary([&] { give(out, nt::fill(*In(self), *In(value))); });
}
