// Creation of tensors.
#include <cmath>

#include "core/backend.h"
#include "core/node.h"
#include "ops/ops.h"

namespace nt {
namespace {

// Fills dense CPU memory by index and moves the result.
template <class F>
Tensor generate(const Dims& sizes, Dtype dtype, Device device, F&& value_at) {
  Tensor host = Tensor::empty(sizes, dtype);
  visit_dtype(dtype, [&](auto zero) {
    using T = decltype(zero);
    T* data = host.data<T>();
    for (int64_t i = 0; i < host.numel(); ++i) data[i] = value_at(zero, i);
  });
  return to(host, dtype, device);
}

template <class T, class V>
T convert(V value) {
  if constexpr (std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>) {
    return T(static_cast<float>(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return value != 0;
  } else {
    return static_cast<T>(value);
  }
}

}  // namespace

Tensor full(const Dims& sizes, Scalar value, Dtype dtype, Device device) {
  Tensor out = Tensor::empty(sizes, dtype, device);
  GradMode off(false);
  return fill_(out, value);
}

namespace {

int64_t checked_count(const char* op, double count) {
  NT_CHECK(count <= 1e15, Code::argument, "[", op, "] ", count, " elements are too many");
  return static_cast<int64_t>(count);
}

// Numbers first, first + by, ... as integers, which the bounds were cut to.
Tensor integer_steps(int64_t first, int64_t by, double count, Dtype dtype, Device device) {
  return generate({checked_count("arange", count)}, dtype, device, [&](auto zero, int64_t i) {
    int64_t value = 0;
    if (__builtin_mul_overflow(i, by, &value) || __builtin_add_overflow(value, first, &value)) value = 0;
    return convert<decltype(zero)>(value);
  });
}

Tensor integer_range(int64_t first, int64_t last, int64_t by, Dtype dtype, Device device) {
  NT_CHECK(by != 0, Code::argument, "[arange] the step is 0");
  int64_t distance = 0;
  NT_CHECK(!__builtin_sub_overflow(last, first, &distance) && by != INT64_MIN, Code::argument, "[arange] from ", first,
           " to ", last, " by ", by, " is too far");
  NT_CHECK(by > 0 ? distance >= 0 : distance <= 0, Code::argument, "[arange] step ", by, " does not lead from ", first,
           " to ", last);
  const int64_t count = distance / by + (distance % by != 0);
  return integer_steps(first, by, static_cast<double>(count), dtype, device);
}

// PyTorch's vector loop cuts the first number of each vector of 32 bytes to an integer before it goes on from there; what
// pairs of vectors leave over goes number by number.
template <class T>
T spaced_integer(double first, double last, double by, int64_t steps, int64_t i) {
  constexpr int64_t lanes = 32 / static_cast<int64_t>(sizeof(T));
  auto at = [&](int64_t p, bool front) {
    return front ? first + by * static_cast<double>(p) : last - by * static_cast<double>(steps - 1 - p);
  };
  if (i >= steps / (2 * lanes) * (2 * lanes)) return convert<T>(at(i, i < steps / 2));
  const int64_t begin = i / lanes * lanes;
  return convert<T>(static_cast<double>(convert<T>(at(begin, begin < steps / 2))) + by * static_cast<double>(i - begin));
}

// `steps` numbers from both ends, as PyTorch has them, so that the last one is exact. T is what it steps in.
template <class T>
T spaced(T first, T last, T by, int64_t steps, int64_t i) {
  return i < steps / 2 || steps == 1 ? first + by * static_cast<T>(i) : last - by * static_cast<T>(steps - 1 - i);
}

}  // namespace

Tensor arange(Scalar start, Scalar end, Scalar step, Dtype dtype, Device device) {
  const double first = start.to<double>(), last = end.to<double>(), by = step.to<double>();
  NT_CHECK(by != 0 && !std::isnan(by), Code::argument, "[arange] step ", step, " must not be 0");
  NT_CHECK(std::isfinite(first) && std::isfinite(last), Code::argument, "[arange] from ", start, " to ", end,
           " is not finite");
  NT_CHECK(by > 0 ? last >= first : last <= first, Code::argument, "[arange] step ", step, " does not lead from ", start,
           " to ", end);
  const bool whole = !start.is_floating() && !end.is_floating() && !step.is_floating();
  auto fits = [](double x) { return std::abs(x) < 9.2e18; };
  const bool cut = !is_floating(dtype) && fits(first) && fits(last) && fits(by);
  if (whole || (cut && dtype == Dtype::int64)) {
    return integer_range(start.to<int64_t>(), end.to<int64_t>(), step.to<int64_t>(), dtype, device);
  }
  const double count = std::ceil((last - first) / by);
  // int64 counts its steps after the cut, the others before, as in PyTorch.
  if (cut) return integer_steps(start.to<int64_t>(), step.to<int64_t>(), count, dtype, device);
  return generate({checked_count("arange", count)}, dtype, device, [&](auto zero, int64_t i) {
    return convert<decltype(zero)>(first + static_cast<double>(i) * by);
  });
}

Tensor linspace(Scalar start, Scalar end, int64_t steps, Dtype dtype, Device device) {
  NT_CHECK(steps >= 0, Code::argument, "[linspace] steps ", steps, " is negative");
  return generate({steps}, dtype, device, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    if constexpr (std::is_same_v<T, double> || std::is_integral_v<T>) {
      // Integers cut the ends first.
      const double first = static_cast<double>(start.to<T>()), last = static_cast<double>(end.to<T>());
      const double by = steps > 1 ? (last - first) / static_cast<double>(steps - 1) : 0;
      if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        if (steps > 1) return spaced_integer<T>(first, last, by, steps, i);
      }
      return convert<T>(spaced(first, last, by, steps, i));
    } else {
      const float first = start.to<float>(), last = end.to<float>();
      const float by = steps > 1 ? (last - first) / static_cast<float>(steps - 1) : 0.0f;
      return convert<T>(spaced(first, last, by, steps, i));
    }
  });
}

Tensor logspace(Scalar start, Scalar end, int64_t steps, double base, Dtype dtype, Device device) {
  NT_CHECK(steps >= 0, Code::argument, "[logspace] steps ", steps, " is negative");
  return generate({steps}, dtype, device, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    if constexpr (std::is_same_v<T, double>) {
      const double first = start.to<double>(), last = end.to<double>();
      const double by = steps > 1 ? (last - first) / static_cast<double>(steps - 1) : 0;
      return std::pow(base, spaced(first, last, by, steps, i));
    } else if constexpr (std::is_integral_v<T>) {
      const auto first = static_cast<float>(start.to<T>()), last = static_cast<float>(end.to<T>());
      const float by = steps > 1 ? (last - first) / static_cast<float>(steps - 1) : 0.0f;
      return convert<T>(std::pow(base, static_cast<double>(spaced(first, last, by, steps, i))));
    } else {
      const float first = start.to<float>(), last = end.to<float>();
      const float by = steps > 1 ? (last - first) / static_cast<float>(steps - 1) : 0.0f;
      return convert<T>(std::pow(static_cast<float>(base), spaced(first, last, by, steps, i)));
    }
  });
}

Tensor eye(int64_t n, int64_t m, Dtype dtype, Device device) {
  NT_CHECK(n >= 0 && m >= 0, Code::argument, "[eye] negative size ", n, " x ", m);
  Tensor out = zeros({n, m}, dtype, device);
  GradMode off(false);
  if (n > 0 && m > 0) {
    Tensor part = diagonal(out, 0, 0, 1);
    fill_(part, 1);
  }
  return out;
}

Tensor scalar_tensor(Scalar value) {
  const Dtype dtype = value.is_floating()                            ? Dtype::float64
                      : value.kind == Scalar::Kind::boolean ? Dtype::boolean
                                                                     : Dtype::int64;
  Tensor out = Tensor::empty({}, dtype);
  visit_dtype(dtype, [&](auto zero) { *out.data<decltype(zero)>() = value.to<decltype(zero)>(); });
  out.impl()->wrapped_number = true;
  return out;
}

}  // namespace nt
