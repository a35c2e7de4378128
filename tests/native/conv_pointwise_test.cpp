// Convolutions with windows of one element, as products.
#include "conv_support.h"

#include "cpu/conv_pointwise.h"

namespace nt::test {
namespace {

using PointwiseConvolution = WithThreads;

TEST_P(PointwiseConvolution, EqualsFloat64ForRandomShapes) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  };
  for (int i = 0; i < 40; ++i) {
    const int64_t stride_y = i % 2 ? 1 : pick(1, 3), stride_x = i % 2 ? 1 : pick(1, 3);
    const ConvShape s{pick(1, 5), pick(64, 100), pick(64, 100), 1, stride_y * pick(11, 14), stride_x * pick(12, 17),
                      1, 1, stride_y, stride_x, 0, 0, 1, 1};
    ConvArgs a = args_of(s);
    a.dtype = Dtype::float32;
    ASSERT_TRUE(cpu::pointwise_takes(a)) << s;
    check(s, i % 4 < 2);
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Cpu, PointwiseConvolution, testing::Values(1, 2, 3));

}  // namespace
}  // namespace nt::test
