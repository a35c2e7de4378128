// How results of elementwise ops lie: strides that PyTorch 1.13 gives, and the right elements in them.
#include "ops/layout.h"

#include <numeric>

#include "draw.h"
#include "ops/activation.h"
#include "ops/shape.h"
#include "ops/ternary.h"
#include "support.h"

namespace nt::test {
namespace {

Tensor strided(const Dims& sizes, const Dims& strides) {
  int64_t extent = 1;
  for (int d = 0; d < sizes.size() && numel_of(sizes) > 0; ++d) extent += (sizes[d] - 1) * strides[d];
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

TEST(Layout, CopiesLieAsTheirOperand) {
  struct CopyRow {
    Dims sizes, strides, result;
  };
  const CopyRow rows[] = {
#include "layout_copy_rows.inc"
  };
  for (const CopyRow& row : rows) {
    const Tensor x = strided(row.sizes, row.strides);
    for (const Tensor& copy : {clone(x), to(x, Dtype::float32), to(x, x.dtype(), x.device(), true), flip(x, {0})}) {
      EXPECT_EQ(copy.strides(), row.result) << row.sizes << row.strides;
      EXPECT_FALSE(copy.storage().block() == x.storage().block());
    }
    EXPECT_EQ(values(clone(x)), values(x));
    expect_near(values(to(x, Dtype::float32)), values(x), 1e-7);
    EXPECT_EQ(values(flip(flip(x, {-1}), {-1})), values(x));
    EXPECT_TRUE(contiguous(x).is_contiguous() && row_major_copy(x).is_contiguous());
  }
}

// What PyTorch 1.13 gives for images with channels last, and for parts of them.
TEST(Layout, JoinedTensorsKeepChannelsLast) {
  const Tensor image = permute(wave({2, 4, 5, 3}, 0), {0, 3, 1, 2}), part = slice(image, 2, 0, 4, 2),
               other = contiguous(image);
  EXPECT_EQ(cat({image, image}, 1).strides(), (Dims{120, 1, 30, 6}));
  EXPECT_EQ(cat({part, narrow(image, 2, 0, 2)}, 1).strides(), (Dims{60, 1, 30, 6}));
  EXPECT_EQ(cat({image, other}, 0).strides(), (Dims{60, 20, 5, 1}));
  EXPECT_EQ(cat({image, Tensor::empty({0}, image.dtype())}, 0).strides(), (Dims{60, 20, 5, 1}));
  EXPECT_EQ(values(cat({image, part, image}, 2)), values(cat({other, contiguous(part), other}, 2)));
  const Tensor volume = permute(wave({2, 4, 5, 6, 3}, 0), {0, 4, 1, 2, 3});
  EXPECT_EQ(cat({volume, volume}, 1).strides(), (Dims{720, 1, 180, 36, 6}));
  EXPECT_EQ(values(cat({volume, volume}, 1)), values(cat({contiguous(volume), volume}, 1)));

  EXPECT_EQ(roll(image, {1, 1}, {0, 1}).strides(), image.strides());
  EXPECT_EQ(roll(image, {0}, {0}).strides(), other.strides());
  EXPECT_EQ(roll(transpose(image, 1, 2), {1}, {0}).strides(), (Dims{60, 15, 5, 1}));
  EXPECT_EQ(rot90(image, 2, {2, 3}).strides(), image.strides());
  EXPECT_EQ(rot90(image, 0, {2, 3}).strides(), other.strides());
  EXPECT_EQ(values(roll(image, {1, 1}, {0, 1})), values(roll(other, {1, 1}, {0, 1})));
}

TEST(Layout, HalvesOfGlu) {
  const Tensor x = transpose(wave({6, 4}, 0), 0, 1);
  EXPECT_EQ(glu(x, 1).strides(), (Dims{1, 4}));
  EXPECT_EQ(glu(x, 0).strides(), (Dims{1, 2}));
}

TEST(Layout, GradientsOfLeavesAreRowMajor) {
  const Tensor x = leaf(wave({3, 4}, 0));
  backward({sum(exp(transpose(clone(transpose(x, 0, 1)), 0, 1)))}, {}, {}, {});
  EXPECT_TRUE(grad_of(x).is_contiguous());
  const Tensor y = leaf(wave({3, 4}, 0));
  backward({transpose(y, 0, 1) * 2.0}, {wave({4, 3}, 1)}, {}, {});
  EXPECT_TRUE(grad_of(y).is_contiguous());
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
