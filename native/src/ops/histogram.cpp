// Histograms. Counted in double, so that float32 counts do not stop at 2^24. CPU.
#include <algorithm>
#include <cmath>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/search.h"
#include "ops/widen.h"

namespace nt {
namespace {

void on_cpu(const char* op, const Tensor& t) {
  if (!t.device().is_cpu()) backend(t.device()).missing(op);
}

void check_input(const char* op, const Tensor& self) {
  on_cpu(op, self);
  NT_CHECK(self.dtype() == Dtype::float32 || self.dtype() == Dtype::float64, Code::dtype, "[", op, "] not defined for ",
           self.dtype(), ": float32 or float64 only");
}

void check_bins(const char* op, int64_t bins) {
  NT_CHECK(bins > 0 && bins < INT32_MAX, Code::argument, "[", op, "] ", bins, " bins");
}

void check_range(const char* op, double low, double high) {
  NT_CHECK(std::isfinite(low) && std::isfinite(high), Code::argument, "[", op, "] the range from ", low, " to ", high,
           " is not finite");
  NT_CHECK(low <= high, Code::argument, "[", op, "] the range from ", low, " to ", high, " is reversed");
}

// Smallest and largest of column d of (points, columns).
std::pair<double, double> extremes(const Tensor& x, int64_t d, int64_t columns) {
  double low = 0, high = 0;
  visit_dtype(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_floating_point_v<T>) {
      for (int64_t i = d; i < x.numel(); i += columns) {
        const double value = x.data<T>()[i];
        if (i == d || value < low || value != value) low = value;
        if (i == d || value > high || value != value) high = value;
      }
    }
  });
  return {low, high};
}

// The place of x among n bins of equal width from low to high; n at the end, and where the range overflows.
template <class T>
int64_t even_place(T x, T low, T high, int64_t n) {
  const T position = (x - low) * static_cast<T>(n) / (high - low);
  return position < static_cast<T>(n) ? static_cast<int64_t>(position) : n;
}

// The bin of x among n bins between edges, or -1.
template <class T>
struct Bins {
  const T* edges;  // n + 1
  int64_t n;
  bool even;  // of equal width: the place is computed, then mended by a look at its neighbours

  int64_t operator()(T x) const {
    if (!(x >= edges[0] && x <= edges[n])) return -1;
    int64_t first = 0, last = n + 1;
    if (even) {
      const int64_t near = even_place(x, edges[0], edges[n], n);
      first = std::max<int64_t>(0, near - 1);
      last = std::min<int64_t>(near + 2, n + 1);
    }
    const int64_t at = std::upper_bound(edges + first, edges + last, x) - edges - 1;
    return at == n ? n - 1 : at;
  }
};

}  // namespace

Tensor histc(const Tensor& self, int64_t bins, double min, double max) {
  if (needs_widening(self)) return to(histc(widened(self), bins, min, max), self.dtype());
  check_input("histc", self);
  check_bins("histc", bins);
  const Tensor x = contiguous(detach(self));
  if (min == max && x.numel() > 0) std::tie(min, max) = extremes(x, 0, 1);
  if (min == max) {
    min -= 1;
    max += 1;
  }
  check_range("histc", min, max);
  const Tensor counts = zeros({bins}, Dtype::float64);
  visit_dtype(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_floating_point_v<T>) {
      const T low = static_cast<T>(min), high = static_cast<T>(max);
      for (int64_t i = 0; i < x.numel(); ++i) {
        const T value = x.data<T>()[i];
        if (!(value >= low && value <= high)) continue;
        ++counts.data<double>()[std::min(even_place(value, low, high, bins), bins - 1)];
      }
    }
  });
  return to(counts, self.dtype());
}

