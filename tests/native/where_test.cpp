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

}  // namespace
}  // namespace nt::test
