// Operands that share memory with what is written.
#include "support.h"

namespace nt::test {
namespace {

// Mask and result are one matrix, read across the order in which it is written.
TEST(MaskedFill, ReadsAMaskThatIsItsTransposedSelf) {
  constexpr int64_t n = 64;
  Tensor m = full({n, n}, Scalar(false), Dtype::boolean);
  m.data<bool>()[40] = m.data<bool>()[40 * n] = true;
  masked_fill(m, transpose(m, 0, 1), Scalar(false), &m);
  for (double v : values(m)) EXPECT_EQ(v, 0);
}

TEST(MaskedFill, WritesIntoItsTransposedSelf) {
  constexpr int64_t n = 64;
  Tensor x = counting({n, n}, Dtype::float32);
  const std::vector<double> before = values(x);
  const Tensor mask = full({n, n}, Scalar(false), Dtype::boolean);
  masked_fill(transpose(x, 0, 1), mask, Scalar(7.0), &x);
  const std::vector<double> after = values(x);
  for (size_t i = 0; i < after.size(); ++i) ASSERT_EQ(after[i], before[i % n * n + i / n]);
}

// A mask that says the same of a whole row, of a matrix and of its transposed one.
TEST(MaskedFill, TakesAMaskOfRows) {
  constexpr int64_t m = 5, n = 37;
  const Tensor x = counting({m, n}, Dtype::float32);
  Tensor mask = full({m, 1}, Scalar(false), Dtype::boolean);
  mask.data<bool>()[1] = mask.data<bool>()[4] = true;
  const std::vector<double> before = values(x), after = values(masked_fill(x, mask, Scalar(-3.0)));
  const Tensor crossed = counting({n, m}, Dtype::float32);
  const std::vector<double> other = values(crossed);
  Tensor turned = transpose(crossed, 0, 1);
  masked_fill(turned, mask, Scalar(-3.0), &turned);
  const std::vector<double> filled = values(crossed);
  for (int64_t i = 0; i < m; ++i) {
    for (int64_t j = 0; j < n; ++j) {
      const auto at = static_cast<size_t>(i * n + j), across = static_cast<size_t>(j * m + i);
      const bool hidden = i == 1 || i == 4;
      ASSERT_EQ(after[at], hidden ? -3 : before[at]);
      ASSERT_EQ(filled[across], hidden ? -3 : other[across]);
    }
  }
}

}  // namespace
}  // namespace nt::test
