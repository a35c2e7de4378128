// How results of elementwise ops lie: strides that PyTorch 1.13 gives, and the right elements in them.
#include "ops/layout.h"

#include <numeric>

#include "draw.h"
#include "ops/activation.h"
#include "ops/ternary.h"
#include "support.h"

namespace nt::test {
namespace {

Tensor strided(const Dims& sizes, const Dims& strides) {
  int64_t extent = 1;
  for (int d = 0; d < sizes.size(); ++d) extent += (sizes[d] - 1) * strides[d];
  return as_strided(wave({extent}, 1), sizes, strides, 0);
}

struct Row {
  Dims sizes, strides, others_sizes, others_strides, result;
};

TEST(Layout, IsPyTorchs) {
  const Row rows[] = {
#include "layout_rows.inc"
  };
  for (const Row& row : rows) {
    const Tensor a = strided(row.sizes, row.strides), b = strided(row.others_sizes, row.others_strides);
    EXPECT_EQ((a + b).strides(), row.result) << row.sizes << row.strides << row.others_sizes << row.others_strides;
  }
}

TEST(Layout, OneOperandKeepsItsOrder) {
  const Tensor x = strided({2, 3, 4}, {1, 8, 2});
  for (const Tensor& y : {relu(x), exp(x), isnan(x), x * 2.0, 1.0 - x, x + sum(x), where(x > 0.0, x, x)}) {
    EXPECT_EQ(y.strides(), x.strides());
    EXPECT_FALSE(y.is_contiguous());
  }
  const Tensor holes = slice(x, 1, 0, 2, 1);
  EXPECT_EQ(relu(holes).strides(), (Dims{1, 8, 2}));  // dense again, in the same order
}

TEST(Layout, SomeAreDenseWhateverTheirOperand) {
  const Tensor x = strided({4, 3}, {1, 4}), weights = wave({3}, 0);
  for (const Tensor& y : {log_sigmoid(x), prelu(x, weights), prelu(x, narrow(weights, 0, 0, 1))}) {
    EXPECT_EQ(y.strides(), (Dims{3, 1}));
  }
  const Tensor image = permute(wave({2, 5, 4, 3}, 0), {0, 3, 1, 2});
  EXPECT_EQ(prelu(image, weights).strides(), image.strides());
  EXPECT_EQ(log_sigmoid(image).strides(), (Dims{60, 20, 4, 1}));
  expect_near(values(log_sigmoid(x)), values(log_sigmoid(contiguous(x))));
  EXPECT_EQ(values(prelu(x, weights)), values(prelu(contiguous(x), weights)));
}

TEST(Layout, ElementsAreTheSameInAnyOrder) {
  Draw draw{9};
  for (int round = 0; round < 300; ++round) {
    Dims sizes;
    for (int64_t d = draw(1, 4); d > 0; --d) sizes.push_back(draw(1, 7));
    // An operand of these sizes: permuted, with holes, or broadcast.
    const auto operand = [&] {
      Dims have = sizes;
      for (int d = 0; d < sizes.size(); ++d) {
        if (draw(0, 4) == 0) have[d] = 1;
      }
      std::vector<int> order(static_cast<size_t>(sizes.size()));
      std::iota(order.begin(), order.end(), 0);
      std::shuffle(order.begin(), order.end(), draw.engine);
      Dims strides = have;
      int64_t step = draw(0, 3) == 0 ? 2 : 1;
      for (int d : order) {
        strides[d] = step;
        step *= have[d] + (draw(0, 5) == 0);
      }
      return strided(have, strides);
    };
    const Tensor a = operand(), b = operand(), c = operand();
    ASSERT_EQ(values(a * b), values(contiguous(a) * contiguous(b)));
    ASSERT_EQ(values(exp(a)), values(exp(contiguous(a))));
    ASSERT_EQ(values(where(a > 0.0, b, c)), values(where(contiguous(a) > 0.0, contiguous(b), contiguous(c))));
    expect_near(values(addcmul(a, b, c, 2)), values(contiguous(a) + 2.0 * (contiguous(b) * contiguous(c))));
  }
}

TEST(Layout, GradientsGoThroughOrders) {
  check_gradient(
      [](const std::vector<Tensor>& x) { return exp(transpose(x[0], 0, 1) * 0.5) * transpose(x[1], 0, 1) + x[2]; },
      {wave({3, 4}, 0), wave({3, 4}, 1), wave({4, 3}, 2)});
}

}  // namespace
}  // namespace nt::test
