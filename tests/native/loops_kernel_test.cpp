// Reductions, copies, choices and softmax against their definitions: random shapes and layouts, ties and NaN, one and two
// threads, sizes on both sides of every loop's thresholds.
#include <algorithm>
#include <limits>

#include "draw.h"
#include "ops/masks.h"
#include "ops/norms.h"
#include "ops/reduce_plan.h"
#include "ops/sorting.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

const double kNan = std::nan("");

class LoopsKernel : public WithThreads {
 protected:
  Draw draw{11};

  Dims draw_sizes() {
    static const int64_t sizes[] = {1, 2, 3, 5, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 130, 257};
    Dims result;
    int64_t numel = 1;
    for (int64_t d = draw(1, 4); d > 0; --d) {
      const int64_t size = sizes[static_cast<size_t>(draw(0, 15))];
      result.push_back(numel * size > 200000 ? 2 : size);
      numel *= result.back();
    }
    return result;
  }

  // Whole numbers, so that sums are exact in any order and equals are frequent; some NaN where they can be.
  Tensor draw_tensor(const Dims& sizes, Dtype dtype, bool nan = true) {
    Tensor t = Tensor::empty(sizes, Dtype::float64);
    for (int64_t i = 0; i < t.numel(); ++i)
      t.data<double>()[i] = static_cast<double>(draw(is_bool(dtype) ? 0 : -9, is_bool(dtype) ? 1 : 9));
    if (nan && is_floating(dtype) && draw(0, 1) == 1) t.data<double>()[draw(0, t.numel() - 1)] = kNan;
    return to(t, dtype);
  }

  // The same sizes in another layout: as made, permuted in memory, or with holes.
  Tensor draw_layout(Dims sizes, Dtype dtype, bool nan = true) {
    const int rank = sizes.size();
    switch (draw(0, 2)) {
      case 0:
        return draw_tensor(sizes, dtype, nan);
      case 1: {
        Dims order, inverse = Dims::filled(rank, 0), stored;
        for (int d = 0; d < rank; ++d) order.push_back(d);
        std::shuffle(order.begin_mutable(), order.begin_mutable() + rank, draw.engine);
        for (int d = 0; d < rank; ++d) {
          stored.push_back(sizes[static_cast<int>(order[d])]);
          inverse[static_cast<int>(order[d])] = d;
        }
        return permute(draw_tensor(stored, dtype, nan), inverse);
      }
      default: {
        const int d = static_cast<int>(draw(0, rank - 1));
        Dims wide = sizes;
        wide[d] = 2 * sizes[d];
        return slice(draw_tensor(wide, dtype, nan), d, 0, wide[d], 2);
      }
    }
  }
};

// Equal, or both NaN.
void expect_same(const std::vector<double>& got, const std::vector<double>& want, const char* what) {
  ASSERT_EQ(got.size(), want.size()) << what;
  for (size_t i = 0; i < got.size(); ++i) {
    const bool same = got[i] == want[i] || (std::isnan(got[i]) && std::isnan(want[i])) ||
                      std::abs(got[i] - want[i]) <= 1e-5 * std::abs(want[i]);
    ASSERT_TRUE(same) << what << " of element " << i << ": " << got[i] << ", not " << want[i];
  }
}

// The elements that go into each result, in row-major order.
std::vector<std::vector<double>> groups(const Tensor& x, const ReducePlan& plan) {
  const std::vector<double> all = values(x);
  const Dims steps = contiguous_strides(plan.kept_sizes);
  std::vector<std::vector<double>> result(static_cast<size_t>(numel_of(plan.kept_sizes)));
  for (int64_t i = 0; i < x.numel(); ++i) {
    int64_t rest = i, place = 0;
    for (int d = x.dim() - 1; d >= 0; --d) {
      if (!plan.reduced[d]) place += rest % x.size(d) * steps[d];
      rest /= x.size(d);
    }
    result[static_cast<size_t>(place)].push_back(all[static_cast<size_t>(i)]);
  }
  return result;
}

int64_t place_of_extreme(const std::vector<double>& v, bool largest) {
  size_t best = 0;
  for (size_t i = 1; i < v.size(); ++i) {
    if (std::isnan(v[best])) break;
    if (std::isnan(v[i]) || (largest ? v[i] > v[best] : v[i] < v[best])) best = i;
  }
  return static_cast<int64_t>(best);
}

