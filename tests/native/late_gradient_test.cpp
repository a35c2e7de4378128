// Max pooling's gradient, handed on before it is computed (core/late_gradient.h): the same numbers as without, and as in float64,
// and nothing that a user can see is different.
#include "core/node_extras.h"
#include "draw.h"
#include "ops/windows.h"
#include "support.h"
#include "with_threads.h"

namespace nt::test {
namespace {

struct Shape {
  int64_t batch, channels, outputs, groups, size[2], kernel, stride, padding, pool, pool_padding;
};

class LateGradient : public testing::Test {
 protected:
  Threads threads;
  Draw draw{5};

  Tensor draw_normal(const Dims& sizes) {
    Tensor t = Tensor::empty(sizes, Dtype::float32);
    for (int64_t i = 0; i < t.numel(); ++i) t.data<float>()[i] = std::normal_distribution<float>(0, 1)(draw.engine);
    return t;
  }

  Shape draw_shape() {
    Shape s{};
    s.batch = draw(1, 40);
    s.groups = draw(0, 4) == 0 ? 2 : 1;
    s.channels = s.groups * draw(1, 3);
    s.outputs = s.groups * draw(1, 7);
    for (int64_t& size : s.size) size = draw(0, 2) == 0 ? 32 : draw(6, 40);
    s.kernel = draw(1, 5);
    s.stride = draw(1, 2);
    s.padding = draw(0, s.kernel / 2);
    s.pool = draw(1, 2) == 1 ? 2 : 3;
    s.pool_padding = draw(0, 1);
    return s;
  }

  static Tensor pooled(const Shape& s, const Tensor& x) {
    return max_pool(2, x, {s.pool}, {2}, {s.pool_padding}, {1}, false, false).first;
  }

