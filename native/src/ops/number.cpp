#include "ops/number.h"

#include <limits>

#include "ops/algebra.h"
#include "ops/into.h"
#include "ops/record.h"
#include "ops/table.h"

namespace nt {
namespace {

// The greatest finite number of a floating dtype.
double greatest(Dtype dtype) {
  switch (dtype) {
    case Dtype::float16:
      return 65504;
    case Dtype::bfloat16:
      return 3.3895313892515355e38;
    case Dtype::float32:
      return std::numeric_limits<float>::max();
    default:
      return std::numeric_limits<double>::max();
  }
}

}  // namespace

Tensor div(const Tensor& self, const Tensor& other, Rounding rounding, Tensor* into) {
  switch (rounding) {
    case Rounding::none:
      return div(self, other, into);
    case Rounding::trunc:
      return div_trunc(self, other, into);
    case Rounding::floor:
      return div_floor(self, other, into);
  }
  fail(Code::argument, "[div] ", static_cast<int32_t>(rounding), " is no rounding mode");
}

Tensor round_decimals(const Tensor& self, int64_t decimals, Tensor* into) {
  return decimals == 0 ? round(self, into) : round_inner(self, decimals, into);
}

Tensor float_power(const Tensor& self, const Tensor& exponent, Tensor* into) {
  NT_CHECK(!into || into->dtype() == Dtype::float64, Code::dtype, "[float_power] the result is float64, not ",
           into->dtype());
  return into_or_new("float_power", self, into,
                     [&](const Tensor& base) { return pow(to(base, Dtype::float64), to(exponent, Dtype::float64)); });
}

Tensor ldexp(const Tensor& self, const Tensor& other, Tensor* into) {
  return mul(self, pow(scalar_tensor(2.0), other), into);
}

std::pair<Tensor, Tensor> frexp(const Tensor& self) {
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[frexp] not defined for ", self.dtype(), ": floating dtypes only");
  Tensor mantissa, exponent;
  {
    GradMode off(false);
    mantissa = frexp_mantissa(self);
    exponent = frexp_exponent(self);
  }
  record("FrexpBackward0", mantissa, {&self}, {&exponent}, [](Backward& b) { b[0] = b.grad() / exp2(b.saved(0)); });
  return {mantissa, exponent};
}

Tensor nan_to_num(const Tensor& self, const double* nan, const double* posinf, const double* neginf, Tensor* into) {
  const double limit = greatest(self.dtype());
  return nan_to_num_inner(self, nan ? *nan : 0.0, posinf ? *posinf : limit, neginf ? *neginf : -limit, into);
}

Tensor positive(const Tensor& self) {
  NT_CHECK(!is_bool(self.dtype()), Code::dtype, "[positive] not defined for bool");
  return self;
}

Tensor isreal(const Tensor& self) { return full(self.sizes(), true, Dtype::boolean, self.device()); }

Tensor clamp(const Tensor& self, const Tensor& min, const Tensor& max, Tensor* into) {
  NT_CHECK(min.defined() || max.defined(), Code::argument, "[clamp] neither min nor max is given");
  if (!max.defined()) return clamp_min(self, min, into);
  if (!min.defined()) return clamp_max(self, max, into);
  return into_or_new("clamp", self, into, [&](const Tensor& x) { return clamp_max(clamp_min(x, min), max); });
}

Tensor fill(const Tensor& self, const Tensor& value) {
  NT_CHECK(value.dim() == 0, Code::shape, "[fill] the value has sizes ", value.sizes(), ": a single number is wanted");
  Tensor out = Tensor::empty(self.sizes(), self.dtype(), self.device());
  {
    GradMode off(false);
    copy_(out, detach(value));
  }
  record("FillBackward0", out, {&self, &value}, {}, [](Backward& b) {
    if (b.needs(0)) b[0] = zeros_like(b.grad());
    if (b.needs(1)) b[1] = b.grad();
  });
  return out;
}

}  // namespace nt
