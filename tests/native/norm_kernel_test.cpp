// Norms against their formulas in float64, over shapes that meet every way of the kernels: short and long runs, rows, columns,
// few and many groups; results and gradients do not depend on the number of threads.
#include "draw.h"
#include "ops/norms.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

using Numbers = std::vector<double>;

// x in (batch, channels, space), statistics of each of `groups` blocks of an element's channels, or of each channel over
// the whole batch.
struct Case {
  int64_t batch, channels, space, groups;
  bool whole_batch, given;

  int64_t statistic(int64_t i) const {
    const int64_t c = i / space % channels, n = i / space / channels;
    return whole_batch ? c : n * groups + c / (channels / groups);
  }
  int64_t statistics() const { return whole_batch ? channels : batch * groups; }
  int64_t size() const { return batch * channels * space; }
};

struct Answer {
  Numbers y, grad_x, grad_weight, grad_bias;
};

constexpr double kEps = 1e-5, kGivenMean = 0.5, kGivenVar = 2;

// As the formulas say it; weight_of(i) is the number of element i's weight.
Answer formula(const Case& s, const Numbers& x, const Numbers& g, const Numbers& w, const Numbers& b,
               const std::function<int64_t(int64_t)>& weight_of) {
  const auto groups = static_cast<size_t>(s.statistics());
  Numbers mean(groups), var(groups), h_sum(groups), hn_sum(groups);
  const double count = static_cast<double>(s.size() / s.statistics());
  auto each = [&](auto&& f) {
    for (int64_t i = 0; i < s.size(); ++i)
      f(static_cast<size_t>(i), static_cast<size_t>(s.statistic(i)), static_cast<size_t>(weight_of(i)));
  };
  if (s.given) {
    std::fill(mean.begin(), mean.end(), kGivenMean);
    std::fill(var.begin(), var.end(), kGivenVar);
  } else {
    each([&](size_t i, size_t k, size_t) { mean[k] += x[i] / count; });
    each([&](size_t i, size_t k, size_t) { var[k] += (x[i] - mean[k]) * (x[i] - mean[k]) / count; });
  }
  auto normal = [&](size_t i, size_t k) { return (x[i] - mean[k]) / std::sqrt(var[k] + kEps); };
  Answer a{Numbers(x.size()), Numbers(x.size()), Numbers(w.size()), Numbers(w.size())};
  each([&](size_t i, size_t k, size_t p) {
    a.y[i] = normal(i, k) * w[p] + b[p];
    a.grad_bias[p] += g[i];
    a.grad_weight[p] += g[i] * normal(i, k);
    h_sum[k] += g[i] * w[p] / count;
    hn_sum[k] += g[i] * w[p] * normal(i, k) / count;
  });
  each([&](size_t i, size_t k, size_t p) {
    const double h = g[i] * w[p], inner = s.given ? h : h - h_sum[k] - normal(i, k) * hn_sum[k];
    a.grad_x[i] = inner / std::sqrt(var[k] + kEps);
  });
  return a;
}

// Near, beside the largest of all numbers.
void expect_close(const Numbers& got, const Numbers& want, double tolerance, const char* what) {
  double largest = 1;
  for (double v : want) largest = std::max(largest, std::abs(v));
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(got[i], want[i], tolerance * largest) << what << ", element " << i;
  }
}

class NormKernel : public testing::TestWithParam<Dtype> {
 protected:
  Threads threads;
  Draw draw{5};

  // Rounded to float32, so that both dtypes are asked the same.
  Numbers draw_numbers(int64_t n, double mean) {
    std::normal_distribution<float> normal;
    Numbers v;
    for (int64_t i = 0; i < n; ++i) v.push_back(static_cast<double>(static_cast<float>(mean) + normal(draw.engine)));
    return v;
  }

