// Binary search and membership. CPU.
#include "ops/search.h"

#include <algorithm>

#include "core/backend.h"
#include "cpu/parallel.h"
#include "ops/ops.h"

namespace nt {
namespace {

void on_cpu(const char* op, const Tensor& t) {
  if (!t.device().is_cpu()) backend(t.device()).missing(op);
}

// Calls f with a zero of the type in which t's elements are compared: 16-bit floats as float, bool as a byte.
template <class F>
void visit_compared(Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::boolean:
    case Dtype::uint8: return f(uint8_t{});
    case Dtype::int8: return f(int8_t{});
    case Dtype::int16: return f(int16_t{});
    case Dtype::int32: return f(int32_t{});
    case Dtype::int64: return f(int64_t{});
    case Dtype::float64: return f(double{});
    default: return f(float{});
  }
}

Tensor compared(const Tensor& t, Dtype dtype) { return contiguous(to(detach(t), compute_dtype(dtype))); }

void check_sorter(const char* op, const Tensor& sorter, const Tensor& sorted) {
  on_cpu(op, sorter);
  NT_CHECK(sorter.dtype() == Dtype::int64, Code::dtype, "[", op, "] the sorter is ", sorter.dtype(), ", not int64");
  NT_CHECK(sorter.sizes() == sorted.sizes(), Code::shape, "[", op, "] the sorter ", sorter.sizes(), " does not fit ",
           sorted.sizes());
  const Tensor dense = contiguous(sorter);
  const int64_t n = sorted.size(sorted.dim() - 1);
  for (int64_t i = 0; i < dense.numel(); ++i) {
    const int64_t at = dense.data<int64_t>()[i];
    NT_CHECK(at >= 0 && at < n, Code::index, "[", op, "] the sorter holds ", at, " for rows of ", n);
  }
}

// NaN is the greatest, as sort has it.
template <class T>
bool before(T a, T b) {
  return a < b || (b != b && a == a);
}

// The number of a row's elements that are before x (or, right, not after it); element(i) is the row in order.
template <class T, class F>
int64_t place(int64_t n, T x, bool right, F&& element) {
  int64_t low = 0, high = n;
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    const T at = element(middle);
    if (right ? !before(x, at) : before(at, x)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

Tensor searchsorted(const char* op, const Tensor& sorted, const Tensor& values, bool out_int32, bool right,
                    const Tensor& sorter) {
  on_cpu(op, sorted);
  on_cpu(op, values);
  NT_CHECK(sorted.dim() > 0, Code::shape, "[", op, "] the sorted sequence has no dimensions");
  bool fits = sorted.dim() == 1 || sorted.dim() == values.dim();
  for (int d = 0; fits && sorted.dim() > 1 && d + 1 < sorted.dim(); ++d) fits = sorted.size(d) == values.size(d);
  NT_CHECK(fits, Code::shape, "[", op, "] values ", values.sizes(), " and sorted sequences ", sorted.sizes(),
           " differ in more than the last dimension");
  NT_CHECK(values.is_wrapped_number() || sorted.dtype() == values.dtype(), Code::dtype, "[", op, "] the sorted sequence is ",
           sorted.dtype(), ", values ", values.dtype());
  if (sorter.defined()) check_sorter(op, sorter, sorted);
  const int64_t n = sorted.size(sorted.dim() - 1);
  NT_CHECK(!out_int32 || n < INT32_MAX, Code::argument, "[", op, "] ", n, " elements are too many for int32");

  Tensor out = Tensor::empty(values.sizes(), out_int32 ? Dtype::int32 : Dtype::int64);
  const Dtype dtype = values.is_wrapped_number() ? result_type(sorted, values) : sorted.dtype();
  const Tensor s = compared(sorted, dtype), v = compared(values, dtype);
  const Tensor order = sorter.defined() ? contiguous(sorter) : sorter;
  const int64_t width = sorted.dim() == 1 || values.dim() == 0 ? std::max<int64_t>(v.numel(), 1) : values.size(values.dim() - 1);
  visit_compared(dtype, [&](auto zero) {
    using T = decltype(zero);
    const auto* from = reinterpret_cast<const T*>(s.raw());
    const auto* x = reinterpret_cast<const T*>(v.raw());
    cpu::parallel_for(v.numel(), cpu::kGrain / 16, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const T* row = from + i / width * n;
        const int64_t* by = order.defined() ? order.data<int64_t>() + i / width * n : nullptr;
        const int64_t at = by ? place(n, x[i], right, [&](int64_t j) { return row[by[j]]; })
                              : place(n, x[i], right, [&](int64_t j) { return row[j]; });
        if (out_int32) {
          out.data<int32_t>()[i] = static_cast<int32_t>(at);
        } else {
          out.data<int64_t>()[i] = at;
        }
      }
    });
  });
  return out;
}

Tensor isin(const Tensor& elements, const Tensor& test_elements, bool invert) {
  on_cpu("isin", elements);
  on_cpu("isin", test_elements);
  const Dtype dtype = result_type(elements, test_elements);
  const Tensor x = compared(elements, dtype), tests = compared(test_elements, dtype);
  Tensor out = Tensor::empty(elements.sizes(), Dtype::boolean);
  visit_compared(dtype, [&](auto zero) {
    using T = decltype(zero);
    const auto* first = reinterpret_cast<const T*>(tests.raw());
    std::vector<T> set;
    std::copy_if(first, first + tests.numel(), std::back_inserter(set), [](T t) { return t == t; });
    std::sort(set.begin(), set.end());
    const auto* from = reinterpret_cast<const T*>(x.raw());
    cpu::parallel_for(x.numel(), cpu::kGrain / 16, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const bool found = from[i] == from[i] && std::binary_search(set.begin(), set.end(), from[i]);
        out.data<bool>()[i] = found != invert;
      }
    });
  });
  return out;
}

Tensor bincount(const Tensor& self, const Tensor& weights, int64_t min_length) {
  on_cpu("bincount", self);
  NT_CHECK(self.dim() == 1 || (self.dim() == 0 && self.numel() == 0), Code::shape, "[bincount] ", self.sizes(), " is not one dimension");
  NT_CHECK(is_integral(self.dtype()), Code::dtype, "[bincount] not defined for ", self.dtype(), ": integers only");
  NT_CHECK(min_length >= 0, Code::argument, "[bincount] minlength ", min_length, " is negative");
  if (weights.defined()) on_cpu("bincount", weights);
  NT_CHECK(!weights.defined() || weights.sizes() == self.sizes(), Code::shape, "[bincount] weights ",
           weights.defined() ? weights.sizes() : Dims{}, " do not fit ", self.sizes());
  const Tensor x = contiguous(to(self, Dtype::int64));
  const int64_t* at = x.data<int64_t>();
  int64_t length = min_length;
  for (int64_t i = 0; i < x.numel(); ++i) {
    NT_CHECK(at[i] >= 0 && at[i] < INT64_MAX, Code::argument, "[bincount] ", at[i], " is negative or too large");
    length = std::max(length, at[i] + 1);
  }
  if (!weights.defined()) {
    Tensor out = zeros({length}, Dtype::int64);
    for (int64_t i = 0; i < x.numel(); ++i) ++out.data<int64_t>()[at[i]];
    return out;
  }
  Tensor out = zeros({length}, Dtype::float64);
  const Tensor w = contiguous(to(detach(weights), Dtype::float64));
  for (int64_t i = 0; i < x.numel(); ++i) out.data<double>()[at[i]] += w.data<double>()[i];
  return weights.dtype() == Dtype::float32 ? to(out, Dtype::float32) : out;
}

}  // namespace nt
