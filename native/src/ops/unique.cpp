// Distinct elements and slices. CPU.
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "core/backend.h"
#include "ops/ops.h"
#include "ops/search.h"
#include "ops/sorting.h"
#include "ops/base_table.h"

namespace nt {
namespace {

using Unique = std::tuple<Tensor, Tensor, Tensor>;

// A tensor as `count` slices of `width` elements each, and how to get back.
struct Slices {
  Tensor data;  // dense
  int64_t count, width;
  int dim = -1;  // where it was; -1: flattened
  Dims sizes;    // of the input

  Slices(const char* op, const Tensor& self, const int64_t* given) : sizes(self.sizes()) {
    if (!self.device().is_cpu()) backend(self.device()).missing(op);
    const Tensor plain = detach(self);
    if (!given) {
      data = contiguous(reshape(plain, {-1}));
      count = data.numel();
      width = 1;
      return;
    }
    NT_CHECK(self.dim() > 0, Code::index, "[", op, "] dimension ", *given, " of a tensor without dimensions");
    dim = wrap_dim(op, *given, self.dim());
    data = contiguous(transpose(plain, 0, dim));
    count = self.size(dim);
    width = 1;
    for (int d = 1; d < data.dim(); ++d) width *= data.size(d);
    NT_CHECK(width > 0 || count == 0, Code::argument, "[", op, "] ", self.sizes(), " has empty dimensions beside dimension ", dim);
  }

  // The slices that are listed.
  Tensor chosen(const Tensor& places) const {
    const Tensor picked = index_select(data, 0, places);
    return dim < 0 ? picked : contiguous(transpose(picked, 0, dim));
  }
  Dims inverse_sizes() const { return dim < 0 ? sizes : Dims{count}; }
};

// Numbers runs of equal slices; order: the slices one after the other, null for as they lie.
template <class Equal>
Unique runs(const Slices& slices, const int64_t* order, Equal&& equal) {
  Tensor inverse = Tensor::empty({slices.count}, Dtype::int64);
  std::vector<int64_t> first, counts;
  for (int64_t i = 0; i < slices.count; ++i) {
    const int64_t at = order ? order[i] : i;
    if (i == 0 || !equal(order ? order[i - 1] : i - 1, at)) {
      first.push_back(at);
      counts.push_back(0);
    }
    ++counts.back();
    inverse.data<int64_t>()[at] = static_cast<int64_t>(first.size()) - 1;
  }
  const auto n = static_cast<int64_t>(first.size());
  Tensor places = Tensor::empty({n}, Dtype::int64), number = Tensor::empty({n}, Dtype::int64);
  std::copy(first.begin(), first.end(), places.data<int64_t>());
  std::copy(counts.begin(), counts.end(), number.data<int64_t>());
  return {slices.chosen(places), reshape(inverse, slices.inverse_sizes()), number};
}

template <class T>
auto widened_element(T x) {
  if constexpr (std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>) {
    return static_cast<float>(x);
  } else {
    return x;
  }
}

// Calls f(equal, before) over slices by their number; NaN equals nothing and is the greatest.
template <class F>
Unique with_order(const Slices& slices, F&& f) {
  Unique result;
  visit_dtype(slices.data.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* x = slices.data.data<T>();
    const int64_t width = slices.width;
    auto equal = [x, width](int64_t a, int64_t b) {
      for (int64_t i = 0; i < width; ++i) {
        if (!(widened_element(x[a * width + i]) == widened_element(x[b * width + i]))) return false;
      }
      return true;
    };
    auto before = [x, width](int64_t a, int64_t b) {
      for (int64_t i = 0; i < width; ++i) {
        const auto left = widened_element(x[a * width + i]), right = widened_element(x[b * width + i]);
        const bool left_nan = left != left, right_nan = right != right;
        if (left < right || (right_nan && !left_nan)) return true;
        if (right < left || (left_nan && !right_nan)) return false;
      }
      return false;
    };
    result = f(equal, before);
  });
  return result;
}

// Distinct elements in the order of a hash set: in one pass, and the order that PyTorch's CPU build answers with.
Unique unsorted(const Slices& slices) {
  Unique result;
  visit_dtype(slices.data.dtype(), [&](auto zero) {
    using T = decltype(zero);
    using Key = decltype(widened_element(T{}));
    const T* x = slices.data.data<T>();
    std::vector<Key> keys(static_cast<size_t>(slices.count));
    std::transform(x, x + slices.count, keys.begin(), [](T value) { return widened_element(value); });
    const std::unordered_set<Key> distinct(keys.begin(), keys.end());
    const auto n = static_cast<int64_t>(distinct.size());
    Tensor values = Tensor::empty({n}, slices.data.dtype()), inverse = Tensor::empty({slices.count}, Dtype::int64);
    Tensor counts = zeros({n}, Dtype::int64);
    std::unordered_map<Key, int64_t> places;
    places.reserve(distinct.size());
    int64_t next = 0;
    for (Key key : distinct) {
      values.data<T>()[next] = static_cast<T>(key);
      places[key] = next++;
    }
    for (int64_t i = 0; i < slices.count; ++i) {
      const int64_t at = places.at(keys[static_cast<size_t>(i)]);
      inverse.data<int64_t>()[i] = at;
      ++counts.data<int64_t>()[at];
    }
    result = {values, reshape(inverse, slices.sizes), counts};
  });
  return result;
}

}  // namespace

Unique unique(const Tensor& self, bool sorted, const int64_t* dim) {
  const Slices slices("unique", self, dim);
  // NaNs differ from each other, which only an order can tell apart; two truth values need no set.
  const bool has_nan = is_floating(self.dtype()) && *any(isnan(detach(self))).data<bool>();
  if (!sorted && !dim && !has_nan && !is_bool(self.dtype())) return unsorted(slices);
  return with_order(slices, [&](auto& equal, auto& before) {
    if (slices.width == 1) {
      const Tensor order = argsort(reshape(slices.data, {slices.count}), 0, false);
      return runs(slices, order.data<int64_t>(), equal);
    }
    std::vector<int64_t> order(static_cast<size_t>(slices.count));
    std::iota(order.begin(), order.end(), int64_t{0});
    std::stable_sort(order.begin(), order.end(), before);
    return runs(slices, order.data(), equal);
  });
}

Unique unique_consecutive(const Tensor& self, const int64_t* dim) {
  const Slices slices("unique_consecutive", self, dim);
  return with_order(slices, [&](auto& equal, auto&) { return runs(slices, nullptr, equal); });
}

}  // namespace nt
