// float32 convolution against the float64 path, which goes through patches and a plain product. Numbers are small integers,
// so that every sum is exact in both: results are equal, to the last bit, or a kernel is wrong.
#include <algorithm>

#include "conv_support.h"

namespace {

using nt::ConvArgs;
using nt::Dtype;
using nt::test::args_of;
using nt::test::check;
using Shape = nt::test::ConvShape;
template <class T>
using Case = nt::test::ConvCase<T>;
using nt::test::Guarded;

using ConvolutionKernels = nt::test::WithThreads;

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
      {1, 64, 96, 1, 4, 4, 3, 3, 1, 1, 1, 1, 1, 1},    {2, 60, 130, 1, 8, 8, 3, 3, 2, 2, 1, 1, 1, 1},
      {1, 48, 120, 2, 5, 7, 3, 2, 1, 2, 1, 0, 2, 1},   {9, 100, 72, 1, 4, 4, 3, 3, 1, 1, 1, 1, 1, 1},
      {20, 48, 36, 1, 8, 8, 3, 3, 2, 2, 1, 1, 1, 1},   {33, 10, 20, 1, 12, 12, 5, 5, 1, 1, 0, 0, 1, 1},
      {18, 1, 10, 1, 28, 28, 5, 5, 1, 1, 0, 0, 1, 1},  {17, 6, 16, 1, 14, 14, 5, 5, 1, 1, 0, 0, 1, 1},
      {16, 3, 5, 1, 32, 32, 3, 3, 1, 1, 1, 1, 1, 1},   {3, 32, 32, 32, 30, 30, 3, 3, 1, 1, 1, 1, 1, 1},
      {2, 24, 48, 24, 31, 29, 3, 3, 2, 2, 1, 1, 1, 1}, {2, 64, 96, 1, 14, 14, 1, 1, 1, 1, 0, 0, 1, 1},
      {3, 64, 40, 1, 15, 16, 1, 1, 2, 2, 0, 0, 1, 1},  {2, 5, 7, 1, 1, 300, 1, 9, 1, 4, 0, 4, 1, 1},
      {130, 16, 12, 1, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1},
  };
  bool together = false;
  for (const Shape& s : shapes) check(s, together = !together);
}

// One channel a group, 3 x 3 and 5 x 5: planes of rows that fill vectors, nearly, or not at all.
TEST_P(ConvolutionKernels, EqualsFloat64ChannelByChannel) {
  std::mt19937 random(static_cast<unsigned>(GetParam()) + 20);
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  };
  for (int done = 0; done < 120; ++done) {
    const int64_t channels = pick(2, 9), kernel = pick(0, 1) ? 3 : 5,
                  width = pick(0, 1) ? pick(12, 16) * pick(1, 3) : pick(5, 60);
    check({pick(1, 9), channels, channels, channels, pick(5, 40), width, kernel, kernel, 1, 1, pick(0, 5), pick(0, 5),
           1, 1},
          done % 2 == 0);
    if (HasFatalFailure()) return;
  }
}

// As padding 'same' has it for even kernels.
TEST_P(ConvolutionKernels, PadsOnlyAtTheEnd) {
  for (const int64_t channels : {3, 64}) {
    ConvArgs below = args_of({1, channels, 4, 1, 32, 32, 2, 1, 1, 1, 0, 0, 1, 1}),
             right = args_of({2, channels, 4, 1, 9, 17, 1, 2, 1, 1, 0, 0, 1, 1});
    ++below.out[1];
    ++right.out[2];
    check(below, true);
    check(right, false);
  }
}

// Taps that never stand over the input, and strides beyond it.
TEST_P(ConvolutionKernels, TakesWhatLiesFarApart) {
  const Shape shapes[] = {{1, 3, 2, 1, 20, 5, 1, 3, 1, 1, 0, 100, 1, 60},
                          {1, 2, 3, 1, 40, 40, 1, 1, 20, 20, 0, 0, 1, 1},
                          {2, 64, 8, 1, 5, 5, 3, 3, 1, 1, 50, 50, 50, 50},
                          {1, 2, 3, 1, 10, 10, 1, 1, 1000, 1000, 0, 0, 1, 1}};
  for (const Shape& s : shapes) check(s, true);
}