  // Compares one op, once for each number of threads.
  void check(const Case& s, const Dims& sizes, int64_t weights, const std::function<int64_t(int64_t)>& weight_of,
             double mean, const std::function<Tensor(const Tensor&, const Tensor&, const Tensor&)>& op) {
    const Numbers x = draw_numbers(s.size(), mean), g = draw_numbers(s.size(), 0), w = draw_numbers(weights, 1),
                  b = draw_numbers(weights, 0);
    const Answer want = formula(s, x, g, w, b, weight_of);
    const double tolerance = GetParam() == Dtype::float64 ? 1e-11 * (1 + std::abs(mean)) : 3e-6 + 5e-7 * std::abs(mean);
    std::vector<Numbers> before;
    for (int count : {1, 2}) {
      threads.set(count);
      const Tensor in = leaf(tensor(x, sizes, GetParam())), weight = leaf(tensor(w, {weights}, GetParam()));
      const Tensor bias = leaf(tensor(b, {weights}, GetParam()));
      const Tensor y = op(in, weight, bias);
      backward({y}, {tensor(g, sizes, GetParam())}, {}, {});
      const std::vector<Numbers> got = {values(y), values(grad_of(in)), values(grad_of(weight)), values(grad_of(bias))};
      SCOPED_TRACE(testing::Message() << s.batch << " x " << s.channels << " x " << s.space << ", " << s.groups
                                      << " groups" << (s.whole_batch ? " of the batch" : "")
                                      << (s.given ? ", given" : ""));
      expect_close(got[0], want.y, tolerance, "result");
      expect_close(got[1], want.grad_x, tolerance, "gradient");
      expect_close(got[2], want.grad_weight, tolerance, "weight's gradient");
      expect_close(got[3], want.grad_bias, tolerance, "bias's gradient");
      if (count == 2) {
        ASSERT_EQ(got, before) << "other numbers on two threads";
      }
      before = got;
      if (HasFatalFailure()) return;
    }
  }

  void check_batch_norm(int64_t batch, int64_t channels, int64_t space, bool training, double mean) {
    const Case s{batch, channels, space, 1, true, !training};
    check(
        s, space == 1 ? Dims{batch, channels} : Dims{batch, channels, space}, channels,
        [=](int64_t i) { return i / space % channels; }, mean,
        [&](const Tensor& x, const Tensor& w, const Tensor& b) {
          const Tensor running_mean = full({channels}, kGivenMean, GetParam()),
                       var = full({channels}, kGivenVar, GetParam());
          return batch_norm(x, running_mean, var, w, b, training, 0.1, kEps);
        });
  }

  void check_group_norm(int64_t batch, int64_t groups, int64_t of_group, int64_t space, double mean) {
    const int64_t channels = groups * of_group;
    check(
        {batch, channels, space, groups, false, false}, {batch, channels, space}, channels,
        [=](int64_t i) { return i / space % channels; }, mean,
        [=](const Tensor& x, const Tensor& w, const Tensor& b) { return group_norm(x, groups, w, b, kEps); });
  }

  void check_layer_norm(int64_t rows, int64_t n, double mean) {
    check(
        {rows, n, 1, 1, false, false}, {rows, n}, n, [=](int64_t i) { return i % n; }, mean,
        [=](const Tensor& x, const Tensor& w, const Tensor& b) {
          return layer_norm("layer_norm", x, {n}, w, b, kEps).result;
        });
  }
};

TEST_P(NormKernel, OfTheBatch) {
  for (int round = 0; round < 60; ++round) {
    check_batch_norm(draw(2, 70), draw(1, 90), round % 2 ? 1 : draw(1, 80), round % 3 > 0, round % 4 ? 0 : 50);
  }
  const int64_t shapes[][3] = {{3, 2, 20000}, {1, 1, 70001}, {300, 3, 131}, {5000, 3, 1},
                               {7001, 1, 1},  {6000, 17, 1}, {90, 1100, 1}, {16, 40, 256}};
  for (const auto& s : shapes) {
    for (bool training : {true, false}) check_batch_norm(s[0], s[1], s[2], training, 3);
  }
}

TEST_P(NormKernel, OfGroups) {
  for (int round = 0; round < 60; ++round)
    check_group_norm(draw(1, 9), draw(1, 5), draw(1, 7), draw(1, 90), round % 4 ? 0 : 50);
  check_group_norm(2, 2, 3, 17001, 3);
  check_group_norm(40, 16, 1, 300, 3);
  check_group_norm(700, 5, 4, 3, 3);
  check_group_norm(1, 1, 5, 20011, 3);
}

TEST_P(NormKernel, OfRows) {
  for (int round = 0; round < 60; ++round) check_layer_norm(draw(1, 90), draw(2, 200), round % 4 ? 0 : 50);
  for (const auto& [rows, n] :
       std::vector<std::pair<int64_t, int64_t>>{{3, 40000}, {1, 70001}, {2100, 33}, {70, 2053}}) {
    check_layer_norm(rows, n, 3);
  }
}

