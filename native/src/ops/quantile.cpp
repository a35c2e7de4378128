// Quantiles: an element, or a mix of two neighbours, of the sorted rows.
#include "ops/algebra.h"
#include "ops/sorting.h"
#include "ops/statistics.h"

namespace nt {
namespace {

void check_quantile(const char* name, const Tensor& self, const Tensor& q) {
  NT_CHECK(self.numel() > 0, Code::argument, "[", name, "] there are no elements");
  NT_CHECK(q.dim() <= 1, Code::shape, "[", name, "] q has sizes ", q.sizes(), ", more than one dimension");
  NT_CHECK(self.dtype() == Dtype::float32 || self.dtype() == Dtype::float64, Code::dtype, "[", name, "] not defined for ",
           self.dtype(), ": float32 or float64 only");
  NT_CHECK(q.is_wrapped_number() || q.dtype() == self.dtype(), Code::dtype, "[", name, "] q is ", q.dtype(), ", not ",
           self.dtype());
  const Tensor values = contiguous(to(detach(q), Dtype::float64, Device{}));
  for (int64_t i = 0; i < values.numel(); ++i) {
    const double value = values.data<double>()[i];
    NT_CHECK(value >= 0 && value <= 1, Code::argument, "[", name, "] q = ", value, " is not in [0, 1]");
  }
}

// a + w (b - a), from the nearer end.
Tensor mix(const Tensor& a, const Tensor& b, const Tensor& w) {
  const Tensor step = b - a;
  return where(w < 0.5, a + w * step, b - step * (1 - w));
}

Tensor at(const Tensor& sorted, const Tensor& ranks) { return gather(sorted, 1, to(detach(ranks), Dtype::int64)); }

}  // namespace

Tensor quantile(const Tensor& self, const Tensor& q, const int64_t* dim, bool keep_dim, QuantileInterpolation interpolation,
                bool skip_nan) {
  const char* name = skip_nan ? "nanquantile" : "quantile";
  const int d = wrap_dim(name, dim ? *dim : 0, self.dim());
  check_quantile(name, self, q);

  // (rows, n), sorted; ranks (rows, quantiles).
  Tensor rows = reshape(self, {1, -1});
  if (dim && self.dim() > 0) {
    const Tensor last = transpose(self, d, self.dim() - 1);
    rows = reshape(last, {-1, self.size(d)});
  }
  const int64_t n = rows.size(1), count = q.numel();
  const Tensor sorted = sort(rows, 1, false).first;
  const Tensor missing = sum(isnan(detach(sorted)), {1}, true);
  const Tensor wanted = reshape(to(q, self.dtype(), self.device()), {1, count});
  Tensor ranks;
  if (skip_nan) {
    ranks = wanted * to(n - 1 - missing, self.dtype());
    ranks = masked_fill(ranks, ranks < 0, 0);
  } else {
    // A row with a NaN has it at its end, and answers with it.
    ranks = expand(wanted * (n - 1), {rows.size(0), count});
    ranks = masked_fill(ranks, missing > 0, n - 1);
  }

  Tensor result;
  switch (interpolation) {
    case QuantileInterpolation::lower: result = at(sorted, floor(ranks)); break;
    case QuantileInterpolation::higher: result = at(sorted, ceil(ranks)); break;
    case QuantileInterpolation::nearest: result = at(sorted, round(ranks)); break;
    default: {
      const Tensor below = floor(detach(ranks));
      const Tensor weights = interpolation == QuantileInterpolation::midpoint
                                 ? full(below.sizes(), 0.5, self.dtype(), self.device())
                                 : ranks - below;
      result = mix(at(sorted, below), at(sorted, ceil(ranks)), weights);
    }
  }

  // (rows, quantiles) to the quantiles first, then the other dimensions in self's order.
  Dims sizes;
  if (dim && self.dim() > 0) {
    sizes = self.sizes();
    sizes[d] = sizes[self.dim() - 1];
    sizes.pop_back();
  }
  const Tensor first = transpose(result, 0, 1);
  Dims shape{count};
  for (int64_t size : sizes) shape.push_back(size);
  Tensor out = reshape(first, shape);
  if (dim && self.dim() > 0) {
    // The dimension that stood last now stands at d.
    out = unsqueeze(out, self.dim());
    out = transpose(out, d + 1, self.dim());
    if (!keep_dim) out = squeeze(out, {d + 1});
  } else if (keep_dim) {
    for (int i = 0; i < self.dim(); ++i) out = unsqueeze(out, 1);
  }
  return q.dim() == 0 ? squeeze(out, {0}) : out;
}

}  // namespace nt
