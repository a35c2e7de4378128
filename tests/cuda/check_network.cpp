// Softmax and pooling against plain loops in double precision.
#include <algorithm>
#include <cmath>
#include <limits>

#include "check.h"
#include "core/network_args.h"

namespace check {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr Dtype kFloats[] = {Dtype::float32, Dtype::float64, Dtype::float16, Dtype::bfloat16};

void compare_softmax(Dtype dtype, int64_t outer, int64_t size, int64_t inner, bool log) {
  const std::string name = std::string(log ? "log_softmax " : "softmax ") + nt::name_of(dtype) + " (" +
                           std::to_string(outer) + ", " + std::to_string(size) + ", " + std::to_string(inner) + ")";
  const Sizes sizes{outer, size, inner};
  // One run in a hundred is all -inf, others have an inf, a NaN or some -inf in them.
  const Array input = Array::filled(dtype, sizes, [=](int64_t i) {
    const int64_t run = i / (size * inner) * inner + i % inner, j = i / inner % size;
    if (run % 100 == 3) return -kInf;
    if (run % 100 == 4 && j == 0) return kInf;
    if (run % 100 == 5 && j == size - 1) return std::nan("");
    if (run % 100 == 6 && j % 2 == 0 && size > 1) return -kInf;
    return small_sample(dtype, i, 1) * 20;
  });
  const Array grad = Array::filled(dtype, sizes, [=](int64_t i) { return small_sample(dtype, i, 2); });
  Array out(dtype, sizes), grad_in(dtype, sizes);
  nt::SoftmaxArgs args{};
  args.dtype = dtype;
  args.outer = outer, args.size = size, args.inner = inner, args.log = log;
  args.input = input.device();
  args.result = out.device();
  backend().softmax_forward(args);
  args.output = out.device();
  args.grad_output = grad.device();
  args.result = grad_in.device();
  backend().softmax_backward(args);
  out.download();
  grad_in.download();

  report().begin(name);
  const double eps = tolerance(dtype) * 4;
  for (int64_t o = 0; o < outer; ++o) {
    for (int64_t i = 0; i < inner; ++i) {
      auto at = [=](int64_t j) { return (o * size + j) * inner + i; };
      double largest = -kInf, sum = 0, dot = 0;
      for (int64_t j = 0; j < size; ++j) largest = std::max(largest, input.value(at(j)));
      for (int64_t j = 0; j < size; ++j) sum += std::exp(input.value(at(j)) - largest);
      for (int64_t j = 0; j < size; ++j) dot += grad.value(at(j)) * (log ? 1 : out.value(at(j)));
      for (int64_t j = 0; j < size; ++j) {
        const double x = input.value(at(j)) - largest, y = out.value(at(j)), g = grad.value(at(j));
        report().compare(at(j), y, log ? x - std::log(sum) : std::exp(x) / sum, eps, log ? eps : 1e-7);
        report().compare(at(j), grad_in.value(at(j)), log ? g - std::exp(y) * dot : y * (g - dot), eps,
                         eps * std::sqrt(size));
      }
    }
  }
}

constexpr int kSpatial = nt::kSpatial;

struct PoolCase {
  int64_t in[kSpatial], kernel[kSpatial], stride[kSpatial], padding[kSpatial], dilation[kSpatial], out[kSpatial];
};

const PoolCase kPools[] = {
    {{1, 8, 12}, {1, 2, 2}, {1, 2, 2}, {0, 0, 0}, {1, 1, 1}, {1, 4, 6}},
    {{1, 9, 11}, {1, 3, 2}, {1, 2, 1}, {0, 1, 1}, {1, 1, 1}, {1, 5, 12}},
    {{1, 10, 10}, {1, 3, 3}, {1, 1, 2}, {0, 1, 0}, {1, 2, 3}, {1, 8, 2}},
    {{1, 7, 7}, {1, 3, 3}, {1, 2, 2}, {0, 0, 0}, {1, 1, 1}, {1, 3, 3}},
    {{1, 7, 8}, {1, 3, 3}, {1, 2, 2}, {0, 1, 1}, {1, 1, 1}, {1, 4, 5}},  // rounded up: the last windows reach beyond
    {{6, 5, 7}, {2, 3, 3}, {2, 1, 2}, {1, 1, 0}, {1, 1, 1}, {4, 5, 3}},  // three dimensions
};

int64_t product(const int64_t (&sizes)[kSpatial]) { return sizes[0] * sizes[1] * sizes[2]; }

nt::PoolArgs pool_args(const PoolCase& c, Dtype dtype, int64_t planes) {
  nt::PoolArgs args{};
  args.dtype = dtype;
  args.planes = planes;
  for (int d = 0; d < kSpatial; ++d) {
    args.in[d] = c.in[d], args.out[d] = c.out[d], args.kernel[d] = c.kernel[d], args.stride[d] = c.stride[d];
    args.padding[d] = c.padding[d], args.dilation[d] = c.dilation[d];
  }
  return args;
}

// Calls f(plane, output, input) for each element of each window.
template <class F>
void for_each_tap(const nt::PoolArgs& a, F&& f) {
  const int64_t outputs = product(a.out), taps = product(a.kernel);
  for (int64_t p = 0; p < a.planes; ++p) {
    for (int64_t o = 0; o < outputs; ++o) {
      for (int64_t k = 0; k < taps; ++k) {
        auto along = [&](int d, int64_t window, int64_t tap) {
          return window * a.stride[d] - a.padding[d] + tap * a.dilation[d];
        };
        const int64_t z = along(0, o / a.out[2] / a.out[1], k / a.kernel[2] / a.kernel[1]);
        const int64_t y = along(1, o / a.out[2] % a.out[1], k / a.kernel[2] % a.kernel[1]);
        const int64_t x = along(2, o % a.out[2], k % a.kernel[2]);
        if (z < 0 || y < 0 || x < 0 || z >= a.in[0] || y >= a.in[1] || x >= a.in[2]) continue;
        f(p * outputs + o, p * product(a.in), (z * a.in[1] + y) * a.in[2] + x);
      }
    }
  }
}

void compare_all(const Array& array, const std::vector<double>& expected, double relative) {
  for (int64_t i = 0; i < array.numel(); ++i) {
    report().compare(i, array.value(i), expected[static_cast<size_t>(i)], relative, relative);
  }
}

void compare_max_pool(const PoolCase& c, Dtype dtype) {
  nt::PoolArgs args = pool_args(c, dtype, 3);
  const Sizes in{3, c.in[0], c.in[1], c.in[2]}, out{3, c.out[0], c.out[1], c.out[2]};
  const Array input = Array::filled(dtype, in, [=](int64_t i) {
    return i == 40 ? std::nan("") : i > 150 ? -kInf : std::floor(small_sample(dtype, i, 1) * 5);
  });
  const Array grad = Array::filled(dtype, out, [=](int64_t i) { return small_sample(dtype, i, 2); });
  Array output(dtype, out), indices(Dtype::int64, out), grad_in(dtype, in);
  args.input = input.device();
  args.output = output.device();
  args.indices = reinterpret_cast<int64_t*>(indices.device());
  backend().max_pool_forward(args);
  args.grad_output = grad.device();
  args.grad_input = grad_in.device();
  backend().max_pool_backward(args);
  output.download();
  indices.download();
  grad_in.download();

  const auto outputs = static_cast<size_t>(output.numel());
  std::vector<double> best(outputs), where(outputs, -1), back(static_cast<size_t>(input.numel()), 0);
  for_each_tap(args, [&](int64_t o, int64_t plane, int64_t at) {
    const double value = input.value(plane + at);
    const auto i = static_cast<size_t>(o);
    if (where[i] < 0 || value > best[i] || std::isnan(value)) best[i] = value, where[i] = static_cast<double>(at);
  });
  const int64_t per_plane = product(c.out);
  for (int64_t o = 0; o < output.numel(); ++o) {
    back[static_cast<size_t>(o / per_plane * product(c.in)) + static_cast<size_t>(where[static_cast<size_t>(o)])] +=
        grad.value(o);
  }
  report().begin(std::string("max_pool ") + nt::name_of(dtype));
  compare_all(output, best, 0);
  compare_all(indices, where, 0);
  compare_all(grad_in, back, tolerance(dtype) * 4);
}

void compare_avg_pool(const PoolCase& c, Dtype dtype, bool count_include_pad, int64_t divisor_override) {
  if (c.dilation[1] != 1) return;
  nt::PoolArgs args = pool_args(c, dtype, 3);
  args.count_include_pad = count_include_pad;
  args.divisor_override = divisor_override;
  const Sizes in{3, c.in[0], c.in[1], c.in[2]}, out{3, c.out[0], c.out[1], c.out[2]};
  const Array input = Array::filled(dtype, in, [=](int64_t i) { return small_sample(dtype, i, 1); });
  const Array grad = Array::filled(dtype, out, [=](int64_t i) { return small_sample(dtype, i, 2); });
  Array output(dtype, out), grad_in(dtype, in);
  args.input = input.device();
  args.output = output.device();
  backend().avg_pool_forward(args);
  args.grad_output = grad.device();
  args.grad_input = grad_in.device();
  backend().avg_pool_backward(args);
  output.download();
  grad_in.download();

  std::vector<double> sum(static_cast<size_t>(output.numel()), 0), inside(sum),
      back(static_cast<size_t>(input.numel()), 0);
  for_each_tap(args, [&](int64_t o, int64_t plane, int64_t at) {
    sum[static_cast<size_t>(o)] += input.value(plane + at);
    inside[static_cast<size_t>(o)] += 1;
  });
  auto length = [&](int d, int64_t o) {
    const int64_t start = o * c.stride[d] - c.padding[d];
    return static_cast<double>(std::min(start + c.kernel[d], c.in[d] + c.padding[d]) - start);
  };
  auto divisor = [&](int64_t o) {
    if (divisor_override) return static_cast<double>(divisor_override);
    if (!count_include_pad) return inside[static_cast<size_t>(o)];
    return length(0, o / c.out[2] / c.out[1] % c.out[0]) * length(1, o / c.out[2] % c.out[1]) * length(2, o % c.out[2]);
  };
  for_each_tap(args, [&](int64_t o, int64_t plane, int64_t at) {
    back[static_cast<size_t>(plane + at)] += grad.value(o) / divisor(o);
  });
  for (int64_t o = 0; o < output.numel(); ++o) sum[static_cast<size_t>(o)] /= divisor(o);
  report().begin(std::string("avg_pool ") + nt::name_of(dtype));
  compare_all(output, sum, tolerance(dtype) * 4);
  compare_all(grad_in, back, tolerance(dtype) * 4);
}

}  // namespace

void check_softmax() {
  for (Dtype dtype : kFloats) {
    for (bool log : {false, true}) {
      compare_softmax(dtype, 128, 10, 1, log);
      compare_softmax(dtype, 7, 1000, 1, log);
      compare_softmax(dtype, 2, 20011, 1, log);
      compare_softmax(dtype, 3, 5, 70, log);
      compare_softmax(dtype, 2, 300, 33, log);
      compare_softmax(dtype, 9, 1, 1, log);
    }
  }
}

void check_pools() {
  for (Dtype dtype : kFloats) {
    for (const PoolCase& c : kPools) {
      compare_max_pool(c, dtype);
      compare_avg_pool(c, dtype, true, 0);
      compare_avg_pool(c, dtype, false, 0);
      compare_avg_pool(c, dtype, true, 3);
    }
  }
}

}  // namespace check
