// Matrix products against sums in float64: sizes about the tiles' borders, any strides.
#include "core/backend.h"
#include "draw.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

class MatmulKernel : public testing::TestWithParam<Dtype> {
 protected:
  Threads threads;
  Draw draw{11};

  // A matrix of whole numbers, whose sums are exact, with dense rows, dense columns, or neither.
  Tensor draw_matrix(int64_t rows, int64_t columns) {
    const int64_t kind = draw(0, 2), spare = draw(0, 3);
    Tensor t = kind == 0   ? Tensor::empty({rows, columns + spare}, GetParam())
               : kind == 1 ? transpose(Tensor::empty({columns, rows + spare}, GetParam()), 0, 1)
                           : Tensor::empty({rows, 2 * columns}, GetParam());
    t = kind == 2 ? slice(t, 1, 0, 2 * columns, 2) : slice(slice(t, 0, 0, rows, 1), 1, 0, columns, 1);
    Tensor numbers = Tensor::empty({rows, columns}, Dtype::float64);
    for (int64_t i = 0; i < numbers.numel(); ++i) numbers.data<double>()[i] = static_cast<double>(draw(-4, 4));
    copy_(t, numbers);
    return t;
  }

  void expect_sum_of_products(int64_t m, int64_t n, int64_t k) {
    const Tensor a = draw_matrix(m, k), b = draw_matrix(k, n);
    const Tensor c = matmul(a, b);
    const std::vector<double> as = values(a), bs = values(b), cs = values(c);
    std::vector<double> want(static_cast<size_t>(m * n), 0.0);
    for (int64_t i = 0; i < m; ++i) {
      for (int64_t p = 0; p < k; ++p) {
        const double x = as[static_cast<size_t>(i * k + p)];
        for (int64_t j = 0; j < n; ++j) want[static_cast<size_t>(i * n + j)] += x * bs[static_cast<size_t>(p * n + j)];
      }
    }
    ASSERT_EQ(cs, want) << m << " x " << k << " (strides " << a.stride(0) << ", " << a.stride(1) << ") by " << k << " x " << n
                        << " (strides " << b.stride(0) << ", " << b.stride(1) << ")";
  }
};

TEST_P(MatmulKernel, IsTheSumOfProducts) {
  for (int round = 0; round < 300; ++round) {
    const int64_t most = round % 10 == 0 ? 500 : 70;
    // Many columns that fill whole panels are what the tiles keep for themselves.
    const int64_t m = draw(1, most), n = round % 4 == 0 ? 32 * draw(1, 8) : draw(1, most);
    threads.set(1 + round / 2 % 2);
    expect_sum_of_products(m, n, draw(1, round % 7 == 0 ? 900 : most));
  }
}

TEST_P(MatmulKernel, FewRowsReadRightInPlace) {
  for (const int64_t n : {4, 8, 16, 24, 32, 40}) {  // whole vectors at the end, or nothing else
    for (int64_t m = 1; m <= 13; ++m) {
      for (int round = 0; round < 4; ++round) expect_sum_of_products(m, n, draw(1, 40));
    }
  }
}

TEST_P(MatmulKernel, LargeProductsPackBothOperands) {
  for (int round = 0; round < 8; ++round) {
    threads.set(1 + round % 2);
    expect_sum_of_products(draw(256, 560), 16 * draw(32, 36) - (round < 4 ? 0 : draw(1, 15)), draw(512, 800));
  }
  for (int round = 0; round < 60; ++round) {  // few rows, columns of a
    cpu::set_max_threads(1 + round % 2);
    expect_sum_of_products(draw(5, 60), draw(512, 600), draw(1, 60));
  }
}

// Where a's rows and b's columns are dense, these are summed along k.
TEST_P(MatmulKernel, FewColumnsOfAnyNumber) {
  for (int round = 0; round < 240; ++round) {
    threads.set(1 + round / 2 % 2);
    expect_sum_of_products(draw(5, 40), 1 + round % 14, draw(256, 1200));
  }
  for (int64_t n = 1; n <= 14; ++n) {
    const int64_t m = draw(5, 40), k = draw(256, 1200);
    const Tensor a = to(floor(wave({m, k}, 1) * 8.0), GetParam()), b = to(floor(wave({n, k}, 2) * 8.0), GetParam());
    const Tensor turned = transpose(b, 0, 1), c = to(counting({m, n}), GetParam()), before = clone(c);
    const Tensor want = matmul(to(a, Dtype::float64), contiguous(to(turned, Dtype::float64)));
    EXPECT_EQ(values(matmul(a, turned)), values(want)) << m << " x " << k << " x " << n;
    backend(Device{}).matmul({GetParam(), 1, m, n, k, a.raw(), 0, k, 1, b.raw(), 0, 1, k, c.raw(), 0, n, true, 0});
    EXPECT_EQ(values(c), values(want + before)) << "added to, " << m << " x " << k << " x " << n;
  }
}

TEST_P(MatmulKernel, AddsToWhatIsThere) {
  for (int round = 0; round < 60; ++round) {
    const int64_t m = draw(0, 1) ? draw(1, 4) : 37, n = draw(0, 3) ? draw(1, 60) : 1, k = draw(1, round % 3 ? 50 : 700);
    const Tensor a = draw_matrix(m, k), b = draw_matrix(k, n), c = to(counting({m, n}), GetParam());
    const std::vector<double> before = values(c), product = values(matmul(a, b));
    MatmulArgs args{GetParam(), 1, m, n, k, a.raw(), 0, a.stride(0), a.stride(1), b.raw(), 0, b.stride(0), b.stride(1), c.raw(), 0, n, true, 0};
    backend(Device{}).matmul(args);
    const std::vector<double> after = values(c);
    for (size_t i = 0; i < after.size(); ++i) ASSERT_EQ(after[i], before[i] + product[i]) << m << " x " << k << " x " << n;
  }
}

