// Reading by an index and scanning lines against their definitions: odd sizes, holes, one and two threads.
#include "draw.h"
#include "ops/scan.h"
#include "ops/scatter.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

class IndexKernel : public WithThreads {
 protected:
  Draw draw{5};

  Tensor draw_numbers(const Dims& sizes, int64_t first, int64_t last, Dtype dtype) {
    Tensor t = Tensor::empty(sizes, Dtype::float64);
    for (int64_t i = 0; i < t.numel(); ++i) t.data<double>()[i] = static_cast<double>(draw(first, last));
    return to(t, dtype);
  }

  // Up to 130,000 elements, so that threads share them.
  Dims draw_sizes() {
    static const int64_t sizes[] = {1, 2, 3, 17, 64, 100, 513, 1000};
    Dims result;
    int64_t numel = 1;
    for (int64_t d = draw(1, 3); d > 0; --d) {
      const int64_t size = sizes[static_cast<size_t>(draw(0, 7))];
      result.push_back(numel * size > 130000 ? 2 : size);
      numel *= result.back();
    }
    return result;
  }
};

// Offset of element i of row-major `sizes` in steps of `strides`, with `at` instead of the place along dim.
int64_t offset(int64_t i, const Dims& sizes, const Dims& strides, int dim, int64_t at) {
  int64_t result = 0;
  for (int d = sizes.size() - 1; d >= 0; --d) {
    result += (d == dim ? at : i % sizes[d]) * strides[d];
    i /= sizes[d];
  }
  return result;
}

TEST_P(IndexKernel, GatherAlongAnyDimension) {
  for (int round = 0; round < 200; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::int16, Dtype::uint8};
    Dims sizes = draw_sizes();
    const int dim = static_cast<int>(draw(0, sizes.size() - 1));
    const Tensor index = draw_numbers(sizes, 0, 40, Dtype::int64);
    for (int d = 0; d < sizes.size(); ++d) sizes[d] += draw(0, 2);
    sizes[dim] = 41;
    Tensor x = draw_numbers(sizes, 0, 100, dtypes[round % 4]);
    if (draw(0, 1) == 1 && sizes.size() > 1) x = transpose(contiguous(transpose(x, 0, 1)), 0, 1);
    const std::vector<double> from = values(x), places = values(index), got = values(gather(x, dim, index));
    const Dims steps = contiguous_strides(sizes);
    for (size_t i = 0; i < places.size(); ++i) {
      const int64_t place = offset(static_cast<int64_t>(i), index.sizes(), steps, dim, static_cast<int64_t>(places[i]));
      ASSERT_EQ(got[i], from[static_cast<size_t>(place)])
          << "element " << i << " of " << index.sizes() << " along " << dim;
    }
    Tensor wrong = clone(index);
    const int64_t outside = draw(0, 1) == 1 ? 41 : -1;
    wrong.data<int64_t>()[draw(0, wrong.numel() - 1)] = outside;
    std::string text;
    EXPECT_EQ(error_code([&] { gather(x, dim, wrong); }, &text), static_cast<int>(Code::index));
    EXPECT_NE(text.find("index " + std::to_string(outside) + " is out of range"), std::string::npos) << text;
  }
}

TEST_P(IndexKernel, ScansOfManyLines) {
  for (int round = 0; round < 100; ++round) {
    const Dims sizes = draw_sizes();
    const int dim = round % 2 == 0 ? sizes.size() - 1 : static_cast<int>(draw(0, sizes.size() - 1));
    const Tensor x = draw_numbers(sizes, -9, 9, round % 3 == 0 ? Dtype::int64 : Dtype::float32);
    const std::vector<double> v = values(x), sums = values(cumsum(x, dim));
    const auto extremes = cummax(x, dim);
    const std::vector<double> best = values(extremes.first), where = values(extremes.second);
    const Dims steps = contiguous_strides(sizes);
    for (int64_t i = 0; i < x.numel(); ++i) {
      const int64_t at = i / steps[dim] % sizes[dim];
      const size_t here = static_cast<size_t>(i), before = static_cast<size_t>(i - steps[dim]);
      ASSERT_EQ(sums[here], v[here] + (at > 0 ? sums[before] : 0))
          << "element " << i << " of " << sizes << " along " << dim;
      const bool wins = at == 0 || v[here] >= best[before];
      ASSERT_EQ(best[here], wins ? v[here] : best[before]);
      ASSERT_EQ(where[here], wins ? static_cast<double>(at) : where[before]);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, IndexKernel, testing::Values(1, 2));

}  // namespace
}  // namespace nt::test
