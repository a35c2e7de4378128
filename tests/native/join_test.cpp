// Joining against its definition: dense operands and views, mixed dtypes, empty ones.
#include "draw.h"
#include "ops/shape.h"
#include "support.h"

namespace nt::test {
namespace {

TEST(Cat, IsItsDefinition) {
  Draw draw{11};
  const Dtype dtypes[] = {Dtype::float32, Dtype::int64, Dtype::uint8, Dtype::float64};
  for (int round = 0; round < 400; ++round) {
    Dims sizes;
    for (int64_t d = draw(1, 4); d > 0; --d) sizes.push_back(draw(1, round % 20 == 0 ? 40 : 6));
    const int dim = static_cast<int>(draw(0, sizes.size() - 1));
    const bool mixed = draw(0, 2) == 0;
    std::vector<Tensor> parts;
    Dims whole = sizes;
    whole[dim] = 0;
    for (int64_t n = draw(1, 10); n > 0; --n) {
      sizes[dim] = draw(0, 5);
      whole[dim] += sizes[dim];
      // A view: dimensions exchanged, or every second element of something larger.
      const int other = static_cast<int>(draw(0, sizes.size() - 1));
      Dims swapped = sizes;
      std::swap(swapped[dim], swapped[other]);
      Tensor part =
          transpose(to(wave(swapped, static_cast<double>(n)) * 100.0, dtypes[mixed ? draw(0, 3) : 0]), dim, other);
      if (draw(0, 2) == 0) part = slice(cat({part, part}, other), other, 0, 2 * part.size(other), 2);
      parts.push_back(part);
      if (draw(0, 6) == 0) parts.push_back(Tensor::empty({0}, dtypes[0]));
    }
    const Tensor joined = cat(parts, dim);
    ASSERT_EQ(joined.version(), 0u);
    if (joined.numel() == 0) continue;
    ASSERT_EQ(joined.sizes(), whole);
    int64_t start = 0;
    for (const Tensor& part : parts) {
      if (part.numel() == 0) continue;
      const Tensor there = narrow(joined, dim, start, part.size(dim));
      ASSERT_EQ(values(there), values(to(part, joined.dtype()))) << round;
      start += part.size(dim);
    }
  }
}

TEST(Cat, GradientGoesToEachPart) {
  check_gradient(
      [](const std::vector<Tensor>& x) {
        return square(cat({x[0], transpose(x[1], 0, 1), x[0]}, 1));
      },
      {wave({2, 3}, 0), wave({4, 2}, 5)});
}

}  // namespace
}  // namespace nt::test