TEST_P(LoopsKernel, ReductionsAreTheirDefinitions) {
  for (int round = 0; round < 150; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::int64,    Dtype::int32,
                            Dtype::uint8,   Dtype::int8,    Dtype::bfloat16, Dtype::boolean};
    Dtype dtype = dtypes[draw(0, 7)];
    const Dims sizes = draw_sizes();
    Tensor x = draw_layout(sizes, dtype);
    Dims dims;
    for (int d = 0; d < sizes.size(); ++d) {
      if (draw(0, 1) == 1) dims.push_back(d);
    }
    const ReducePlan plan("test", x, dims, false);
    std::vector<double> total, least, most, some, every;
    for (const auto& group : groups(x, plan)) {
      double sum = 0;
      bool any = false, all = true;
      for (double v : group) {
        sum += v;
        any |= v != 0;
        all &= v != 0;
      }
      total.push_back(sum);
      least.push_back(group[static_cast<size_t>(place_of_extreme(group, false))]);
      most.push_back(group[static_cast<size_t>(place_of_extreme(group, true))]);
      some.push_back(any);
      every.push_back(all);
    }
    if (dtype != Dtype::bfloat16) expect_same(values(sum(x, dims)), total, "sum");
    expect_same(values(amin(x, dims)), least, "amin");
    expect_same(values(amax(x, dims)), most, "amax");
    expect_same(values(any(x, dims)), some, "any");
    expect_same(values(all(x, dims)), every, "all");
  }
}

TEST_P(LoopsKernel, TheFirstExtremeIsFound) {
  for (int round = 0; round < 150; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::int64, Dtype::uint8, Dtype::float16};
    const Dims sizes = draw_sizes();
    const Tensor x = draw_layout(sizes, dtypes[draw(0, 4)]);
    const int64_t dim = draw(0, sizes.size() - 1);
    const ReducePlan plan("test", x, {dim}, false);
    std::vector<double> values_of, places, least;
    for (const auto& group : groups(x, plan)) {
      places.push_back(static_cast<double>(place_of_extreme(group, true)));
      values_of.push_back(group[static_cast<size_t>(places.back())]);
      least.push_back(static_cast<double>(place_of_extreme(group, false)));
    }
    const auto found = max_dim(x, dim, false);
    expect_same(values(found.first), values_of, "max");
    expect_same(values(found.second), places, "max's index");
    expect_same(values(argmin(x, {dim}, false)), least, "argmin");
  }
}

TEST_P(LoopsKernel, VarianceOfLargeMeans) {
  for (int round = 0; round < 60; ++round) {
    const Dims sizes = draw_sizes();
    const Tensor x = draw_layout(sizes, Dtype::float32, false) + 1e5;
    const int64_t dim = draw(0, sizes.size() - 1);
    std::vector<double> want;
    for (const auto& group : groups(x, ReducePlan("test", x, {dim}, false))) {
      double mean = 0, square = 0;
      for (double v : group) mean += v / static_cast<double>(group.size());
      for (double v : group) square += (v - mean) * (v - mean);
      want.push_back(square / static_cast<double>(group.size()));
    }
    const std::vector<double> got = values(var(x, {dim}, false, 0));
    for (size_t i = 0; i < got.size(); ++i) ASSERT_NEAR(got[i], want[i], 1e-3);
  }
}

TEST_P(LoopsKernel, CopiesAndChoicesBetweenLayouts) {
  for (int round = 0; round < 150; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::int16,
                            Dtype::uint8,   Dtype::boolean, Dtype::bfloat16};
    const Dtype dtype = dtypes[draw(0, 5)];
    const Dims sizes = draw_sizes();
    const Tensor a = draw_layout(sizes, dtype), b = draw_layout(sizes, dtype),
                 mask = draw_layout(sizes, Dtype::boolean);
    const Tensor one = draw_tensor({}, dtype);
    const std::vector<double> x = values(clone(a)), y = values(b), c = values(mask);
    std::vector<double> both, first, second, kept;
    for (size_t i = 0; i < x.size(); ++i) {
      both.push_back(c[i] != 0 ? x[i] : y[i]);
      first.push_back(c[i] != 0 ? values(one)[0] : y[i]);
      second.push_back(c[i] != 0 ? x[i] : values(one)[0]);
      if (c[i] != 0) kept.push_back(x[i]);
    }
    expect_same(values(where(mask, a, b)), both, "where");
    expect_same(values(where(mask, one, b)), first, "where(number, tensor)");
    expect_same(values(where(mask, a, one)), second, "where(tensor, number)");
    expect_same(values(masked_select(a, mask)), kept, "masked_select");
    expect_same(values(masked_select(a, to(mask, Dtype::uint8))), kept, "masked_select by uint8");
    Tensor written = draw_layout(sizes, dtype);
    copy_(written, a);
    expect_same(values(written), x, "copy_");
    if (is_bool(dtype)) continue;
    std::vector<double> differences;
    for (size_t i = 0; i < x.size(); ++i)
      differences.push_back(dtype == Dtype::uint8 ? static_cast<uint8_t>(x[i] - y[i]) : x[i] - y[i]);
    expect_same(values(a - b), differences, "difference");
  }
}

