// Every row of the table and every structured op against central differences, first and second derivatives.
#include "ops/table.h"
#include "support.h"

namespace nt::test {
namespace {

using Unary = std::function<Tensor(const Tensor&)>;

struct Row {
  const char* name;
  Unary op;
  double low, high;
};

Tensor spread(double low, double high, const Dims& sizes) {
  return reshape(linspace(low, high, numel_of(sizes), Dtype::float64), sizes);
}

class UnaryGradient : public testing::TestWithParam<Row> {};

TEST_P(UnaryGradient, MatchesDifferences) {
  const Row& row = GetParam();
  check_gradient([&](const std::vector<Tensor>& x) { return row.op(x[0]); }, {spread(row.low, row.high, {2, 3})});
}

#define ROW(name, low, high) Row{#name, [](const Tensor& x) { return nt::name(x); }, low, high}
INSTANTIATE_TEST_SUITE_P(
    Rows, UnaryGradient,
    testing::Values(ROW(exp, -2, 2), ROW(exp2, -2, 2), ROW(expm1, -2, 2), ROW(log, 0.3, 3), ROW(log2, 0.3, 3),
                    ROW(log10, 0.3, 3), ROW(log1p, -0.5, 3), ROW(sqrt, 0.3, 3), ROW(rsqrt, 0.3, 3),
                    ROW(reciprocal, 0.3, 3), ROW(sin, -2, 2), ROW(cos, -2, 2), ROW(tan, -1, 1), ROW(asin, -0.8, 0.8),
                    ROW(acos, -0.8, 0.8), ROW(atan, -2, 2), ROW(sinh, -2, 2), ROW(cosh, -2, 2), ROW(tanh, -2, 2),
                    ROW(asinh, -2, 2), ROW(acosh, 1.3, 3), ROW(atanh, -0.8, 0.8), ROW(sigmoid, -3, 3), ROW(erf, -2, 2),
                    ROW(erfc, -2, 2), ROW(log_sigmoid, -3, 3), ROW(silu, -3, 3), ROW(gelu_exact, -3, 3), ROW(gelu_tanh, -3, 3), ROW(softsign, -3, 3.1), ROW(neg, -2, 2),
                    ROW(abs, -2, 2.1), ROW(square, -2, 2), ROW(relu, -2, 2.1), ROW(frac, 0.1, 0.9), ROW(floor, 0.1, 0.9),
                    Row{"leaky_relu", [](const Tensor& x) { return leaky_relu(x, 0.1); }, -2, 2.1},
                    Row{"elu", [](const Tensor& x) { return elu(x, 1.5); }, -2, 2.1},
                    Row{"softplus", [](const Tensor& x) { return softplus(x, 2.0, 20.0); }, -2, 2},
                    Row{"clamp", [](const Tensor& x) { return clamp(x, -1, 1.5); }, -2, 2.1}),
    [](const testing::TestParamInfo<Row>& row) { return std::string(row.param.name); });

TEST(BinaryGradient, RowsMatchDifferencesOverBroadcastOperands) {
  const Tensor a = spread(0.53, 2.01, {2, 3}), b = spread(0.71, 1.83, {3}), c = spread(2.17, 0.43, {2, 1});
  using Binary = std::function<Tensor(const Tensor&, const Tensor&)>;
  const std::vector<Binary> rows = {
      [](auto& x, auto& y) { return add(x, y, 2.5); }, [](auto& x, auto& y) { return sub(x, y, 2.5); },
      [](auto& x, auto& y) { return mul(x, y); },      [](auto& x, auto& y) { return div(x, y); },
      [](auto& x, auto& y) { return pow(x, y); },      [](auto& x, auto& y) { return maximum(x, y); },
      [](auto& x, auto& y) { return minimum(x, y); },  [](auto& x, auto& y) { return atan2(x, y); },
      [](auto& x, auto& y) { return fmod(x, y); },     [](auto& x, auto& y) { return remainder(x, y); }};
  for (size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE(i);
    check_gradient([&](const std::vector<Tensor>& x) { return rows[i](x[0], x[1]); }, {a, b});
    check_gradient([&](const std::vector<Tensor>& x) { return rows[i](x[0], x[1]); }, {c, b});
  }
}

TEST(ReductionGradient, MatchesDifferences) {
  const Tensor x = sin(spread(0, 5, {2, 3, 2}));
  const std::vector<std::function<Tensor(const Tensor&)>> ops = {
      [](auto& t) { return sum(t, {1}); },         [](auto& t) { return mean(t, {0, 2}, true); },
      [](auto& t) { return prod(t, {1}); },        [](auto& t) { return amax(t, {1}); },
      [](auto& t) { return amin(t); },             [](auto& t) { return var(t, {1}, false, 1); },
      [](auto& t) { return std_dev(t, {0, 1}, false, 0); }, [](auto& t) { return logsumexp(t, {2}, false); },
      [](auto& t) { return norm(t, {0}, false); }, [](auto& t) { return max_dim(t, 1, false).first; },
      [](auto& t) { return softmax(t, 1, false, nullptr); }, [](auto& t) { return softmax(t, 2, true, nullptr); }};
  for (size_t i = 0; i < ops.size(); ++i) {
    SCOPED_TRACE(i);
    check_gradient([&](const std::vector<Tensor>& in) { return ops[i](in[0]); }, {x});
  }
}

TEST(ViewGradient, MatchesDifferences) {
  const Tensor x = sin(spread(0.1, 5.1, {2, 3, 4}));
  const Tensor picks = to(tensor({2, 0, 2}), Dtype::int64);
  const std::vector<std::function<Tensor(const Tensor&)>> ops = {
      [](auto& t) { return reshape(t, {4, 6}); },
      [](auto& t) { return permute(t, {2, 0, 1}); },
      [](auto& t) { return expand(unsqueeze(t, 1), {2, 5, 3, 4}); },
      [](auto& t) { return slice(t, 2, 1, 4, 2); },
      [](auto& t) { return select(t, 1, -1); },
      [](auto& t) { return diagonal(t, 1, 1, 2); },
      [](auto& t) { return as_strided(t, {2, 3, 2}, {12, 1, 2}, 1); },  // windows that overlap
      [](auto& t) { return cat({t, t * 2.0}, 1); },
      [](auto& t) { return stack({t, t}, 0); },
      [&](auto& t) { return index_select(t, 1, picks); },
      [&](auto& t) { return index(t, {Tensor{}, picks}); },
      [&](auto& t) { return index(t, {to(tensor({0, 1, 1}), Dtype::int64), Tensor{}, picks}); },
      [&](auto& t) { return gather(t, 1, expand(reshape(picks, {1, 3, 1}), {2, 3, 4})); },
      [](auto& t) { return masked_fill(t, t > 0.5, 3); },
      [](auto& t) { return where(t > 0, t * t, t); },
      [&](auto& t) {
        Tensor y = t * 1.0;
        Tensor part = select(y, 0, 1);
        mul(part, part, &part);
        index_put_(y, {Tensor{}, to(tensor({2, 0}), Dtype::int64)}, narrow(t, 1, 0, 2) * 3.0, false);
        return y;
      }};
  for (size_t i = 0; i < ops.size(); ++i) {
    SCOPED_TRACE(i);
    check_gradient([&](const std::vector<Tensor>& in) { return ops[i](in[0]); }, {x});
  }
}

TEST(MatmulGradient, MatchesDifferences) {
  auto op = [](const std::vector<Tensor>& x) { return matmul(x[0], x[1]); };
  check_gradient(op, {sin(spread(0, 3, {2, 3})), sin(spread(1, 4, {3, 4}))});
  check_gradient(op, {sin(spread(0, 3, {2, 2, 3})), sin(spread(1, 4, {3, 2}))});
  check_gradient(op, {sin(spread(0, 3, {2, 1, 2, 3})), sin(spread(1, 4, {2, 3, 2}))});
  check_gradient(op, {sin(spread(0, 3, {3})), sin(spread(1, 4, {2, 3, 2}))});
  check_gradient([](const std::vector<Tensor>& x) { return linear(x[0], x[1], x[2]); },
                 {sin(spread(0, 3, {2, 2, 3})), sin(spread(1, 4, {4, 3})), sin(spread(2, 3, {4}))});
}

TEST(LossGradient, MatchesDifferences) {
  const Tensor x = sin(spread(0, 7, {4, 3})), target = to(tensor({0, 2, 1, -100}), Dtype::int64);
  const Tensor weight = tensor({0.5, 1, 2});
  for (Reduction reduction : {Reduction::none, Reduction::mean, Reduction::sum}) {
    check_gradient([&](const std::vector<Tensor>& in) { return nll_loss(in[0], target, weight, reduction, -100); }, {x});
    check_gradient([&](const std::vector<Tensor>& in) { return cross_entropy(in[0], target, weight, reduction, -100, 0.1); },
                   {x});
    check_gradient([&](const std::vector<Tensor>& in) { return mse_loss(in[0], in[1], reduction); },
                   {x, cos(x)});
  }
}

}  // namespace
}  // namespace nt::test
