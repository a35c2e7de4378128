#include "ops/close.h"

#include "ops/algebra.h"

namespace nt {
namespace {

bool is_true(const Tensor& t) { return *to(t, Dtype::boolean, Device{}).data<bool>(); }

}  // namespace

Tensor isclose(const Tensor& self, const Tensor& other, double rtol, double atol, bool equal_nan) {
  NT_CHECK(self.dtype() == other.dtype(), Code::dtype, "[isclose] operands are ", self.dtype(), " and ", other.dtype(),
           ": they must be of one dtype");
  NT_CHECK(rtol >= 0, Code::argument, "[isclose] rtol is ", rtol, ": it must not be negative");
  NT_CHECK(atol >= 0, Code::argument, "[isclose] atol is ", atol, ": it must not be negative");
  GradMode off(false);
  Tensor close = eq(self, other);
  const bool floating = is_floating(self.dtype());
  if (equal_nan && floating) close = logical_or(close, logical_and(isnan(self), isnan(other)));
  if (rtol == 0 && atol == 0) return close;
  const Tensor a = floating ? self : to(self, kDefaultFloat), b = floating ? other : to(other, kDefaultFloat);
  const Tensor allowed = abs(b * rtol) + atol;
  const Tensor actual = abs(a - b);
  return logical_or(close, logical_and(isfinite(actual), actual <= allowed));
}

bool allclose(const Tensor& self, const Tensor& other, double rtol, double atol, bool equal_nan) {
  return is_true(all(isclose(self, other, rtol, atol, equal_nan)));
}

bool equal(const Tensor& self, const Tensor& other) {
  NT_CHECK(self.device() == other.device(), Code::device, "[equal] operands are on ", self.device(), " and ",
           other.device());
  NT_CHECK(self.dtype() == other.dtype(), Code::dtype, "[equal] operands are ", self.dtype(), " and ", other.dtype(),
           ": they must be of one dtype");
  if (self.sizes() != other.sizes()) return false;
  GradMode off(false);
  return self.numel() == 0 || is_true(all(eq(self, other)));
}

}  // namespace nt