TEST_P(MatmulKernel, ThreadsChangeNoBit) {
  for (const auto& [m, n, k] : {std::tuple{130, 96, 70}, std::tuple{40, 256, 400}, std::tuple{300, 64, 33}, std::tuple{4, 700, 300}, std::tuple{400, 544, 700}}) {
    const Tensor a = to(wave({m, k}, 1), GetParam()), b = to(wave({n, k}, 2), GetParam());
    threads.set(1);
    const Tensor plain = matmul(a, contiguous(transpose(b, 0, 1))), turned = matmul(a, transpose(b, 0, 1));
    threads.set(2);
    EXPECT_EQ(values(matmul(a, contiguous(transpose(b, 0, 1)))), values(plain));
    EXPECT_EQ(values(matmul(a, transpose(b, 0, 1))), values(turned));
    expect_near(values(turned), values(matmul(to(a, Dtype::float64), transpose(to(b, Dtype::float64), 0, 1))), 1e-3);
  }
}

TEST_P(MatmulKernel, NanAndInfinityStayInTheirRowsAndColumns) {
  const Tensor a = full({100, 160}, Scalar(1.0), GetParam()), b = full({160, 96}, Scalar(1.0), GetParam());
  const double nan = std::nan(""), infinity = HUGE_VAL;
  Tensor one = slice(slice(a, 0, 50, 51, 1), 1, 3, 4, 1);
  fill_(one, Scalar(nan));
  one = slice(slice(b, 0, 159, 160, 1), 1, 95, 96, 1);
  fill_(one, Scalar(infinity));
  const std::vector<double> c = values(matmul(a, b));
  for (int64_t i = 0; i < 100; ++i) {
    for (int64_t j = 0; j < 96; ++j) {
      const double x = c[static_cast<size_t>(i * 96 + j)];
      if (i == 50) {
        EXPECT_TRUE(std::isnan(x));
      } else {
        EXPECT_EQ(x, j == 95 ? infinity : 160.0) << i << ", " << j;
      }
    }
  }
}

TEST_P(MatmulKernel, HeadsAreTakenWhereTheyLie) {
  constexpr int64_t kBatch = 3, kSteps = 50, kHeads = 4, kWidth = 33;
  const Dims split{kBatch, kSteps, 3, kHeads, kWidth};
  const Tensor rows = reshape(contiguous(draw_matrix(kBatch * kSteps, 3 * kHeads * kWidth)), split);
  auto part = [&](int64_t i) { return leaf(detach(transpose(select(rows, 2, i), 1, 2))); };
  const Tensor q = part(0), k = part(1), q_dense = leaf(contiguous(detach(q))), k_dense = leaf(contiguous(detach(k)));
  ASSERT_FALSE(q.is_contiguous());
  const Tensor scores = matmul(q, transpose(k, -2, -1)), want = matmul(q_dense, transpose(k_dense, -2, -1));
  EXPECT_EQ(values(scores), values(want));
  backward({sum(scores)}, {}, {}, {});
  backward({sum(want)}, {}, {}, {});
  EXPECT_EQ(values(grad_of(q)), values(grad_of(q_dense)));
  EXPECT_EQ(values(grad_of(k)), values(grad_of(k_dense)));
}

TEST_P(MatmulKernel, LinearAddsItsBias) {
  for (const auto& [m, n, k] : {std::tuple{3, 5, 40}, std::tuple{70, 96, 100}, std::tuple{10, 6, 0}}) {
    const Tensor x = draw_matrix(m, std::max(k, 1)), w = draw_matrix(n, std::max(k, 1)), bias = to(counting({n}), GetParam());
    const Tensor xs = slice(x, 1, 0, k, 1), ws = slice(w, 1, 0, k, 1);
    EXPECT_EQ(values(linear(xs, ws, bias)), values(matmul(xs, transpose(ws, 0, 1)) + bias));
  }
}

TEST_P(MatmulKernel, LongSumsOfFewRowsKeepTheirDigits) {
  constexpr int64_t k = (1 << 24) + (1 << 20);  // float32 counts to 2^24
  const Tensor a = full({1, 1}, Scalar(1.0), GetParam()), b = full({1, 16}, Scalar(1.0), GetParam());
  const Tensor product = matmul(expand(a, {1, k}), expand(b, {k, 16}));
  for (double v : values(product)) EXPECT_EQ(v, static_cast<double>(k));
}

TEST_P(MatmulKernel, TakesNoRowsColumnsAndSteps) {
  for (const Dims& sizes : {Dims{0, 3, 4}, Dims{3, 0, 4}, Dims{3, 4, 0}}) {
    Tensor c = to(counting({sizes[0], sizes[1]}), GetParam());
    const Tensor a = Tensor::empty({sizes[0], sizes[2]}, GetParam()), b = Tensor::empty({sizes[2], sizes[1]}, GetParam());
    const std::vector<double> before = values(c);
    MatmulArgs args{GetParam(), 1, sizes[0], sizes[1], sizes[2], a.raw(), 0, sizes[2], 1, b.raw(), 0, sizes[1], 1, c.raw(), 0, sizes[1], true, 0};
    backend(Device{}).matmul(args);
    EXPECT_EQ(values(c), before);
    args.accumulate = false;
    backend(Device{}).matmul(args);
    EXPECT_EQ(values(c), std::vector<double>(before.size(), 0.0));
  }
}

INSTANTIATE_TEST_SUITE_P(Dtypes, MatmulKernel, testing::Values(Dtype::float32, Dtype::float64));

}  // namespace
}  // namespace nt::test