// The variance keeps its digits beside a mean a million times as large, wherever the first elements lie; equal ones have none.
TEST_P(NormKernel, SmallVarianceBesideALargeMean) {
  for (const Dims& sizes : {Dims{64, 1, 1}, Dims{3000, 2, 1}, Dims{2, 2, 30000}, Dims{40, 3, 60}}) {
    const int64_t channels = sizes[1], space = sizes[2], n = numel_of(sizes);
    Numbers x(static_cast<size_t>(n));
    for (int64_t i = 0; i < n; ++i) {
      const double jump = i < n / 16 ? -30000 : 0;
      x[static_cast<size_t>(i)] =
          i / space % channels == 1 ? 1234567.0 : 1e6 + jump + static_cast<double>(draw(-8, 8)) / 8;
    }
    const Dims used = space == 1 ? Dims{sizes[0], channels} : sizes;
    const Tensor in = tensor(x, used, GetParam()), none;
    const Tensor var = zeros({channels}, GetParam()), mean = zeros({channels}, GetParam());
    batch_norm(in, mean, var, none, none, true, 1, kEps);
    for (int64_t c = 0; c < channels; ++c) {
      double sum = 0, squares = 0;
      const double count = static_cast<double>(n / channels);
      for (int64_t i = 0; i < n; ++i) sum += i / space % channels == c ? x[static_cast<size_t>(i)] / count : 0;
      for (int64_t i = 0; i < n; ++i) {
        const double d = x[static_cast<size_t>(i)] - sum;
        squares += i / space % channels == c ? d * d / (count - 1) : 0;
      }
      const double tolerance = GetParam() == Dtype::float64 ? 1e-10 : 2e-6;
      EXPECT_NEAR(values(var)[static_cast<size_t>(c)], squares, tolerance * squares + 1e-12)
          << sizes << ", channel " << c;
      EXPECT_NEAR(values(mean)[static_cast<size_t>(c)], sum, 1e-7 * sum) << sizes << ", channel " << c;
    }
  }
}

// A channel's infinity goes into its running mean, wherever it lies, and nowhere else.
TEST_P(NormKernel, InfinityMakesTheMeanInfinite) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Dims& sizes : {Dims{64, 3}, Dims{7000, 3}, Dims{2, 3, 30000}, Dims{40, 3, 60}}) {
    const int64_t n = numel_of(sizes), space = sizes.size() > 2 ? sizes[2] : 1;
    for (const int64_t at : {int64_t{0}, n / 2, n - 1}) {
      Numbers x = draw_numbers(n, 1);
      x[static_cast<size_t>(at)] = -infinity;
      const Tensor none, mean = zeros({3}, GetParam()), var = zeros({3}, GetParam());
      batch_norm(tensor(x, sizes, GetParam()), mean, var, none, none, true, 1, kEps);
      for (int64_t c = 0; c < 3; ++c) {
        const double m = values(mean)[static_cast<size_t>(c)], v = values(var)[static_cast<size_t>(c)];
        if (at / space % 3 == c) {
          EXPECT_EQ(m, -infinity) << sizes << ", place " << at;
          EXPECT_TRUE(std::isnan(v)) << sizes << ", place " << at;
        } else {
          EXPECT_TRUE(std::isfinite(m) && std::isfinite(v)) << sizes << ", place " << at;
        }
      }
    }
  }
}

// Numbers whose squares' sums no float32 holds, though their variance is one.
TEST_P(NormKernel, LargeNumbersHaveAVariance) {
  for (const Dims& sizes : {Dims{300, 3}, Dims{2, 3, 5000}}) {
    Numbers x(static_cast<size_t>(numel_of(sizes)));
    for (size_t i = 0; i < x.size(); ++i) x[i] = i / 3 % 2 ? 1e19 : -1e19;
    const Tensor none, mean = zeros({3}, GetParam()), var = zeros({3}, GetParam());
    batch_norm(tensor(x, sizes, GetParam()), mean, var, none, none, true, 1, kEps);
    for (double v : values(var)) EXPECT_NEAR(v, 1e38, 1e36) << sizes;
  }
}

INSTANTIATE_TEST_SUITE_P(Dtypes, NormKernel, testing::Values(Dtype::float32, Dtype::float64));

}  // namespace
}  // namespace nt::test