TEST_P(LoopsKernel, PlacesOfTrueElements) {
  for (int round = 0; round < 60; ++round) {
    const Dims sizes = draw_sizes();
    const Tensor x = draw_layout(sizes, round % 2 == 0 ? Dtype::boolean : Dtype::float32);
    const std::vector<double> v = values(x);
    std::vector<double> want;
    for (size_t i = 0; i < v.size(); ++i) {
      if (v[i] == 0) continue;
      const size_t row = want.size();
      int64_t rest = static_cast<int64_t>(i);
      want.resize(row + static_cast<size_t>(sizes.size()));
      for (int d = sizes.size() - 1; d >= 0; --d) {
        want[row + static_cast<size_t>(d)] = static_cast<double>(rest % sizes[d]);
        rest /= sizes[d];
      }
    }
    expect_same(values(nonzero(x)), want, "nonzero");
  }
}

TEST_P(LoopsKernel, TheFirstOfARow) {
  for (int round = 0; round < 200; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::float16, Dtype::int32};
    const int64_t rows = draw(1, 40), n = draw(1, 2) == 1 ? draw(1, 40) : draw(500, 1500),
                  k = draw(0, std::min<int64_t>(n, 20));
    Tensor x = draw_tensor({rows, n}, Dtype::float64);
    if (draw(0, 1) == 1) {
      for (int64_t i = 0; i < x.numel(); ++i)
        x.data<double>()[i] += std::ldexp(static_cast<double>(draw(0, 1 << 30)), -31);
    }
    x = to(x, dtypes[draw(0, 3)]);
    const bool largest = draw(0, 1) == 1;
    const std::vector<double> all = values(x);
    const auto [found, places] = topk(x, k, 1, largest, true);
    const std::vector<double> got = values(found), at = values(places);
    for (int64_t row = 0; row < rows; ++row) {
      const auto first = all.begin() + row * n;
      std::vector<double> sorted(first, first + n);
      std::sort(sorted.begin(), sorted.end(), [&](double a, double b) {
        return largest ? (std::isnan(a) && !std::isnan(b)) || a > b : (std::isnan(b) && !std::isnan(a)) || a < b;
      });
      std::vector<double> chosen;
      for (int64_t i = 0; i < k; ++i)
        chosen.push_back(first[static_cast<int64_t>(at[static_cast<size_t>(row * k + i)])]);
      sorted.resize(static_cast<size_t>(k));
      expect_same({got.begin() + row * k, got.begin() + (row + 1) * k}, sorted, "topk");
      expect_same(chosen, sorted, "topk's places");
      std::vector<double> mine(at.begin() + row * k, at.begin() + (row + 1) * k);
      std::sort(mine.begin(), mine.end());
      ASSERT_EQ(std::adjacent_find(mine.begin(), mine.end()), mine.end()) << "one place twice";
    }
  }
}

TEST_P(LoopsKernel, MediansOfEqualsAndNan) {
  for (int round = 0; round < 100; ++round) {
    const Dtype dtypes[] = {Dtype::float32, Dtype::float64, Dtype::int64, Dtype::uint8, Dtype::bfloat16};
    const Dtype dtype = dtypes[draw(0, 4)];
    const int64_t n = draw(0, 1) == 1 ? draw(1, 70) : draw(200, 5000);
    const Tensor x = to(draw_tensor({n}, Dtype::float64) * static_cast<double>(draw(1, 13)), dtype);
    const std::vector<double> v = values(x);
    std::vector<size_t> order(v.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t i, size_t j) { return v[i] < v[j] || (std::isnan(v[j]) && !std::isnan(v[i])); });
    const size_t valid =
        v.size() - static_cast<size_t>(std::count_if(v.begin(), v.end(), [](double e) { return std::isnan(e); }));
    const size_t first_nan = valid < v.size() ? order[valid] : 0;
    const size_t skipping = valid == 0 ? 0 : order[(valid - 1) / 2], strict = valid < v.size() ? first_nan : skipping;
    const auto found = median_dim(x, 0, false, false), without = median_dim(x, 0, false, true);
    expect_same(values(found.second), {static_cast<double>(strict)}, "median's index");
    expect_same(values(found.first), {v[strict]}, "median");
    expect_same(values(without.second), {static_cast<double>(skipping)}, "nanmedian's index");
  }
}

