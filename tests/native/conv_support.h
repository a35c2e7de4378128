// Convolutions of float32 and float64 side by side.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <ostream>
#include <random>
#include <vector>

#include "cpu/network.h"
#include "with_threads.h"

namespace nt::test {

inline constexpr size_t kGuard = 64;  // NaN on both sides of every tensor: what a kernel reads there must not count

template <class T>
struct Guarded {
  std::vector<T> all;
  size_t size;

  explicit Guarded(int64_t n)
      : all(static_cast<size_t>(n) + 2 * kGuard, std::numeric_limits<T>::quiet_NaN()), size(static_cast<size_t>(n)) {}
  T* data() { return all.data() + kGuard; }
  void randomize(std::mt19937& random) {
    for (size_t i = 0; i < size; ++i) data()[i] = static_cast<T>(static_cast<int>(random() % 7) - 3);
  }
  bool guards_stand() const {
    for (size_t i = 0; i < kGuard; ++i) {
      if (!std::isnan(all[i]) || !std::isnan(all[kGuard + size + i])) return false;
    }
    return true;
  }
};

struct ConvShape {
  int64_t batch, in_channels, out_channels, groups, height, width, kernel_y, kernel_x, stride_y, stride_x, padding_y,
      padding_x, dilation_y, dilation_x;
};

inline std::ostream& operator<<(std::ostream& out, const ConvShape& s) {
  return out << s.batch << 'x' << s.in_channels << 'x' << s.height << 'x' << s.width << " -> " << s.out_channels
             << ", groups " << s.groups << ", kernel " << s.kernel_y << 'x' << s.kernel_x << ", stride " << s.stride_y
             << ' ' << s.stride_x << ", padding " << s.padding_y << ' ' << s.padding_x << ", dilation " << s.dilation_y
             << ' ' << s.dilation_x;
}

inline ConvArgs args_of(const ConvShape& s) {
  ConvArgs a{};
  a.batch = s.batch;
  a.in_channels = s.in_channels;
  a.out_channels = s.out_channels;
  a.groups = s.groups;
  const int64_t in[] = {1, s.height, s.width}, kernel[] = {1, s.kernel_y, s.kernel_x},
                stride[] = {1, s.stride_y, s.stride_x}, padding[] = {0, s.padding_y, s.padding_x},
                dilation[] = {1, s.dilation_y, s.dilation_x};
  for (int d = 0; d < kSpatial; ++d) {
    a.in[d] = in[d];
    a.kernel[d] = kernel[d];
    a.stride[d] = stride[d];
    a.padding[d] = padding[d];
    a.dilation[d] = dilation[d];
    const int64_t free = in[d] + 2 * padding[d] - dilation[d] * (kernel[d] - 1) - 1;
    a.out[d] = free < 0 ? 0 : free / stride[d] + 1;
  }
  return a;
}

template <class T>
struct ConvCase {
  Guarded<T> input, weight, bias, output, grad_output, grad_input, grad_weight, grad_bias;

  explicit ConvCase(const ConvArgs& a)
      : input(a.batch * a.in_channels * a.in[1] * a.in[2]),
        weight(a.out_channels * (a.in_channels / a.groups) * a.kernel[1] * a.kernel[2]),
        bias(a.out_channels),
        output(a.batch * a.out_channels * a.out[1] * a.out[2]),
        grad_output(static_cast<int64_t>(output.size)),
        grad_input(static_cast<int64_t>(input.size)),
        grad_weight(static_cast<int64_t>(weight.size)),
        grad_bias(a.out_channels) {
    std::mt19937 random(1);
    for (Guarded<T>* t : {&input, &weight, &bias, &grad_output}) t->randomize(random);
  }

  // The gradients one by one or in one call, with and without bias.
  void run(ConvArgs a, Dtype dtype, bool together) {
    a.dtype = dtype;
    a.input = input.data();
    a.weight = weight.data();
    a.bias = together ? bias.data() : nullptr;
    a.output = output.data();
    cpu::conv_forward(a);
    a.grad_output = grad_output.data();
    if (together) {
      a.grad_input = grad_input.data();
      a.grad_weight = grad_weight.data();
      a.grad_bias = grad_bias.data();
      cpu::conv_backward(a);
      return;
    }
    ConvArgs b = a, c = a;
    b.input = nullptr;
    b.grad_input = grad_input.data();
    cpu::conv_backward(b);
    c.weight = nullptr;
    c.grad_weight = grad_weight.data();
    cpu::conv_backward(c);
    a.grad_bias = grad_bias.data();
    cpu::conv_backward(a);
  }
};

inline void expect_equal(const char* what, Guarded<float>& got, Guarded<double>& want) {
  EXPECT_TRUE(got.guards_stand()) << what;
  for (size_t i = 0; i < want.size; ++i) {
    ASSERT_EQ(static_cast<double>(got.data()[i]), want.data()[i]) << what << " element " << i;
  }
}

inline void check(const ConvArgs& a, bool together) {
  ConvCase<float> got(a);
  ConvCase<double> want(a);
  got.run(a, Dtype::float32, together);
  want.run(a, Dtype::float64, together);
  expect_equal("output", got.output, want.output);
  expect_equal("grad_input", got.grad_input, want.grad_input);
  expect_equal("grad_weight", got.grad_weight, want.grad_weight);
  expect_equal("grad_bias", got.grad_bias, want.grad_bias);
}

inline void check(const ConvShape& s, bool together) {
  SCOPED_TRACE(testing::Message() << s);
  check(args_of(s), together);
}

}  // namespace nt::test
