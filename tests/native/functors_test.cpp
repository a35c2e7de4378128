// The functors' rules for NaN, kinks, signs and integers that C++ alone doesn't give.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "functors/activation.h"
#include "functors/binary.h"
#include "functors/compare.h"
#include "functors/make.h"
#include "functors/unary.h"

namespace {

using namespace nt::fn;
using nt::Scalar;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr int8_t kLowest = std::numeric_limits<int8_t>::lowest();
const int64_t kLowest64 = std::numeric_limits<int64_t>::lowest();

TEST(Functors, NanGoesThroughEveryKink) {
  EXPECT_TRUE(std::isnan(Relu<float>{}(kNan)));
  EXPECT_TRUE(std::isnan(Maximum<float>{}(kNan, 1)));
  EXPECT_TRUE(std::isnan(Maximum<float>{}(1, kNan)));
  EXPECT_TRUE(std::isnan(Minimum<double>{}(kNan, 1)));
  EXPECT_TRUE(std::isnan(Minimum<double>{}(1, kNan)));
  const Scalar bounds[] = {-1, 1};
  EXPECT_TRUE(std::isnan(make<Clamp<float>>(bounds)(kNan)));
  EXPECT_EQ(ReluBackward<float>{}(2, kNan), 2);
  EXPECT_EQ(Sign<float>{}(kNan), 0);
  EXPECT_FALSE(LogicalNot<float>{}(kNan));
}

TEST(Functors, IntegersWrapAndNeverTrap) {
  EXPECT_EQ(Neg<int8_t>{}(kLowest), kLowest);
  EXPECT_EQ(Abs<int64_t>{}(kLowest64), kLowest64);
  EXPECT_EQ(Neg<uint8_t>{}(1), 255);
  EXPECT_EQ(Square<int16_t>{}(300), static_cast<int16_t>(90000));
  EXPECT_EQ(Mul<int32_t>{}(65536, 65536), 0);
  EXPECT_EQ(FloorDivide<int64_t>{}(kLowest64, -1), kLowest64);
  EXPECT_EQ(Remainder<int64_t>{}(kLowest64, -1), 0);
  EXPECT_EQ(Fmod<int64_t>{}(kLowest64, -1), 0);
  EXPECT_EQ(FloorDivide<int32_t>{}(7, 0), 0);
  EXPECT_EQ(Remainder<uint8_t>{}(7, 0), 0);
}

TEST(Functors, DivisionRoundsDownAndTheRemainderFollows) {
  for (int a = -7; a <= 7; ++a) {
    for (int b = -3; b <= 3; ++b) {
      if (b == 0) continue;
      const double quotient = std::floor(static_cast<double>(a) / b);
      EXPECT_EQ(FloorDivide<int32_t>{}(a, b), quotient) << a << " / " << b;
      EXPECT_EQ(FloorDivide<float>{}(static_cast<float>(a), static_cast<float>(b)), quotient) << a << " / " << b;
      EXPECT_EQ(Remainder<int32_t>{}(a, b), a - quotient * b) << a << " % " << b;
      EXPECT_EQ(Remainder<double>{}(a, b), a - quotient * b) << a << " % " << b;
      EXPECT_EQ(Fmod<int8_t>{}(static_cast<int8_t>(a), static_cast<int8_t>(b)), a % b);
    }
  }
  EXPECT_EQ(FloorDivide<uint8_t>{}(255, 2), 127);
  EXPECT_EQ(FloorDivide<float>{}(1, 0), kInf);
  EXPECT_TRUE(std::isnan(Remainder<float>{}(1, 0)));
  EXPECT_EQ(FloorDivide<float>{}(1.0f, 0.1f), 9.0f) << "0.1f is a little more than a tenth";
}

TEST(Functors, IntegerPowersFollowPyTorch) {
  EXPECT_EQ(Pow<int64_t>{}(3, 4), 81);
  EXPECT_EQ(Pow<int64_t>{}(-2, 63), kLowest64);
  EXPECT_EQ(Pow<int32_t>{}(0, 0), 1);
  EXPECT_EQ(Pow<int32_t>{}(2, -1), 0);
  EXPECT_EQ(Pow<int32_t>{}(1, -5), 1);
  EXPECT_EQ(Pow<int32_t>{}(-1, -5), -1);
  EXPECT_EQ(Pow<int32_t>{}(-1, -4), 1);
  EXPECT_EQ(Pow<uint8_t>{}(2, 8), 0);
}

TEST(Functors, BoolsAreLogical) {
  const Scalar one[] = {1};
  EXPECT_TRUE(make<Add<bool>>(one)(true, true));
  EXPECT_FALSE(Mul<bool>{}(true, false));
  EXPECT_FALSE(BitwiseNot<bool>{}(true));
  EXPECT_TRUE(Maximum<bool>{}(false, true));
  EXPECT_TRUE(LogicalXor<float>{}(0.5f, 0.0f));
  EXPECT_FALSE(LogicalAnd<int32_t>{}(1, 0));
}

TEST(Functors, ParametersComeFromScalars) {
  const Scalar alpha[] = {2};
  EXPECT_EQ(make<Add<int64_t>>(alpha)(1, 3), 7);
  EXPECT_EQ(make<Sub<float>>(alpha)(1, 3), -5);
  const Scalar slope[] = {0.25};
  EXPECT_EQ(make<LeakyRelu<float>>(slope)(-4), -1);
  EXPECT_EQ(make<LeakyReluBackward<float>>(slope)(8, -4), 2);
  EXPECT_EQ(make<Elu<double>>(alpha)(-kInf), -2);
  const Scalar softplus[] = {2.0, 20.0};
  EXPECT_EQ(make<Softplus<float>>(softplus)(30), 30);
  EXPECT_NEAR(make<Softplus<double>>(softplus)(0.5), std::log1p(std::exp(1.0)) / 2, 1e-15);
  const Scalar only_max[] = {Scalar(), 3};
  EXPECT_EQ(make<Clamp<int32_t>>(only_max)(5), 3);
  EXPECT_EQ(make<Clamp<int32_t>>(only_max)(std::numeric_limits<int32_t>::lowest()),
            std::numeric_limits<int32_t>::lowest());
  EXPECT_EQ(make<Clamp<float>>(only_max)(-kInf), -kInf);
}

TEST(Functors, RoundTakesHalvesToEven) {
  EXPECT_EQ(Round<float>{}(0.5f), 0);
  EXPECT_EQ(Round<float>{}(1.5f), 2);
  EXPECT_EQ(Round<double>{}(-2.5), -2);
  EXPECT_EQ(Round<int32_t>{}(7), 7);
}

// The derivative of f at x by central differences.
template <class F>
double slope(const F& f, double x) {
  const double h = 1e-6;
  return (f(x + h) - f(x - h)) / (2 * h);
}

TEST(Functors, FusedDerivativesAreDerivatives) {
  const Scalar leaky[] = {0.1}, elu[] = {1.5}, softplus[] = {2.0, 20.0};
  for (double x : {-30.0, -3.0, -0.7, 0.2, 1.0, 5.0, 12.0}) {
    const auto expect = [x](double got, double want) { EXPECT_NEAR(got, 2 * want, 1e-8) << "at " << x; };
    expect(SigmoidBackward<double>{}(2, Sigmoid<double>{}(x)), slope(Sigmoid<double>{}, x));
    expect(TanhBackward<double>{}(2, Tanh<double>{}(x)), slope(Tanh<double>{}, x));
    expect(GeluBackward<double>{}(2, x), slope(Gelu<double>{}, x));
    expect(SiluBackward<double>{}(2, x), slope(Silu<double>{}, x));
    expect(LogSigmoidBackward<double>{}(2, x), slope(LogSigmoid<double>{}, x));
    expect(LeakyReluBackward<double>(leaky)(2, x), slope(LeakyRelu<double>(leaky), x));
    expect(EluBackward<double>(elu)(2, x), slope(Elu<double>(elu), x));
    expect(SoftplusBackward<double>(softplus)(2, x), slope(Softplus<double>(softplus), x));
  }
}

}  // namespace