TEST_P(LoopsKernel, SoftmaxAlongAnyDimension) {
  for (int round = 0; round < 60; ++round) {
    const Dims sizes = draw_sizes();
    const Tensor x = draw_layout(sizes, Dtype::float32, false);
    const int64_t dim = draw(0, sizes.size() - 1);
    const Tensor wide = to(x, Dtype::float64), powers = exp(wide - amax(wide, {dim}, true));
    const Tensor want = powers / sum(powers, {dim}, true);
    const std::vector<double> y = values(softmax(x, dim, false, nullptr)),
                              log_y = values(softmax(x, dim, true, nullptr));
    for (size_t i = 0; i < y.size(); ++i) {
      ASSERT_NEAR(y[i], values(want)[i], 1e-6);
      ASSERT_NEAR(log_y[i], std::log(values(want)[i]), 1e-4);
      if (i > 500) break;
    }
    const Tensor g = draw_layout(sizes, Dtype::float32, false);
    for (bool log : {false, true}) {
      const Tensor in = leaf(contiguous(x));
      const Tensor out = softmax(in, dim, log, nullptr);
      backward({out}, {contiguous(g)}, {}, {});
      const Tensor w = to(g, Dtype::float64);
      const Tensor expected = log ? w - want * sum(w, {dim}, true) : want * (w - sum(w * want, {dim}, true));
      expect_near(values(grad_of(in)), values(expected), 1e-4);
    }
  }
}

// Columns as they lie against the same numbers laid in rows.
TEST_P(LoopsKernel, BatchNormOfColumns) {
  for (const auto& [rows, columns] :
       std::vector<std::pair<int64_t, int64_t>>{{2, 1}, {7, 3}, {33, 65}, {16, 513}, {300, 700}}) {
    for (bool training : {true, false}) {
      for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
        const Tensor x = draw_tensor({rows, columns}, dtype, false) + 100.0,
                     g = draw_tensor({rows, columns}, dtype, false);
        const Tensor weight = draw_tensor({columns}, dtype, false), bias = draw_tensor({columns}, dtype, false);
        std::vector<std::vector<double>> found[2];
        for (int laid = 0; laid < 2; ++laid) {
          const Tensor in = leaf(laid ? reshape(contiguous(transpose(x, 0, 1)), {1, columns, rows}) : clone(x));
          const Tensor w = leaf(clone(weight)), b = leaf(clone(bias));
          const Tensor mean = full({columns}, 99.0, dtype), var = full({columns}, 4.0, dtype);
          const Tensor y = batch_norm(in, mean, var, w, b, training, 0.1, 1e-3);
          backward({y}, {laid ? reshape(contiguous(transpose(g, 0, 1)), y.sizes()) : g}, {}, {});
          auto as_columns = [&](const Tensor& t) { return laid ? transpose(reshape(t, {columns, rows}), 0, 1) : t; };
          for (const Tensor& t : {as_columns(y), as_columns(grad_of(in)), grad_of(w), grad_of(b), mean, var}) {
            found[laid].push_back(values(t));
          }
        }
        for (size_t i = 0; i < found[0].size(); ++i) {
          for (size_t j = 0; j < found[0][i].size(); ++j) {
            const double want = found[1][i][j];
            ASSERT_NEAR(found[0][i][j], want, (dtype == Dtype::float64 ? 1e-9 : 2e-4) * (1 + std::abs(want)))
                << i << " of " << rows << " x " << columns;
          }
        }
      }
    }
  }
}

// Results as large as the last cache are stored past it.
TEST_P(LoopsKernel, LargeResults) {
  const int64_t n = (9 << 20) + 37;
  const Tensor a = arange(0, n, 1, Dtype::float32), sum = slice(a, 0, 3, n, 1) + 1.0;
  const float* got = sum.data<float>();
  for (int64_t i = 0; i < n - 3; ++i) ASSERT_EQ(got[i], static_cast<float>(i + 4)) << i;
}

INSTANTIATE_TEST_SUITE_P(Threads, LoopsKernel, testing::Values(1, 2));

}  // namespace
}  // namespace nt::test
