// float32 convolution against the float64 path, which goes through patches and a plain product. Numbers are small integers,
// so that every sum is exact in both: results are equal, to the last bit, or a kernel is wrong.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "cpu/network.h"
#include "cpu/parallel.h"

namespace {

using nt::ConvArgs;
using nt::Dtype;

constexpr size_t kGuard = 64;  // NaN on both sides of every tensor: what a kernel reads there must not count

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

struct Shape {
  int64_t batch, in_channels, out_channels, groups, height, width, kernel_y, kernel_x, stride_y, stride_x, padding_y,
      padding_x, dilation_y, dilation_x;
};

std::ostream& operator<<(std::ostream& out, const Shape& s) {
  return out << s.batch << 'x' << s.in_channels << 'x' << s.height << 'x' << s.width << " -> " << s.out_channels
             << ", groups " << s.groups << ", kernel " << s.kernel_y << 'x' << s.kernel_x << ", stride " << s.stride_y
             << ' ' << s.stride_x << ", padding " << s.padding_y << ' ' << s.padding_x << ", dilation " << s.dilation_y
             << ' ' << s.dilation_x;
}

ConvArgs args_of(const Shape& s) {
  ConvArgs a{};
  a.batch = s.batch;
  a.in_channels = s.in_channels;
  a.out_channels = s.out_channels;
  a.groups = s.groups;
  const int64_t in[] = {1, s.height, s.width}, kernel[] = {1, s.kernel_y, s.kernel_x},
                stride[] = {1, s.stride_y, s.stride_x}, padding[] = {0, s.padding_y, s.padding_x},
                dilation[] = {1, s.dilation_y, s.dilation_x};
  for (int d = 0; d < nt::kSpatial; ++d) {
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
struct Case {
  Guarded<T> input, weight, bias, output, grad_output, grad_input, grad_weight, grad_bias;

  explicit Case(const ConvArgs& a)
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
    nt::cpu::conv_forward(a);
    a.grad_output = grad_output.data();
    if (together) {
      a.grad_input = grad_input.data();
      a.grad_weight = grad_weight.data();
      a.grad_bias = grad_bias.data();
      nt::cpu::conv_backward(a);
      return;
    }
    ConvArgs b = a, c = a;
    b.input = nullptr;
    b.grad_input = grad_input.data();
    nt::cpu::conv_backward(b);
    c.weight = nullptr;
    c.grad_weight = grad_weight.data();
    nt::cpu::conv_backward(c);
    a.grad_bias = grad_bias.data();
    nt::cpu::conv_backward(a);
  }
};

void expect_equal(const char* what, Guarded<float>& got, Guarded<double>& want) {
  EXPECT_TRUE(got.guards_stand()) << what;
  for (size_t i = 0; i < want.size; ++i) {
    ASSERT_EQ(static_cast<double>(got.data()[i]), want.data()[i]) << what << " element " << i;
  }
}

void check(const ConvArgs& a, bool together) {
  Case<float> got(a);
  Case<double> want(a);
  got.run(a, Dtype::float32, together);
  want.run(a, Dtype::float64, together);
  expect_equal("output", got.output, want.output);
  expect_equal("grad_input", got.grad_input, want.grad_input);
  expect_equal("grad_weight", got.grad_weight, want.grad_weight);
  expect_equal("grad_bias", got.grad_bias, want.grad_bias);
}

void check(const Shape& s, bool together) {
  SCOPED_TRACE(testing::Message() << s);
  check(args_of(s), together);
}

class Threads : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { nt::cpu::set_max_threads(GetParam()); }
  void TearDown() override { nt::cpu::set_max_threads(before_); }

 private:
  int before_ = nt::cpu::max_threads();
};

using ConvolutionKernels = Threads;

TEST_P(ConvolutionKernels, EqualsFloat64ForRandomShapes) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  };
  int done = 0;
  while (done < 250) {
    Shape s{};
    s.batch = pick(1, random() % 4 == 0 ? 40 : 6);
    s.groups = random() % 3 == 0 ? pick(2, 5) : 1;
    const int64_t most = random() % 2 ? 9 : 70;
    s.in_channels = s.groups * pick(1, most);
    s.out_channels = s.groups * pick(1, most);
    const int64_t size = random() % 3 == 0 ? 40 : 14;
    s.height = pick(1, size);
    s.width = pick(1, size);
    s.kernel_y = pick(1, 5);
    s.kernel_x = pick(1, 5);
    const bool plain = random() % 2;
    s.stride_y = plain ? 1 : pick(1, 3);
    s.stride_x = plain ? 1 : pick(1, 3);
    s.padding_y = pick(0, 3);
    s.padding_x = pick(0, 3);
    s.dilation_y = plain ? 1 : pick(1, 3);
    s.dilation_x = plain ? 1 : pick(1, 3);
    const ConvArgs a = args_of(s);
    const int64_t places = a.out[1] * a.out[2];
    if (places == 0) continue;
    if (s.batch * s.out_channels * (s.in_channels / s.groups) * s.kernel_y * s.kernel_x * places > 2'000'000) continue;
    check(s, done++ % 2 == 0);
    if (HasFatalFailure()) return;
  }
}

