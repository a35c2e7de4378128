// Convolutions that Winograd's way takes: exact for small integers, near float64 for others, and no infinity where the
// direct way has none.
#include "conv_support.h"

namespace {

using nt::ConvArgs;
using nt::Dtype;
using nt::test::args_of;
using nt::test::check;
using nt::test::ConvCase;
using nt::test::ConvShape;
using nt::test::Guarded;

using WinogradKernels = nt::test::WithThreads;

ConvShape shape(int64_t batch, int64_t in, int64_t out, int64_t height, int64_t width, int64_t top = 1,
                int64_t left = 1) {
  return {batch, in, out, 1, height, width, 3, 3, 1, 1, top, left, 1, 1};
}

TEST_P(WinogradKernels, EqualsFloat64ForRandomShapes) {
  std::mt19937 random(static_cast<unsigned>(GetParam()) + 7);
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  };
  int done = 0;
  while (done < 60) {
    const int64_t most = random() % 2 ? 24 : 9;
    const ConvShape s = shape(pick(1, random() % 2 ? 36 : 3), pick(32, random() % 4 ? 50 : 200), pick(32, 70),
                              pick(1, most), pick(1, most), pick(0, 2), pick(0, 2));
    const ConvArgs a = args_of(s);
    const int64_t places = a.out[1] * a.out[2];
    if (places == 0 || s.batch * s.out_channels * s.in_channels * 9 * places > 12'000'000) continue;
    check(s, done++ % 2 == 0);
    if (HasFatalFailure()) return;
  }
}

// Many blocks of rows, of images and of channels; planes of whole vectors and of fewer places than a vector has lanes.
TEST_P(WinogradKernels, EqualsFloat64ForWhatIsCutUp) {
  const ConvShape shapes[] = {shape(1, 64, 64, 56, 56),        shape(3, 64, 64, 32, 32),
                              shape(2, 48, 40, 45, 101, 0, 2), shape(33, 64, 40, 4, 4),
                              shape(40, 40, 72, 7, 7),         shape(17, 36, 64, 3, 5, 2, 0),
                              shape(9, 400, 40, 8, 8),         shape(5, 64, 200, 14, 14),
                              shape(1, 32, 32, 9, 300, 1, 1),  shape(64, 128, 130, 4, 4, 1, 1)};
  bool together = false;
  for (const ConvShape& s : shapes) check(s, together = !together);
}

void randomize(ConvCase<float>& x, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  for (Guarded<float>* t : {&x.input, &x.weight, &x.bias, &x.grad_output}) {
    for (size_t i = 0; i < t->size; ++i) t->data()[i] = normal(random);
  }
}

void copy_operands(ConvCase<float>& from, ConvCase<double>& to) {
  auto copy = [](Guarded<float>& x, Guarded<double>& y) { std::copy_n(x.data(), x.size, y.data()); };
  copy(from.input, to.input);
  copy(from.weight, to.weight);
  copy(from.bias, to.bias);
  copy(from.grad_output, to.grad_output);
}

// Of all three results.
template <class F>
void for_each_result(ConvCase<float>& got, ConvCase<double>& want, F&& f) {
  f("output", got.output, want.output);
  f("grad_input", got.grad_input, want.grad_input);
  f("grad_weight", got.grad_weight, want.grad_weight);
}

TEST_P(WinogradKernels, IsAsExactAsFloat32Allows) {
  const ConvArgs a = args_of(shape(4, 64, 64, 15, 16));
  ConvCase<float> got(a);
  ConvCase<double> want(a);
  randomize(got, 3);
  copy_operands(got, want);
  got.run(a, Dtype::float32, true);
  want.run(a, Dtype::float64, true);
  for_each_result(got, want, [](const char* what, Guarded<float>& x, Guarded<double>& y) {
    double error = 0, most = 0;
    for (size_t i = 0; i < y.size; ++i) {
      error = std::max(error, std::abs(static_cast<double>(x.data()[i]) - y.data()[i]));
      most = std::max(most, std::abs(y.data()[i]));
    }
    EXPECT_LT(error, 2e-6 * most) << what;
  });
}

