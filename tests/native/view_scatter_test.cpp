// as_strided_scatter's gradients: the part is counted in self's memory, however self and its gradient lie.
#include "ops/shape.h"
#include "support.h"

namespace nt::test {
namespace {

// The gradients of sum(scatter * weights), whose derivatives are the weights themselves.
struct Gradients {
  std::vector<double> self, src;
};
Gradients gradients(const Tensor& memory, const std::function<Tensor(const Tensor&)>& view, const Dims& size,
                    const Dims& stride, const int64_t* offset) {
  const Tensor base = leaf(memory), src = leaf(wave(size, 7));
  const Tensor out = as_strided_scatter(view(base), src, size, stride, offset);
  backward({sum(out * counting(out.sizes()))}, {}, {}, {});
  return {values(grad_of(base)), values(grad_of(src))};
}

TEST(AsStridedScatter, CountsInATransposedSelf) {
  const int64_t zero = 0;
  // y = x.T has (1, 3) as its strides: places 0 and 1 of its memory are y[0, 0] and y[1, 0], whose weights are 0 and 2.
  const Gradients got = gradients(
      wave({2, 3}, 0), [](const Tensor& x) { return transpose(x, 0, 1) * 1.0; }, {2}, {1}, &zero);
  EXPECT_EQ(got.self, (std::vector<double>{0, 0, 4, 1, 3, 5}));
  EXPECT_EQ(got.src, (std::vector<double>{0, 2}));
}

TEST(AsStridedScatter, CountsFromTheBeginningOfMemory) {
  // self is the elements 2 to 7, the part 1, 3 and 5: the first is outside.
  const int64_t one = 1;
  const Gradients got = gradients(
      wave({8}, 0), [](const Tensor& x) { return narrow(x, 0, 2, 6); }, {3}, {2}, &one);
  EXPECT_EQ(got.self, (std::vector<double>{0, 0, 0, 0, 2, 0, 4, 5}));
  EXPECT_EQ(got.src, (std::vector<double>{0, 1, 3}));
}

TEST(AsStridedScatter, AddsUpWhatSelfRepeats) {
  // Rows of self are one: element 1 is replaced in each of them.
  const int64_t one = 1;
  const Gradients got = gradients(
      wave({3}, 0),
      [](const Tensor& x) {
        return expand(x, {2, 3});
      },
      {1}, {1}, &one);
  EXPECT_EQ(got.self, (std::vector<double>{3, 0, 7}));
  EXPECT_EQ(got.src, (std::vector<double>{5}));
}

TEST(AsStridedScatter, GradientsOfAnyLayout) {
  check_gradient(
      [](const std::vector<Tensor>& x) {
        return square(as_strided_scatter(transpose(x[0], 0, 1) * 2.0, x[1], {2, 2}, {4, 2}, nullptr));
      },
      {wave({3, 4}, 0), wave({2, 2}, 1)});
  check_gradient(
      [](const std::vector<Tensor>& x) {
        return square(as_strided_scatter(x[0], x[1], {2, 2}, {3, 1}, nullptr));
      },
      {wave({8}, 0), wave({2, 2}, 1)});
}

}  // namespace
}  // namespace nt::test
