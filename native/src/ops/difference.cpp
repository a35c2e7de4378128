#include "ops/difference.h"

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/scan.h"

namespace nt {
namespace {

// All but the last (from 0) or all but the first (from 1).
Tensor shifted(const Tensor& t, int dim, int64_t from) { return narrow(t, dim, from, t.size(dim) - 1); }

Tensor steps(const Tensor& t, int dim) { return shifted(t, dim, 1) - shifted(t, dim, 0); }

// As many dimensions as y, new ones in front.
Tensor with_dims(const Tensor& x, int rank) {
  if (x.dim() >= rank) return x;
  Dims sizes = Dims::filled(rank - x.dim(), 1);
  for (int64_t size : x.sizes()) sizes.push_back(size);
  return reshape(x, sizes);
}

// The width of each trapezoid for y along dim.
Tensor widths(const char* op, const Tensor& y, const Tensor& x, int dim) {
  if (x.dim() == 1) {
    NT_CHECK(x.size(0) == y.size(dim), Code::shape, "[", op, "] ", x.size(0), " points for ", y.size(dim),
             " values in dimension ", dim);
    Dims sizes = Dims::filled(y.dim(), 1);
    sizes[dim] = x.size(0);
    return steps(reshape(x, sizes), dim);
  }
  const Tensor points = with_dims(x, y.dim());
  NT_CHECK(points.size(dim) > 0, Code::shape, "[", op, "] x has no points in dimension ", dim);
  return steps(points, dim);
}

int check_integrand(const char* op, const Tensor& y, const Tensor& x, const double* dx, int64_t dim) {
  NT_CHECK(!is_bool(y.dtype()), Code::dtype, "[", op, "] not defined for bool");
  NT_CHECK(!x.defined() || !is_bool(x.dtype()), Code::dtype, "[", op, "] x is bool");
  NT_CHECK(!x.defined() || !dx, Code::argument, "[", op, "] both x and dx are given");
  NT_CHECK(y.dim() > 0, Code::shape, "[", op, "] y has no dimensions");
  return wrap_dim(op, dim, y.dim());
}

// The sums of neighbours times their widths.
Tensor trapezoids(const char* op, const Tensor& y, const Tensor& x, const double* dx, int dim) {
  const Tensor heights = shifted(y, dim, 0) + shifted(y, dim, 1);
  if (x.defined()) return heights * widths(op, y, x, dim);
  return heights * (dx ? *dx : 1.0);
}

// c[0] f[at] + c[1] f[at + 1] + c[2] f[at + 2] over all places, or at one.
Tensor weighted(const Tensor& f, int dim, int64_t at, int64_t count, const Tensor& a, const Tensor& b, const Tensor& c) {
  return a * narrow(f, dim, at, count) + b * narrow(f, dim, at + 1, count) + c * narrow(f, dim, at + 2, count);
}

Tensor even_gradient(const Tensor& f, int dim, double h, int64_t edge_order) {
  const int64_t n = f.size(dim);
  auto at = [&](int64_t i) { return narrow(f, dim, i < 0 ? n + i : i, 1); };
  const Tensor first = edge_order == 1 ? (at(1) - at(0)) / h : (at(1) * 4 - at(0) * 3 - at(2)) / (2 * h);
  const Tensor last = edge_order == 1 ? (at(-1) - at(-2)) / h : (at(-1) * 3 - at(-2) * 4 + at(-3)) / (2 * h);
  if (n == 2) return cat({first, last}, dim);
  return cat({first, (narrow(f, dim, 2, n - 2) - narrow(f, dim, 0, n - 2)) / (2 * h), last}, dim);
}

// Parabolas through three neighbours.
Tensor uneven_gradient(const Tensor& f, int dim, const Tensor& coordinates, int64_t edge_order) {
  const int64_t n = f.size(dim);
  Dims sizes = Dims::filled(f.dim(), 1);
  sizes[dim] = n - 1;
  const Tensor h = reshape(steps(coordinates, 0), sizes);
  auto step = [&](int64_t i) { return narrow(h, dim, i < 0 ? n - 1 + i : i, 1); };
  auto at = [&](int64_t i) { return narrow(f, dim, i < 0 ? n + i : i, 1); };
  Tensor first, last;
  if (edge_order == 1) {
    first = (at(1) - at(0)) / step(0);
    last = (at(-1) - at(-2)) / step(-1);
  } else {
    const Tensor p = step(0), q = step(1), r = step(-2), s = step(-1);
    first = weighted(f, dim, 0, 1, -(p * 2 + q) / (p * (p + q)), (p + q) / (p * q), -p / (q * (p + q)));
    last = weighted(f, dim, n - 3, 1, s / (r * (r + s)), -(r + s) / (r * s), (s * 2 + r) / (s * (r + s)));
  }
  if (n == 2) return cat({first, last}, dim);
  const Tensor l = narrow(h, dim, 0, n - 2), r = narrow(h, dim, 1, n - 2);
  const Tensor middle = weighted(f, dim, 0, n - 2, -r / (l * (l + r)), (r - l) / (l * r), l / (r * (l + r)));
  return cat({first, middle, last}, dim);
}

}  // namespace

Tensor diff(const Tensor& self, int64_t n, int64_t dim, const Tensor& prepend, const Tensor& append) {
  NT_CHECK(self.dim() > 0, Code::shape, "[diff] a tensor without dimensions has no differences");
  NT_CHECK(n >= 0, Code::argument, "[diff] the ", n, "th difference: n must not be negative");
  const int d = wrap_dim("diff", dim, self.dim());
  for (const Tensor* part : {&prepend, &append}) {
    NT_CHECK(!part->defined() || part->dim() == self.dim(), Code::shape, "[diff] ", self.sizes(), " and ",
             part->defined() ? part->sizes() : Dims{}, ": what is prepended or appended must have as many dimensions");
  }
  if (n == 0) return clone(self);
  Tensor result = self;
  if (prepend.defined() || append.defined()) {
    std::vector<Tensor> parts;
    if (prepend.defined()) parts.push_back(prepend);
    parts.push_back(self);
    if (append.defined()) parts.push_back(append);
    result = cat(parts, d);
  }
  for (int64_t i = 0; i < n && result.size(d) > 0; ++i) {
    result = is_bool(result.dtype()) ? logical_xor(shifted(result, d, 1), shifted(result, d, 0)) : steps(result, d);
  }
  return result;
}

Tensor trapezoid(const Tensor& y, const Tensor& x, const double* dx, int64_t dim) {
  const int d = check_integrand("trapezoid", y, x, dx, dim);
  if (y.size(d) == 0) {
    Dims sizes = y.sizes();
    sizes.erase(d);
    return zeros(sizes, is_floating(y.dtype()) ? y.dtype() : kDefaultFloat, y.device());
  }
  return sum(trapezoids("trapezoid", y, x, dx, d), {d}) / 2;
}

Tensor cumulative_trapezoid(const Tensor& y, const Tensor& x, const double* dx, int64_t dim) {
  const int d = check_integrand("cumulative_trapezoid", y, x, dx, dim);
  if (y.size(d) == 0) return clone(y);
  return cumsum(trapezoids("cumulative_trapezoid", y, x, dx, d), d) / 2;
}

Tensor gradient(const Tensor& self, int64_t dim, double spacing, const Tensor& coordinates, int64_t edge_order) {
  NT_CHECK(edge_order == 1 || edge_order == 2, Code::argument, "[gradient] edge_order is ", edge_order, ": 1 or 2 is wanted");
  NT_CHECK(self.dim() > 0, Code::shape, "[gradient] a tensor without dimensions has no neighbours");
  const int d = wrap_dim("gradient", dim, self.dim());
  NT_CHECK(self.size(d) > edge_order, Code::shape, "[gradient] dimension ", d, " of ", self.sizes(), " has fewer than ",
           edge_order + 1, " elements, which edge_order ", edge_order, " needs");
  const Tensor f = is_floating(self.dtype()) ? self : to(self, kDefaultFloat);
  if (!coordinates.defined()) return even_gradient(f, d, spacing, edge_order);
  NT_CHECK(coordinates.dim() == 1 && coordinates.size(0) == self.size(d), Code::shape, "[gradient] coordinates ",
           coordinates.sizes(), " for dimension ", d, " of ", self.sizes());
  return uneven_gradient(f, d, is_floating(coordinates.dtype()) ? coordinates : to(coordinates, f.dtype()), edge_order);
}

}  // namespace nt
