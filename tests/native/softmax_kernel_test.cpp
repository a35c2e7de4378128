// Softmax of rows and columns against its definition in double: short rows, which go as columns, and long ones.
#include "draw.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

class SoftmaxKernel : public WithThreads {
 protected:
  Draw draw{7};

  // Some are -inf, and with `nan` one is NaN.
  Tensor scores(const Dims& sizes, bool nan) {
    Tensor t = wave(sizes, static_cast<double>(draw(0, 1000)));
    for (int64_t i = 0; i < t.numel(); ++i) t.data<double>()[i] *= 20;
    for (int64_t i = 0; i < t.numel() / 20; ++i) t.data<double>()[draw(0, t.numel() - 1)] = -INFINITY;
    if (nan) t.data<double>()[draw(0, t.numel() - 1)] = NAN;
    return t;
  }
};

// Softmax or its logarithm of (outer, size, inner) along the middle.
std::vector<double> defined(const std::vector<double>& x, int64_t outer, int64_t size, int64_t inner, bool log) {
  std::vector<double> y(x.size());
  for (int64_t o = 0; o < outer; ++o) {
    for (int64_t i = 0; i < inner; ++i) {
      const auto at = [&](int64_t j) { return static_cast<size_t>((o * size + j) * inner + i); };
      double largest = -INFINITY, sum = 0;
      for (int64_t j = 0; j < size; ++j) largest = std::max(largest, x[at(j)]);
      for (int64_t j = 0; j < size; ++j) sum += std::exp(x[at(j)] - largest);
      for (int64_t j = 0; j < size; ++j) {
        y[at(j)] = log ? x[at(j)] - largest - std::log(sum) : std::exp(x[at(j)] - largest) / sum;
      }
    }
  }
  return y;
}

void expect_close(const std::vector<double>& got, const std::vector<double>& want, double tolerance) {
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i) {
    if (std::isnan(want[i]) || std::isinf(want[i])) {
      ASSERT_TRUE(std::isnan(want[i]) ? std::isnan(got[i]) : got[i] == want[i])
          << got[i] << " for " << want[i] << " at " << i;
    } else {
      ASSERT_NEAR(got[i], want[i], tolerance * std::max(1.0, std::abs(want[i]))) << "at " << i;
    }
  }
}

TEST_P(SoftmaxKernel, IsItsDefinition) {
  for (int round = 0; round < 300; ++round) {
    const int64_t outer = draw(1, round % 10 == 0 ? 3000 : 70), size = draw(1, round % 3 == 0 ? 100 : 33),
                  inner = round % 4 == 0 ? draw(1, 40) : 1;
    const bool log = draw(0, 1) == 1;
    const Dtype dtype = round % 2 ? Dtype::float32 : Dtype::float64;
    const Tensor x = to(scores({outer, size, inner}, draw(0, 3) == 0), dtype);
    const std::vector<double> want = defined(values(x), outer, size, inner, log);
    expect_close(values(softmax(x, 1, log, nullptr)), want, dtype == Dtype::float32 ? 1e-5 : 1e-13);
  }
}

TEST_P(SoftmaxKernel, GradientIsItsDefinition) {
  for (int round = 0; round < 200; ++round) {
    const int64_t outer = draw(1, 70), size = draw(1, 40), inner = round % 4 == 0 ? draw(1, 20) : 1;
    const bool log = draw(0, 1) == 1;
    const Dtype dtype = round % 2 ? Dtype::float32 : Dtype::float64;
    const Tensor x = leaf(to(wave({outer, size, inner}, round), dtype));
    const Tensor y = softmax(x, 1, log, nullptr), g = to(wave(y.sizes(), 0.5), dtype);
    const std::vector<Tensor> grads = grad({y}, {g}, {x}, {});
    const std::vector<double> ys = values(y), gs = values(g);
    std::vector<double> want(ys.size());
    for (int64_t o = 0; o < outer; ++o) {
      for (int64_t i = 0; i < inner; ++i) {
        const auto at = [&](int64_t j) { return static_cast<size_t>((o * size + j) * inner + i); };
        double sum = 0;
        for (int64_t j = 0; j < size; ++j) sum += log ? gs[at(j)] : gs[at(j)] * ys[at(j)];
        for (int64_t j = 0; j < size; ++j) {
          want[at(j)] = log ? gs[at(j)] - std::exp(ys[at(j)]) * sum : ys[at(j)] * (gs[at(j)] - sum);
        }
      }
    }
    expect_close(values(grads[0]), want, dtype == Dtype::float32 ? 1e-5 : 1e-13);
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, SoftmaxKernel, testing::Values(1, 2));

}  // namespace
}  // namespace nt::test