// oneDNN's threads overwrote each other's numbers here, in 4 of 10 runs.
TEST_P(ConvolutionKernels, StridedPointsAreTheSameEachTime) {
  for (int i = 0; i < 50; ++i) check(Shape{1, 2, 3, 1, 40, 40, 1, 1, 20, 20, 0, 0, 1, 1}, true);
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

// Vectors reach over the ends of rows and planes: what stands there must not meet a zero.
TEST_P(ConvolutionKernels, InfiniteInputReachesOnlyTheWeightsThatMeetIt) {
  const Shape shapes[] = {{2, 3, 3, 3, 9, 14, 3, 3, 1, 1, 1, 1, 1, 1},  {2, 3, 3, 3, 7, 29, 5, 5, 1, 1, 0, 0, 1, 1},
                          {2, 2, 10, 1, 9, 11, 3, 3, 1, 1, 1, 1, 1, 1}, {3, 2, 3, 1, 12, 13, 5, 5, 1, 1, 0, 0, 1, 1},
                          {17, 2, 3, 1, 5, 5, 3, 3, 1, 1, 1, 1, 1, 1},  {2, 2, 3, 1, 8, 16, 3, 3, 1, 1, 1, 1, 1, 1}};
  for (const Shape& s : shapes) {
    const ConvArgs a = args_of(s);
    const int64_t plane = s.height * s.width;
    for (const int64_t place :
         {int64_t{0}, s.width - 1, s.width, plane / s.width / 2 * s.width - 1, plane - s.width, plane - 1}) {
      Case<float> got(a);
      Case<double> want(a);
      const int64_t at = plane * s.in_channels + place;  // of the second image
      got.input.data()[at] = std::numeric_limits<float>::infinity();
      want.input.data()[at] = std::numeric_limits<double>::infinity();
      got.run(a, Dtype::float32, true);
      want.run(a, Dtype::float64, true);
      for (size_t i = 0; i < want.grad_weight.size; ++i) {
        const double left = static_cast<double>(got.grad_weight.data()[i]), right = want.grad_weight.data()[i];
        ASSERT_TRUE(left == right || (std::isnan(left) && std::isnan(right)))
            << s << ", infinite at " << place << ", weight " << i << ": " << left << ", " << right;
      }
    }
  }
}

// One shape for each way; numbers whose sums are rounded.
TEST(Convolution, DoesNotDependOnThreads) {
  const Shape shapes[] = {
      {40, 10, 20, 1, 12, 12, 5, 5, 1, 1, 0, 0, 1, 1}, {9, 3, 5, 1, 32, 32, 3, 3, 1, 1, 1, 1, 1, 1},
      {70, 4, 6, 1, 6, 6, 3, 3, 1, 1, 0, 0, 1, 1},     {5, 24, 20, 1, 20, 21, 3, 3, 2, 2, 1, 1, 1, 1},
      {1, 64, 96, 1, 4, 4, 3, 3, 1, 1, 1, 1, 1, 1},    {3, 6, 6, 6, 24, 30, 3, 3, 1, 1, 1, 1, 1, 1},
      {2, 64, 70, 1, 12, 12, 1, 1, 1, 1, 0, 0, 1, 1}};
  const int before = nt::cpu::max_threads();
  for (const Shape& s : shapes) {
    SCOPED_TRACE(testing::Message() << s);
    const ConvArgs a = args_of(s);
    Case<float> one(a), many(a);
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    for (auto t : {&Case<float>::input, &Case<float>::weight, &Case<float>::bias, &Case<float>::grad_output}) {
      std::generate_n((one.*t).data(), (one.*t).size, [&] { return normal(random); });
      std::copy_n((one.*t).data(), (one.*t).size, (many.*t).data());
    }
    nt::cpu::set_max_threads(1);
    one.run(a, Dtype::float32, true);
    nt::cpu::set_max_threads(3);
    many.run(a, Dtype::float32, true);
    auto same = [](Guarded<float>& x, Guarded<float>& y) { return std::equal(x.data(), x.data() + x.size, y.data()); };
    EXPECT_TRUE(same(one.output, many.output));
    EXPECT_TRUE(same(one.grad_input, many.grad_input));
    EXPECT_TRUE(same(one.grad_weight, many.grad_weight));
    EXPECT_TRUE(same(one.grad_bias, many.grad_bias));
  }
  nt::cpu::set_max_threads(before);
}

INSTANTIATE_TEST_SUITE_P(Cpu, ConvolutionKernels, testing::Values(1, 2, 3));

}  // namespace
