// Elementwise results that are too large for the caches, whose stores go past them, against the same in small parts.
#include "ops/layout.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

using StreamKernel = WithThreads;

constexpr int64_t kRow = 4099, kRows = 2100;  // 34 MB of float32

Tensor numbers(const Dims& sizes, Dtype dtype, double start) {
  return to(arange(start, start + static_cast<double>(numel_of(sizes)), 1, dtype), dtype);
}

// `whole` is what f makes of x and y row by row.
void expect_rows(const Tensor& whole, const Tensor& x, const Tensor& y,
                 const std::function<Tensor(const Tensor&, const Tensor&)>& f) {
  for (int64_t row = 0; row < x.size(0); row += 100) {
    const int64_t rows = std::min<int64_t>(100, x.size(0) - row);
    const Tensor part = f(narrow(x, 0, row, rows), narrow(y, 0, row, rows));
    ASSERT_TRUE(*all(eq(part, narrow(whole, 0, row, rows))).data<bool>()) << "rows from " << row;
  }
}

TEST_P(StreamKernel, IsWhatItsPartsAre) {
  for (const Dtype dtype : {Dtype::float32, Dtype::float64, Dtype::int32}) {
    const Tensor x = reshape(numbers({kRows * kRow}, dtype, 1), {kRows, kRow}),
                 y = reshape(numbers({kRows * kRow}, dtype, 5), {kRows, kRow});
    expect_rows(x * y, x, y, [](const Tensor& a, const Tensor& b) { return a * b; });
    // One operand is converted, one is broadcast.
    const Tensor column = to(narrow(x, 1, 0, 1), Dtype::int16);
    expect_rows(x + column, x, column, [](const Tensor& a, const Tensor& b) { return a + b; });
  }
}

TEST_P(StreamKernel, ResultsOfOtherDtypesAreWhatTheirPartsAre) {
  const Tensor x = reshape(numbers({2 * kRows * kRow}, Dtype::float32, 1), {2 * kRows, kRow}),
               y = reshape(numbers({2 * kRows * kRow}, Dtype::float32, 3), {2 * kRows, kRow}), row = narrow(y, 0, 0, 1);
  const auto both = [&](const std::function<Tensor(const Tensor&, const Tensor&)>& f) {
    expect_rows(f(x, y), x, y, f);
  };
  both([](const Tensor& a, const Tensor&) { return to(a, Dtype::float64); });
  both([](const Tensor& a, const Tensor&) { return to(a, Dtype::bfloat16); });
  both([](const Tensor& a, const Tensor& b) { return to(a, Dtype::bfloat16) + to(b, Dtype::bfloat16); });
  both([](const Tensor& a, const Tensor& b) { return where(a > 1000.0, a, b); });
  both([&](const Tensor& a, const Tensor&) { return where(a > 1000.0, row, a); });
  both([](const Tensor& a, const Tensor&) { return exp(a * 1e-5); });
  const Tensor many = numbers({(33 << 20) + 5}, Dtype::float32, 1), less = many < 5e6;
  EXPECT_EQ(values(sum(less, {}))[0], 5e6 - 1);
}

TEST_P(StreamKernel, ResultsMayBeginAnywhere) {
  const Tensor x = reshape(numbers({kRows * kRow}, Dtype::float32, 1), {kRows, kRow});
  // Rows with a hole behind each, and one run of memory behind its line's beginning.
  const Tensor room = zeros({kRows, kRow + 2}, Dtype::float32), line = zeros({kRows * kRow + 9}, Dtype::float32);
  for (int64_t start : {0, 1, 2}) {
    Tensor into = narrow(room, 1, start, kRow);
    add(x, x, 1, &into);
    expect_rows(into, x, x, [](const Tensor& a, const Tensor& b) { return a + b; });
    Tensor run = reshape(narrow(line, 0, 3 * start + 1, kRows * kRow), {kRows, kRow});
    add(x, x, 1, &run);
    expect_rows(run, x, x, [](const Tensor& a, const Tensor& b) { return a + b; });
    EXPECT_EQ(line.data<float>()[3 * start], 0);
    std::fill_n(line.data<float>(), line.numel(), 0.0f);
  }
}

TEST_P(StreamKernel, CopiesMayBeginAnywhere) {
  for (const Dtype dtype : {Dtype::float32, Dtype::uint8}) {
    const Tensor x = to(numbers({kRows * kRow * 4 + 9}, Dtype::float32, 1), dtype);
    for (int64_t start : {0, 1, 7}) {
      const Tensor from = narrow(x, 0, start, x.numel() - 9), room = zeros({x.numel()}, dtype);
      Tensor into = narrow(room, 0, 5, from.numel());
      copy_(into, from);
      EXPECT_TRUE(*all(eq(into, from)).data<bool>()) << "from " << start;
      EXPECT_FALSE(*any(narrow(room, 0, 0, 5)).data<bool>());
      EXPECT_FALSE(*any(narrow(room, 0, from.numel() + 5, 4)).data<bool>());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, StreamKernel, testing::Values(1, 2));

}  // namespace
}  // namespace nt::test
