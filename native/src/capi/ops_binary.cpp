// The binary rows' exports, made by the table.
#include "capi/boundary.h"
#include "ops/close.h"
#include "ops/number.h"
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

#define NT_BINARY_INNER(...)

#include "functors/binary.def"
#include "functors/binary_plain.def"

nt_status nt_div_rounded(const nt_tensor* self, const nt_tensor* other, int32_t rounding_mode, nt_tensor* into,
                         nt_tensor** out) {
  return boundary([&] {
    give(out, nt::div(*In(self), *In(other), static_cast<Rounding>(rounding_mode), In(into, true).or_null()), into);
  });
}

nt_status nt_float_power(const nt_tensor* self, const nt_tensor* exponent, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, float_power(*In(self), *In(exponent), In(into, true).or_null()), into); });
}

nt_status nt_ldexp(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, nt::ldexp(*In(self), *In(other), In(into, true).or_null()), into); });
}

nt_status nt_isclose(const nt_tensor* self, const nt_tensor* other, double rtol, double atol, uint8_t equal_nan,
                     nt_tensor** out) {
  return boundary([&] { give(out, isclose(*In(self), *In(other), rtol, atol, equal_nan != 0)); });
}

nt_status nt_allclose(const nt_tensor* self, const nt_tensor* other, double rtol, double atol, uint8_t equal_nan,
                      int32_t* result) {
  return boundary([&] {
    check_pointer(result, "result");
    *result = allclose(*In(self), *In(other), rtol, atol, equal_nan != 0) ? 1 : 0;
  });
}

nt_status nt_equal(const nt_tensor* self, const nt_tensor* other, int32_t* result) {
  return boundary([&] {
    check_pointer(result, "result");
    *result = nt::equal(*In(self), *In(other)) ? 1 : 0;
  });
}

nt_status nt_where(const nt_tensor* condition, const nt_tensor* self, const nt_tensor* other, nt_tensor** out) {
  return boundary([&] { give(out, where(*In(condition), *In(self), *In(other))); });
}
