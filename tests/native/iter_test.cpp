// Iter: broadcasting, order, merging, and elementwise ops over every kind of strides.
#include "core/iter.h"

#include "ops/elementwise.h"
#include "support.h"

namespace nt::test {
namespace {

TEST(Iter, DenseOperandsBecomeOneDimension) {
  const Tensor a = counting({2, 3, 4}), b = counting({2, 3, 4}), out = empty_like(a);
  const Iter it = elementwise(out, {&a, &b});
  EXPECT_EQ(it.ndim, 1);
  EXPECT_EQ(it.shape[0], 24);
  EXPECT_EQ(it.operand[1].strides[0], 8);
}

TEST(Iter, ABroadcastDimensionHasStrideZero) {
  const Tensor a = counting({2, 3}), b = counting({3}), out = empty_like(a);
  const Iter it = elementwise(out, {&a, &b});
  ASSERT_EQ(it.ndim, 2);
  EXPECT_EQ(it.shape[0], 3);
  EXPECT_EQ(it.operand[2].strides[1], 0);
}

TEST(Iter, TransposedOperandsAllAreMergedAgain) {
  const Tensor base = counting({4, 5}), a = transpose(base, 0, 1);
  Tensor out = transpose(counting({4, 5}), 0, 1);
  EXPECT_EQ(elementwise(out, {&a}).ndim, 1);
}

TEST(Iter, DimensionsOfSizeOneGo) {
  const Tensor a = counting({1, 5, 1}), out = empty_like(a);
  EXPECT_EQ(elementwise(out, {&a}).ndim, 1);
  const Tensor s = counting({1, 1}), scalar_out = empty_like(s);
  EXPECT_EQ(elementwise(scalar_out, {&s}).ndim, 0);
}

TEST(Iter, PartsAndIndexWidth) {
  const Tensor a = counting({6}), out = empty_like(a);
  const Iter whole = elementwise(out, {&a}), part = whole.part(0, 2, 3);
  EXPECT_EQ(part.numel, 3);
  EXPECT_EQ(part.operand[1].data - whole.operand[1].data, 16);
  EXPECT_TRUE(whole.fits_32bit());
}

// a + b against the definition, for operands of many layouts.
TEST(Iter, EveryLayoutGivesTheSameSum) {
  const Dims sizes{3, 4, 5};
  const Tensor base = counting({10, 8, 6});
  const std::vector<Tensor> operands = {
      counting(sizes),
      permute(counting({5, 3, 4}), {1, 2, 0}),
      slice(slice(slice(base, 0, 1, 7, 2), 1, 0, 4, 1), 2, 0, 5, 1),
      expand(counting({4, 1}), sizes),
      expand(counting({3, 1, 1}), sizes),
      to(counting(sizes), Dtype::int32),
      to(counting(sizes), Dtype::float16),
      to(permute(counting({5, 3, 4}), {1, 2, 0}), Dtype::bfloat16),
  };
  for (const Tensor& a : operands) {
    for (const Tensor& b : operands) {
      const std::vector<double> x = values(a), y = values(b), sum = values(to(a, Dtype::float64) + b);
      for (size_t i = 0; i < x.size(); ++i) ASSERT_EQ(sum[i], x[i] + y[i]);
    }
  }
}

TEST(Iter, LargeStridedAndBroadcastWorkIsSplitOverThreads) {
  const Tensor a = transpose(counting({300, 500}), 0, 1), b = counting({300});
  const Tensor c = a * b;
  for (int64_t i : {0, 1, 499}) {
    for (int64_t j : {0, 7, 299}) {
      EXPECT_EQ(values(select(select(c, 0, i), 0, j))[0], static_cast<double>((j * 500 + i) * j));
    }
  }
}

TEST(Iter, SixteenBitFloatsRoundToNearestEven) {
  const Tensor x = tensor({1.0009765625, 1.00048828125, 65519, 65520, 1e-8, 6e-8, NAN, -INFINITY});
  const std::vector<double> half = values(to(x, Dtype::float16));
  EXPECT_EQ(half[0], 1.0009765625);
  EXPECT_EQ(half[1], 1.0);
  EXPECT_EQ(half[2], 65504);
  EXPECT_TRUE(std::isinf(half[3]));
  EXPECT_EQ(half[4], 0);
  EXPECT_NEAR(half[5], 5.96e-8, 1e-10);
  EXPECT_TRUE(std::isnan(half[6]));
  EXPECT_EQ(half[7], -INFINITY);
}

// Shapes that do not fit say which sizes differ.
TEST(Iter, BroadcastErrorsNameTheSizes) {
  std::string text;
  EXPECT_EQ(error_code([] { counting({2, 3}) + counting({4}); }, &text), static_cast<int>(Code::shape));
  EXPECT_EQ(text, "[add] (2, 3) and (4,) cannot be broadcast: sizes 3 and 4 of dimension 1 differ");
}

TEST(Iter, OverlappingOutputsAreComputedAside) {
  Tensor base = counting({6});
  const Tensor from = narrow(base, 0, 0, 5);
  Tensor into = narrow(base, 0, 1, 5);
  add(from, scalar_tensor(10.0), 1, &into);
  expect_near(values(base), {0, 10, 11, 12, 13, 14});
}

}  // namespace
}  // namespace nt::test
