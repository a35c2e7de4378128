// Every polynomial of functors/math.h against libm's double function: once as this file's own instruction set has it, once
// through the CPU's kernel table, which holds the best set that this machine runs.
#include "functors/math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "cpu/kernels/kernels.h"
#include "functors/table.h"

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

double sigmoid(double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); }
double gelu(double x) { return x * 0.5 * std::erfc(-x * std::sqrt(0.5)) + 0.0; }  // of -0: 0, as in PyTorch

struct Row {
  const char* name;
  float (*function)(float);
  double (*exact)(double);
  nt::MapOp op;
  double ulps;  // the bound, without FMA
};
// clang-format off
#define NT_TEST_ROW(name, ulps) \
  Row{#name, [](float x) { return nt::m::name(x); }, [](double x) -> double { return std::name(x); }, nt::MapOp::name, ulps}
// clang-format on
const Row kRows[] = {
    NT_TEST_ROW(exp, 1.1),
    NT_TEST_ROW(exp2, 1.2),
    NT_TEST_ROW(expm1, 1.7),
    NT_TEST_ROW(log, 0.9),
    NT_TEST_ROW(log2, 1.8),
    NT_TEST_ROW(log10, 1.9),
    NT_TEST_ROW(log1p, 1.7),
    NT_TEST_ROW(sin, 1.6),
    NT_TEST_ROW(cos, 1.8),
    NT_TEST_ROW(tanh, 1.4),
    NT_TEST_ROW(erf, 1.7),
    NT_TEST_ROW(erfc, 4.5),
    Row{"sigmoid", [](float x) { return nt::m::sigmoid(x); }, sigmoid, nt::MapOp::sigmoid, 2.4},
    // Of gelu 4.5 where the distribution function isn't denormal.
    Row{"gelu", [](float x) { return x * nt::m::normal_cdf(x) + 0.0f; }, gelu, nt::MapOp::gelu_exact, 7.5},
};
#undef NT_TEST_ROW

float from_bits(uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// Floats of every size and sign, and the special ones.
const std::vector<float>& operands() {
  static const std::vector<float> all = [] {
    std::vector<float> x = {0.0f, -0.0f, 1.0f, -1.0f, INFINITY, -INFINITY, NAN, -NAN};
    for (uint32_t bits : {1u, 0x7fffffu, 0x800000u, 0x3f7fffffu, 0x3f800001u, 0x7f7fffffu, 0x7f800001u}) {
      x.push_back(from_bits(bits));
      x.push_back(from_bits(bits | 0x80000000u));
    }
    constexpr uint64_t kStep = 20011;
    for (uint64_t bits = 0; bits < uint64_t{1} << 32; bits += kStep)
      x.push_back(from_bits(static_cast<uint32_t>(bits)));
    return x;
  }();
  return all;
}

// The distance in units of the last place that a float has near `exact`; 0 where both are NaN or the same infinity, zero
// included its sign.
double error_in_ulps(float got, double exact) {
  if (std::isnan(exact) || std::isnan(got)) return std::isnan(exact) && std::isnan(got) ? 0 : kInf;
  const auto rounded = static_cast<float>(exact);
  if (std::isinf(rounded) || std::isinf(got)) {
    // Around the largest float, one of the two may round to infinity.
    const float limit = std::numeric_limits<float>::max();
    const double near = std::isinf(got) ? std::copysign(limit, got) : got;
    return got == rounded ? 0 : std::fabs(near - std::copysign(limit, exact)) / std::ldexp(1.0, 104);
  }
  if (exact == 0) return got == 0 && std::signbit(got) == std::signbit(exact) ? 0 : kInf;
  int exponent;
  std::frexp(exact, &exponent);
  return std::fabs(got - exact) / std::ldexp(1.0, exponent > -125 ? exponent - 24 : -149);
}

void expect_close(const Row& row, const std::vector<float>& got) {
  double worst = -1;
  size_t where = 0;
  for (size_t i = 0; i < got.size(); ++i) {
    const double error = error_in_ulps(got[i], row.exact(operands()[i]));
    if (error > worst) worst = error, where = i;
  }
  const float x = operands()[where];
  EXPECT_LE(worst, row.ulps) << row.name << "(" << x << ") is " << got[where] << ", not " << row.exact(x);
}

class Math : public testing::TestWithParam<Row> {};

TEST_P(Math, FunctionIsWithinItsBoundForEveryKindOfFloat) {
  std::vector<float> got;
  for (float x : operands()) got.push_back(GetParam().function(x));
  expect_close(GetParam(), got);
}

TEST_P(Math, KernelIsWithinItsBoundForEveryKindOfFloat) {
  std::vector<float> got(operands().size());
  nt::cpu::MapRun run;
  run.out = got.data();
  run.in[0] = operands().data();
  run.n = static_cast<int64_t>(got.size());
  run.params = nullptr;
  const auto loop = nt::cpu::kernels().map[static_cast<int>(GetParam().op)][static_cast<int>(nt::Dtype::float32)];
  ASSERT_NE(loop, nullptr);
  loop(run);
  expect_close(GetParam(), got);
}

INSTANTIATE_TEST_SUITE_P(Functions, Math, testing::ValuesIn(kRows), [](const auto& row) { return row.param.name; });

TEST(MathSpecial, AreThoseOfLibm) {
  namespace m = nt::m;
  const float inf = INFINITY;
  EXPECT_EQ(m::exp(-inf), 0.0f);
  EXPECT_EQ(m::exp(inf), inf);
  EXPECT_TRUE(m::isfinite(m::exp(88.72283f))) << "the last one";
  EXPECT_EQ(m::exp(88.73f), inf);
  EXPECT_EQ(m::exp(-103.0f), from_bits(1)) << "denormal";
  EXPECT_EQ(m::expm1(-inf), -1.0f);
  EXPECT_EQ(m::expm1(1e-40f), 1e-40f);
  EXPECT_EQ(m::log(0.0f), -inf);
  EXPECT_EQ(m::log(-0.0f), -inf);
  EXPECT_TRUE(std::isnan(m::log(-1.0f)));
  EXPECT_EQ(m::log1p(-1.0f), -inf);
  EXPECT_TRUE(std::signbit(m::log1p(-0.0f)));
  EXPECT_TRUE(std::signbit(m::sin(-0.0f)));
  EXPECT_TRUE(std::signbit(m::tanh(-0.0f)));
  EXPECT_TRUE(std::signbit(m::erf(-0.0f)));
  EXPECT_TRUE(std::isnan(m::sin(inf)));
  EXPECT_EQ(m::tanh(inf), 1.0f);
  EXPECT_EQ(m::erf(-inf), -1.0f);
  EXPECT_EQ(m::erfc(-inf), 2.0f);
  EXPECT_EQ(m::sigmoid(-inf), 0.0f);
  EXPECT_EQ(m::sigmoid(inf), 1.0f);
  EXPECT_EQ(m::nearbyint(2.5f), 2.0f);
  EXPECT_TRUE(m::isinf(-inf));
  EXPECT_FALSE(m::isfinite(std::numeric_limits<double>::quiet_NaN()));
}

TEST(MathSpecial, ExponentialsOfOrdinaryNumbersAreTheSame) {
  namespace poly = nt::poly;
  for (float x : operands()) {
    const bool is_near = std::abs(x) <= poly::kNearPower;
    if (is_near) {
      ASSERT_EQ(poly::exp_near(x), nt::m::exp(x)) << x;
    }
    if (x <= 0) {
      ASSERT_EQ(poly::exp_or_zero(x), is_near ? nt::m::exp(x) : 0.0f) << x;
    }
  }
  EXPECT_TRUE(std::isnan(poly::exp_or_zero(NAN)));
  EXPECT_TRUE(std::isnan(poly::exp_or_zero(from_bits(0xffc12345u))));
}

TEST(MathSpecial, AnglesBeyondThePolynomialsRangeKeepTheirDigits) {
  EXPECT_FLOAT_EQ(nt::m::sin(1e20f), std::sin(1e20f));
  EXPECT_FLOAT_EQ(nt::m::cos(-3e38f), std::cos(-3e38f));
}

}  // namespace