  // Gradients for conv's weight, its bias and maybe its input, by way of relu and pooling.
  std::vector<Tensor> gradients(const Shape& s, const std::vector<Tensor>& given, Dtype dtype, bool relus,
                                bool create_graph) {
    const Tensor x = s.batch % 3 == 0 ? leaf(to(given[0], dtype)) : to(given[0], dtype);
    const Tensor w = leaf(to(given[1], dtype)), bias = leaf(to(given[2], dtype));
    const Tensor y = conv(2, x, w, bias, {s.stride}, {s.padding}, {1}, s.groups);
    const Tensor result = pooled(s, relus ? relu(y) : y);
    Tensor weights = to(given[3], dtype);
    while (weights.numel() < result.numel()) weights = cat({weights, weights}, 0);
    backward({result}, {reshape(narrow(weights, 0, 0, result.numel()), result.sizes())}, {},
             {false, create_graph, false});
    std::vector<Tensor> grads = {grad_of(w), grad_of(bias)};
    if (x.requires_grad()) grads.push_back(grad_of(x));
    for (Tensor& grad : grads) grad = detach(grad);
    // A gradient with a graph holds its leaf, which holds the gradient.
    for (const Tensor& t : {x, w, bias}) {
      if (t.impl()->autograd) t.impl()->autograd->grad = {};
    }
    return grads;
  }
};

double largest(const std::vector<double>& numbers) {
  double most = 0;
  for (double x : numbers) most = std::max(most, std::abs(x));
  return most;
}

TEST_F(LateGradient, IsWhatItIsInTime) {
  for (int i = 0; i < 60; ++i) {
    const Shape s = draw_shape();
    const bool relus = draw(0, 1) == 1;
    threads.set(static_cast<int>(draw(1, 2)));
    const std::vector<Tensor> given = {draw_normal({s.batch, s.channels, s.size[0], s.size[1]}),
                                       draw_normal({s.outputs, s.channels / s.groups, s.kernel, s.kernel}),
                                       draw_normal({s.outputs}), draw_normal({1000})};
    const std::vector<Tensor> late = gradients(s, given, Dtype::float32, relus, false);
    const std::vector<Tensor> exact = gradients(s, given, Dtype::float64, relus, true);
    for (size_t g = 0; g < exact.size(); ++g) {
      SCOPED_TRACE(testing::Message() << "case " << i << ", gradient " << g << " of batch " << s.batch << ", "
                                      << s.channels << " to " << s.outputs << " channels in " << s.groups << ", planes "
                                      << s.size[0] << " x " << s.size[1] << ", kernel " << s.kernel << ", stride "
                                      << s.stride << ", padding " << s.padding << ", pool " << s.pool << ", relu "
                                      << relus);
      const std::vector<double> want = values(exact[g]);
      ASSERT_NO_FATAL_FAILURE(expect_near(values(late[g]), want, 1e-5 * largest(want) + 1e-6));
      if (testing::Test::HasFailure()) return;
    }
  }
}

// An infinity times the zeros between the windows' gradients is NaN, as if those were there.
TEST_F(LateGradient, MeetsInfiniteInputs) {
  const Shape s{16, 2, 4, 1, {32, 32}, 3, 1, 1, 3, 1};
  for (const int threads_of : {1, 2}) {
    threads.set(threads_of);
    const std::vector<Tensor> given = {draw_normal({s.batch, s.channels, s.size[0], s.size[1]}),
                                       draw_normal({s.outputs, s.channels, s.kernel, s.kernel}),
                                       draw_normal({s.outputs}), draw_normal({1000})};
    given[0].data<float>()[draw(0, given[0].numel() - 1)] = std::numeric_limits<float>::infinity();
    const std::vector<Tensor> late = gradients(s, given, Dtype::float32, false, false);
    const std::vector<Tensor> whole = gradients(s, given, Dtype::float32, false, true);
    const std::vector<double> got = values(late[0]), want = values(whole[0]);
    for (size_t i = 0; i < want.size(); ++i) EXPECT_EQ(std::isnan(got[i]), std::isnan(want[i])) << i;
    EXPECT_TRUE(std::any_of(want.begin(), want.end(), [](double x) { return std::isnan(x); }));
  }
}

// A net with numbers that float32 has exactly, so that both ways give the same bits.
struct Net {
  Tensor x, w = leaf(to(floor(wave({4, 2, 3, 3}, 0.2) * 8.0), Dtype::float32)),
            bias = leaf(to(floor(wave({4}, 0.5) * 4.0), Dtype::float32));
  Tensor before, active, pooled;