TEST(Winograd, DoesNotDependOnThreads) {
  nt::test::Threads threads;
  for (const ConvShape& s : {shape(3, 64, 80, 19, 20), shape(20, 64, 48, 4, 4)}) {
    const ConvArgs a = args_of(s);
    ConvCase<float> one(a), many(a);
    randomize(one, 5);
    randomize(many, 5);
    threads.set(1);
    one.run(a, Dtype::float32, true);
    threads.set(3);
    many.run(a, Dtype::float32, true);
    auto same = [](Guarded<float>& x, Guarded<float>& y) { return std::equal(x.data(), x.data() + x.size, y.data()); };
    EXPECT_TRUE(same(one.output, many.output));
    EXPECT_TRUE(same(one.grad_input, many.grad_input));
    EXPECT_TRUE(same(one.grad_weight, many.grad_weight));
  }
}

// That of float64's way, where what is not finite meets no padding.
void expect_same(const char* what, Guarded<float>& x, Guarded<double>& y) {
  for (size_t i = 0; i < y.size; ++i) {
    const double left = x.data()[i], right = y.data()[i];
    ASSERT_TRUE(left == right || (std::isnan(left) && std::isnan(right)))
        << what << ' ' << i << ": " << left << ", " << right;
  }
}

TEST_P(WinogradKernels, InfinitiesAndNaNStayWhereTheyAre) {
  for (const float value : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    for (const ConvShape& s : {shape(2, 64, 64, 11, 12), shape(32, 64, 48, 4, 4)}) {
      const ConvArgs a = args_of(s);
      ConvCase<float> got(a);
      ConvCase<double> want(a);
      got.input.data()[got.input.size / 2 + 3] = value;
      got.grad_output.data()[got.grad_output.size / 3] = value;
      copy_operands(got, want);
      got.run(a, Dtype::float32, true);
      want.run(a, Dtype::float64, true);
      for_each_result(got, want, expect_same);
      if (HasFatalFailure()) return;
    }
  }
}

TEST_P(WinogradKernels, InfiniteWeightsReachOnlyWhatTheyMeet) {
  const ConvArgs a = args_of(shape(2, 64, 64, 11, 12, 0, 0));
  ConvCase<float> got(a);
  ConvCase<double> want(a);
  got.weight.data()[got.weight.size / 2] = std::numeric_limits<float>::infinity();
  copy_operands(got, want);
  got.run(a, Dtype::float32, true);
  want.run(a, Dtype::float64, true);
  expect_same("output", got.output, want.output);
}

// Two numbers near the largest one in a tile, each by itself too small a part of any result to overflow.
TEST_P(WinogradKernels, TransformsThatOverflowFallBack) {
  const ConvArgs a = args_of(shape(2, 64, 64, 12, 12));
  ConvCase<float> got(a);
  ConvCase<double> want(a);
  for (size_t i = 0; i < got.weight.size; ++i) got.weight.data()[i] *= 0.0625f;
  got.input.data()[12 * 12 * 5 + 12 * 5 + 5] = 3e38f;
  got.input.data()[12 * 12 * 5 + 12 * 5 + 7] = -2.5e38f;
  copy_operands(got, want);
  got.run(a, Dtype::float32, true);
  want.run(a, Dtype::float64, true);
  for (size_t i = 0; i < got.output.size; ++i) {
    const float left = got.output.data()[i], right = static_cast<float>(want.output.data()[i]);
    ASSERT_NEAR(left / std::max(1.0f, std::abs(right)), right / std::max(1.0f, std::abs(right)), 1e-5f) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Cpu, WinogradKernels, testing::Values(1, 2, 3));

}  // namespace
