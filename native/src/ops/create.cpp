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

Tensor arange(Scalar start, Scalar end, Scalar step, Dtype dtype, Device device) {
  const double first = start.to<double>(), last = end.to<double>(), by = step.to<double>();
  NT_CHECK(by != 0 && !std::isnan(by), Code::argument, "[arange] step ", step, " must not be 0");
  NT_CHECK(std::isfinite(first) && std::isfinite(last), Code::argument, "[arange] from ", start, " to ", end,
           " is not finite");
  NT_CHECK(by > 0 ? last >= first : last <= first, Code::argument, "[arange] step ", step, " does not lead from ", start,
           " to ", end);
  const bool whole = !start.is_floating() && !end.is_floating() && !step.is_floating();
  double count = std::ceil((last - first) / by);
  if (whole) {
    const int64_t distance = end.i - start.i;
    count = static_cast<double>(distance / step.i + (distance % step.i != 0));
  }
  NT_CHECK(count <= 1e15, Code::argument, "[arange] ", count, " elements are too many");
  return generate({static_cast<int64_t>(count)}, dtype, device, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    return whole ? convert<T>(start.i + i * step.i) : convert<T>(first + static_cast<double>(i) * by);
  });
}

Tensor linspace(Scalar start, Scalar end, int64_t steps, Dtype dtype, Device device) {
  NT_CHECK(steps >= 0, Code::argument, "[linspace] steps ", steps, " is negative");
  const double first = start.to<double>(), last = end.to<double>();
  const bool in_double = dtype == Dtype::float64 || !is_floating(dtype);
  return generate({steps}, dtype, device, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    // From both ends, as PyTorch does, so that the last element is exact; float32 steps in float32.
    if (in_double) {
      const double by = steps > 1 ? (last - first) / static_cast<double>(steps - 1) : 0;
      const double value = i < steps / 2 || steps == 1 ? first + by * static_cast<double>(i)
                                                       : last - by * static_cast<double>(steps - 1 - i);
      return convert<T>(value);
    }
    const float a = static_cast<float>(first), b = static_cast<float>(last);
    const float by = steps > 1 ? (b - a) / static_cast<float>(steps - 1) : 0.0f;
    const float value =
        i < steps / 2 || steps == 1 ? a + by * static_cast<float>(i) : b - by * static_cast<float>(steps - 1 - i);
    return convert<T>(value);
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