  Net() : x(to(floor(wave({6, 2, 32, 32}, 0.7) * 8.0), Dtype::float32)) {
    before = conv(2, x, w, bias, {1}, {1}, {1}, 1);
    active = relu(before);
    pooled = max_pool(2, active, {3}, {2}, {1}, {1}, false, false).first;
  }
  Tensor cotangent() const { return to(floor(wave(pooled.sizes(), 0.3) * 4.0), Dtype::float32); }
  std::vector<double> grads() const {
    std::vector<double> all = values(grad_of(w));
    const std::vector<double> more = values(grad_of(bias));
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

std::vector<double> expected() {
  const Net net;
  backward({net.pooled}, {net.cotangent()}, {}, {false, true, false});
  return net.grads();
}

TEST_F(LateGradient, ComesInTimeForThoseWhoAskForIt) {
  const std::vector<double> want = expected();
  const Net net;
  const std::vector<Tensor> asked =
      grad({net.pooled}, {net.cotangent()}, {net.active, net.before, net.w}, {true, false, false});
  const std::vector<Tensor> recorded =
      grad({net.pooled}, {net.cotangent()}, {net.active, net.before, net.w}, {true, true, false});
  for (size_t i = 0; i < asked.size(); ++i) expect_near(values(asked[i]), values(recorded[i]), 0);
  backward({net.pooled}, {net.cotangent()}, {}, {true, false, false});
  expect_near(net.grads(), want, 0);
  backward({net.pooled}, {net.cotangent()}, {}, {});  // and once more, to what is there
  std::vector<double> twice = want;
  for (double& x : twice) x *= 2;
  expect_near(net.grads(), twice, 0);
  EXPECT_EQ(error_code([&] { backward({net.pooled}, {net.cotangent()}, {}, {}); }), static_cast<int>(Code::autograd));
}

TEST_F(LateGradient, ComesInTimeForHooksAndRetainedGradients) {
  static int64_t seen;
  seen = 0;
  const auto count = [](void*, nt_tensor* const* given, int32_t, nt_tensor**, int32_t) -> int32_t {
    Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(given[0]));
    return ++seen, 0;
  };
  const std::vector<double> want = expected();
  for (int place = 0; place < 2; ++place) {
    const Net net;
    NodeExtras& extras = grad_fn_of(place == 0 ? net.active : net.before)->make_extras();
    extras.add(HookKind::gradient, 0, Ref<Callback>::adopt(new Callback(count, nullptr, nullptr)));
    const auto slot = std::make_shared<Ref<TensorImpl>>();
    extras.retain({0, slot});
    backward({net.pooled}, {net.cotangent()}, {}, {});
    EXPECT_EQ(seen, place + 1);
    ASSERT_TRUE(*slot);
    expect_near(net.grads(), want, 0);
    const Net other;
    const Tensor& tensor = place == 0 ? other.active : other.before;
    const Tensor all = grad({other.pooled}, {other.cotangent()}, {tensor}, {false, true, false})[0];
    expect_near(values(Tensor{*slot}), values(all), 0);
  }
}

TEST_F(LateGradient, MeetsOtherPaths) {
  const auto run = [](bool create_graph) {
    const Net net;
    const Tensor loss = sum(net.pooled * net.cotangent()) + sum(net.active) + sum(net.before * 2.0);
    backward({loss}, {}, {}, {false, create_graph, false});
    return net.grads();
  };
  expect_near(run(false), run(true), 0);
}

TEST_F(LateGradient, SeesChangesInPlace) {
  Net net;
  mul(net.active, scalar_tensor(1.0), &net.active);
  std::string text;
  EXPECT_EQ(error_code([&] { backward({net.pooled}, {net.cotangent()}, {}, {}); }, &text),
            static_cast<int>(Code::autograd));
  EXPECT_NE(text.find("[ReluBackward0]"), std::string::npos) << text;
  // The pooled tensor is not saved: it may be changed, and tells nothing then.
  const std::vector<double> want = expected();
  Net other;
  const Tensor cotangent = other.cotangent() * -1.0;
  mul(other.pooled, scalar_tensor(-1.0), &other.pooled);
  backward({other.pooled}, {cotangent}, {}, {});
  expect_near(other.grads(), want, 0);
  // Not even a change that no version tells of changes the gradient.
  Net third;
  std::fill_n(third.pooled.data<float>(), third.pooled.numel(), 0.0f);
  backward({third.pooled}, {third.cotangent()}, {}, {});
  expect_near(third.grads(), want, 0);
}

TEST_F(LateGradient, KnowsReluInPlaceFromReluOfAnother) {
  const std::vector<double> want = expected();
  Net net;
  Tensor before = conv(2, net.x, net.w, net.bias, {1}, {1}, {1}, 1);
  relu(before, &before);
  backward({max_pool(2, before, {3}, {2}, {1}, {1}, false, false).first}, {net.cotangent()}, {}, {});
  expect_near(net.grads(), want, 0);
  // A view between them: what is pooled has the memory of relu's result, but other places.
  const auto turned = [](bool create_graph) {
    const Net net;
    const Tensor pooled = max_pool(2, transpose(net.active, 2, 3), {3}, {2}, {1}, {1}, false, false).first;
    backward({pooled}, {net.cotangent()}, {}, {false, create_graph, false});
    return net.grads();
  };
  expect_near(turned(false), turned(true), 0);
}

}  // namespace
}  // namespace nt::test
