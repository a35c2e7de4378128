// Loops of elementwise ops: lengths on both sides of their tiles, one number for a row or for all, 16-bit floats.
#include <cstring>
#include <limits>

#include "draw.h"
#include "ops/activation.h"
#include "ops/table.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

class MapKernel : public WithThreads {
 protected:
  Draw draw{7};

  // Small whole numbers, which every dtype holds.
  Tensor draw_tensor(const Dims& sizes, Dtype dtype) {
    Tensor t = Tensor::empty(sizes, Dtype::float64);
    for (int64_t i = 0; i < t.numel(); ++i) t.data<double>()[i] = static_cast<double>(draw(-9, 9));
    return to(t, dtype);
  }
};

constexpr int64_t kLengths[] = {1, 2, 7, 8, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200, 257, 1023, 1025, 3000};

TEST_P(MapKernel, NumbersOnEitherSide) {
  for (const Dtype dtype : {Dtype::float32, Dtype::float64, Dtype::int8, Dtype::int32, Dtype::bfloat16}) {
    for (const int64_t n : kLengths) {
      const int64_t rows = n > 1000 ? 40 : 3;
      const Tensor a = draw_tensor({rows, n}, dtype), mask = draw_tensor({rows, n}, Dtype::float32) > 0.0;
      for (const Dims& sizes : {Dims{rows, 1}, Dims{1, n}, Dims{1, 1}, Dims{}}) {
        const Tensor b = draw_tensor(sizes, dtype), wide = draw_tensor(sizes, Dtype::float64);
        const std::vector<double> x = values(a), y = values(expand(b, {rows, n})), z = values(expand(wide, {rows, n})),
                                  m = values(mask);
        const std::vector<double> first = values(a - b), second = values(b - a), less = values(a < b),
                                  chosen = values(where(mask, b, a)), mixed = values(where(mask, a, wide));
        for (size_t i = 0; i < x.size(); ++i) {
          ASSERT_EQ(first[i], x[i] - y[i]) << "a - b of " << n << " in " << dtype;
          ASSERT_EQ(second[i], y[i] - x[i]) << "b - a of " << n << " in " << dtype;
          ASSERT_EQ(less[i], x[i] < y[i] ? 1 : 0) << "a < b of " << n << " in " << dtype;
          ASSERT_EQ(chosen[i], m[i] != 0 ? y[i] : x[i]) << "where of " << n << " in " << dtype;
          ASSERT_EQ(mixed[i], m[i] != 0 ? x[i] : z[i]) << "where of " << n << " in " << dtype;
        }
      }
    }
  }
}

TEST_P(MapKernel, OneFarNumberChangesNoOther) {
  for (const int64_t n : kLengths) {
    const Tensor x = to(draw_tensor({n}, Dtype::float64) * 0.37, Dtype::float32);
    const std::vector<double> powers = values(exp(x)), sines = values(sin(x));
    for (const double far : {100.0, -1e9, std::nan("")}) {
      const auto at = static_cast<size_t>(draw(0, n - 1));
      Tensor changed = clone(x);
      changed.data<float>()[at] = static_cast<float>(far);
      const std::vector<double> other_powers = values(exp(changed)), other_sines = values(sin(changed));
      for (size_t i = 0; i < powers.size(); ++i) {
        if (i == at) continue;
        ASSERT_EQ(other_powers[i], powers[i]) << i << " of " << n;
        ASSERT_EQ(other_sines[i], sines[i]) << i << " of " << n;
      }
    }
  }
}

TEST_P(MapKernel, SixteenBitFloatsRoundToEven) {
  std::vector<float> x;
  for (uint64_t bits = 0; bits < uint64_t{1} << 32; bits += 262139) {
    const auto low = static_cast<uint32_t>(bits);
    for (const uint32_t b : {low, (low & 0xffff0000u) | 0x8000u, (low & 0xffff0000u) | 0x7fffu, low | 0x7f800000u}) {
      float value;
      std::memcpy(&value, &b, sizeof value);
      x.push_back(value);
    }
  }
  const auto n = static_cast<int64_t>(x.size());
  Tensor wide = Tensor::empty({n}, Dtype::float32);
  std::copy(x.begin(), x.end(), wide.data<float>());
  const Tensor brain = to(wide, Dtype::bfloat16), half = to(wide, Dtype::float16);
  const Tensor back = to(brain, Dtype::float32);
  for (int64_t i = 0; i < n; ++i) {
    const float value = x[static_cast<size_t>(i)];
    const bfloat16 want(value);
    ASSERT_EQ(brain.data<bfloat16>()[i].bits, want.bits) << value;
    ASSERT_EQ(half.data<float16>()[i].bits, float16(value).bits) << value;
    const auto again = static_cast<float>(want);
    ASSERT_EQ(std::memcmp(&back.data<float>()[i], &again, sizeof again), 0) << value;
  }
}

TEST_P(MapKernel, NanOfTheDistributionFunctions) {
  const Tensor x = tensor({std::nan(""), -INFINITY, INFINITY, 0}, {4}, Dtype::float32);
  const std::vector<double> cdf = values(special_ndtr(x)), gelus = values(gelu(x, GeluApproximation::none));
  EXPECT_TRUE(std::isnan(cdf[0]) && std::isnan(gelus[0]) && std::isnan(gelus[1]));
  EXPECT_EQ(cdf[1], 0);
  EXPECT_EQ(cdf[2], 1);
  EXPECT_EQ(cdf[3], 0.5);
  EXPECT_EQ(gelus[2], INFINITY);
}

INSTANTIATE_TEST_SUITE_P(Threads, MapKernel, testing::Values(1, 2));

}  // namespace
}  // namespace nt::test
