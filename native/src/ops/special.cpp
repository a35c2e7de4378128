#include "ops/special.h"

#include "ops/algebra.h"
#include "ops/into.h"
#include "ops/table.h"

namespace nt {

Tensor polygamma(const Tensor& self, int64_t n, Tensor* into) {
  NT_CHECK(n >= 0, Code::argument, "[polygamma] derivative number ", n, ": it must not be negative");
  NT_CHECK(n < 1 << 30, Code::argument, "[polygamma] derivative number ", n, " is too large for any number");
  return polygamma_inner(self, n, into);
}

// log(pi^(p (p - 1) / 4) gamma(x) gamma(x - 1/2) ... gamma(x - (p - 1) / 2))
Tensor mvlgamma(const Tensor& self, int64_t p, Tensor* into) {
  NT_CHECK(p >= 1, Code::argument, "[mvlgamma] p is ", p, ": it must be at least 1");
  NT_CHECK(p <= 10000, Code::argument, "[mvlgamma] p is ", p, ": at most 10000 is supported");
  NT_CHECK(!is_bool(self.dtype()), Code::dtype, "[mvlgamma] not defined for bool");
  return into_or_new("mvlgamma", self, into, [p](const Tensor& x) {
    Tensor result = lgamma(x);
    for (int64_t j = 1; j < p; ++j) result = result + lgamma(x - 0.5 * static_cast<double>(j));
    const double count = static_cast<double>(p);
    return p == 1 ? result : result + 0.25 * count * (count - 1) * 1.14472988584940017414;  // log(pi)
  });
}

Tensor logit(const Tensor& self, const double* eps, Tensor* into) {
  // PyTorch takes a negative eps for none.
  return logit_inner(self, eps && *eps >= 0 ? Scalar(*eps) : Scalar{}, into);
}

}  // namespace nt