// Shapes that are cut into parts: rows of large images, blocks of many channels, passes over many images; and nets that
// people try first.
TEST_P(ConvolutionKernels, EqualsFloat64ForWhatIsCutUp) {
  const Shape shapes[] = {
      {1, 3, 5, 1, 150, 131, 3, 3, 1, 1, 1, 1, 1, 1},  {1, 2, 17, 1, 120, 150, 7, 7, 2, 2, 3, 3, 1, 1},
      {1, 40, 33, 1, 56, 56, 3, 3, 1, 1, 1, 1, 1, 1},  {2, 150, 24, 1, 9, 8, 3, 3, 1, 1, 1, 1, 1, 1},
      {9, 100, 72, 1, 4, 4, 3, 3, 1, 1, 1, 1, 1, 1},   {20, 48, 36, 1, 8, 8, 3, 3, 2, 2, 1, 1, 1, 1},
      {33, 10, 20, 1, 12, 12, 5, 5, 1, 1, 0, 0, 1, 1}, {18, 1, 10, 1, 28, 28, 5, 5, 1, 1, 0, 0, 1, 1},
      {17, 6, 16, 1, 14, 14, 5, 5, 1, 1, 0, 0, 1, 1},  {16, 3, 5, 1, 32, 32, 3, 3, 1, 1, 1, 1, 1, 1},
      {3, 32, 32, 32, 30, 30, 3, 3, 1, 1, 1, 1, 1, 1}, {2, 24, 48, 24, 31, 29, 3, 3, 2, 2, 1, 1, 1, 1},
      {2, 64, 96, 1, 14, 14, 1, 1, 1, 1, 0, 0, 1, 1},  {3, 64, 40, 1, 15, 16, 1, 1, 2, 2, 0, 0, 1, 1},
      {2, 5, 7, 1, 1, 300, 1, 9, 1, 4, 0, 4, 1, 1},    {130, 16, 12, 1, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1},
  };
  bool together = false;
  for (const Shape& s : shapes) check(s, together = !together);
}

// As padding 'same' has it for even kernels.
TEST_P(ConvolutionKernels, PadsOnlyAtTheEnd) {
  for (const int64_t channels : {3, 64}) {
    ConvArgs below = args_of({1, channels, 4, 1, 32, 32, 2, 1, 1, 1, 0, 0, 1, 1}), right = args_of({2, channels, 4, 1, 9, 17, 1, 2, 1, 1, 0, 0, 1, 1});
    ++below.out[1];
    ++right.out[2];
    check(below, true);
    check(right, false);
  }
}

// Taps that never stand over the input, and strides beyond it.
TEST_P(ConvolutionKernels, TakesWhatLiesFarApart) {
  const Shape shapes[] = {{1, 3, 2, 1, 20, 5, 1, 3, 1, 1, 0, 100, 1, 60}, {1, 2, 3, 1, 40, 40, 1, 1, 20, 20, 0, 0, 1, 1},
                          {2, 64, 8, 1, 5, 5, 3, 3, 1, 1, 50, 50, 50, 50}, {1, 2, 3, 1, 10, 10, 1, 1, 1000, 1000, 0, 0, 1, 1}};
  for (const Shape& s : shapes) check(s, true);
}

TEST_P(ConvolutionKernels, PropagatesNaNAndInfinityOnlyWhereTheyAre) {
  const Shape s{2, 3, 10, 1, 9, 11, 3, 3, 1, 1, 1, 1, 1, 1};
  const ConvArgs a = args_of(s);
  Case<float> got(a);
  Case<double> want(a);
  const float special[] = {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()};
  for (int i = 0; i < 2; ++i) {
    got.input.data()[i * 200 + 50] = special[i];
    want.input.data()[i * 200 + 50] = special[i];
    got.grad_output.data()[i * 200 + 77] = special[i];
    want.grad_output.data()[i * 200 + 77] = special[i];
  }
  got.run(a, Dtype::float32, true);
  want.run(a, Dtype::float64, true);
  auto same = [](Guarded<float>& x, Guarded<double>& y) {
    for (size_t i = 0; i < y.size; ++i) {
      const double left = x.data()[i], right = y.data()[i];
      ASSERT_TRUE(left == right || (std::isnan(left) && std::isnan(right))) << i << ": " << left << ", " << right;
    }
  };
  same(got.output, want.output);
  same(got.grad_bias, want.grad_bias);
}

INSTANTIATE_TEST_SUITE_P(Cpu, ConvolutionKernels, testing::Values(1, 2, 3));

}  // namespace