Histogram histogram(const char* op, const Tensor& self, const std::vector<int64_t>& bins, const std::vector<Tensor>& edges,
                    const std::vector<double>& range, const Tensor& weight, bool density) {
  check_input(op, self);
  NT_CHECK(self.dim() > 0, Code::shape, "[", op, "] a tensor without dimensions has no coordinates");
  const int64_t columns = self.size(self.dim() - 1);
  const bool even = edges.empty();
  NT_CHECK(static_cast<int64_t>(even ? bins.size() : edges.size()) == columns, Code::argument, "[", op, "] ",
           even ? bins.size() : edges.size(), " lists of bins for ", columns, " columns");
  NT_CHECK(columns > 0, Code::shape, "[", op, "] there are no coordinates in ", self.sizes());
  NT_CHECK(range.empty() || static_cast<int64_t>(range.size()) == 2 * columns, Code::argument, "[", op, "] a range has a low and "
           "a high end for each of ", columns, " columns, not ", range.size(), " numbers");
  Dims points = self.sizes();
  points.pop_back();
  const Tensor x = contiguous(detach(self));
  const int64_t count = numel_of(points);
  Tensor w;
  if (weight.defined()) {
    on_cpu(op, weight);
    NT_CHECK(weight.sizes() == points, Code::shape, "[", op, "] weights ", weight.sizes(), " do not fit ", points);
    NT_CHECK(weight.dtype() == self.dtype(), Code::dtype, "[", op, "] weights are ", weight.dtype(), ", not ", self.dtype());
    w = contiguous(to(detach(weight), Dtype::float64));
  }

  Histogram result;
  Dims sizes;
  for (int64_t d = 0; d < columns; ++d) {
    if (!even) {
      const Tensor& given = edges[static_cast<size_t>(d)];
      on_cpu(op, given);
      NT_CHECK(given.dim() == 1 && given.numel() > 0, Code::shape, "[", op, "] edges have sizes ", given.sizes());
      NT_CHECK(given.dtype() == self.dtype(), Code::dtype, "[", op, "] edges are ", given.dtype(), ", not ", self.dtype());
      result.edges.push_back(clone(detach(given)));
    } else {
      const int64_t n = bins[static_cast<size_t>(d)];
      check_bins(op, n);
      auto [low, high] = range.empty() ? extremes(x, d, columns)
                                       : std::pair{range[static_cast<size_t>(2 * d)], range[static_cast<size_t>(2 * d) + 1]};
      check_range(op, low, high);
      if (range.empty() && x.numel() == 0) {
        high = 1;
      } else if (low == high) {
        low -= 0.5;
        high += 0.5;
      }
      result.edges.push_back(linspace(low, high, n + 1, self.dtype()));
    }
    sizes.push_back(result.edges.back().numel() - 1);
  }

  Tensor counts = zeros(sizes, Dtype::float64);
  const Dims strides = counts.strides();
  visit_dtype(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_floating_point_v<T>) {
      std::vector<Bins<T>> bin;
      for (const Tensor& e : result.edges) bin.push_back({e.data<T>(), e.numel() - 1, even});
      const T* point = x.data<T>();
      for (int64_t i = 0; i < count; ++i, point += columns) {
        int64_t place = 0;
        bool inside = counts.numel() > 0;
        for (int64_t d = 0; inside && d < columns; ++d) {
          const int64_t at = bin[static_cast<size_t>(d)](point[d]);
          inside = at >= 0;
          place += at * strides[static_cast<int>(d)];
        }
        if (inside) counts.data<double>()[place] += w.defined() ? w.data<double>()[i] : 1;
      }
    }
  });
  if (density) {
    counts = counts / sum(counts);
    for (int d = 0; d < sizes.size(); ++d) {
      const Tensor e = to(result.edges[static_cast<size_t>(d)], Dtype::float64);
      Dims along = Dims::filled(sizes.size(), 1);
      along[d] = sizes[d];
      counts = counts / reshape(narrow(e, 0, 1, sizes[d]) - narrow(e, 0, 0, sizes[d]), along);
    }
  }
  result.counts = to(counts, self.dtype());
  return result;
}

}  // namespace nt
