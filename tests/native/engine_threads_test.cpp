// Graphs that several threads build, run and drop at once. What matters is ThreadSanitizer's silence as much as the values.
#include <atomic>
#include <thread>

#include "autograd/function.h"
#include "support.h"

namespace nt::test {
namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 100;

template <class F>
void on_threads(F f) {
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) threads.emplace_back(f, t);
  for (std::thread& thread : threads) thread.join();
}

TEST(EngineThreads, IndependentGraphs) {
  on_threads([](int t) {
    for (int i = 0; i < kRounds; ++i) {
      const Tensor x = leaf(tensor({1.0 + t, 2}));
      backward({sum(exp(x) * x)}, {}, {}, {});
      EXPECT_NEAR(values(grad_of(x))[0], std::exp(1.0 + t) * (2.0 + t), 1e-9);
    }
  });
}

TEST(EngineThreads, OneLeafGetsAllGradients) {
  const Tensor w = leaf(tensor({1, 2}));
  on_threads([&](int) {
    for (int i = 0; i < kRounds; ++i) backward({sum(w * 2.0)}, {}, {}, {});
  });
  expect_near(values(grad_of(w)), {2.0 * kThreads * kRounds, 2.0 * kThreads * kRounds});
  EXPECT_EQ(w.impl()->use_count(), 1);
}

TEST(EngineThreads, OneGraphRunsOnAllThreads) {
  const Tensor x = leaf(tensor({0.5, 2}));
  const Tensor y = sum(exp(x) * x);
  on_threads([&](int) {
    for (int i = 0; i < kRounds; ++i) backward({y}, {}, {}, {true, false, false});
  });
  EXPECT_NEAR(values(grad_of(x))[0], kThreads * kRounds * std::exp(0.5) * 1.5, 1e-6);
}

TEST(EngineThreads, AGraphThatOneThreadFreesIsAnErrorForTheOthers) {
  for (int i = 0; i < kRounds; ++i) {
    const Tensor x = leaf(tensor({0.5, 2}));
    const Tensor y = sum(exp(x) * x);
    std::atomic<int> fine{0}, refused{0};
    on_threads([&](int) {
      const int code = error_code([&] { backward({y}, {}, {}, {}); });
      ++(code == 0 ? fine : refused);
      EXPECT_TRUE(code == 0 || code == static_cast<int>(Code::autograd)) << code;
    });
    EXPECT_LE(fine, 1);
    EXPECT_EQ(fine + refused, kThreads);
  }
}

TEST(EngineThreads, GraphsAreDroppedWhileOthersRunThem) {
  for (int i = 0; i < kRounds; ++i) {
    const Tensor x = leaf(tensor({0.5, 2}));
    Tensor middle = exp(x);
    Tensor y = sum(middle * x);
    std::thread other([mine = std::move(middle)]() mutable { mine = {}; });
    backward({y}, {}, {}, {});
    y = {};
    other.join();
  }
}

TEST(EngineThreads, HooksComeAndGoWhileTheNodeRuns) {
  const Tensor x = leaf(tensor({0.5, 2}));
  const Tensor y = exp(x);
  const Tensor z = sum(y);
  std::atomic<int> calls{0};
  const Callback::Call count = [](void* state, nt_tensor* const* given, int32_t given_count, nt_tensor**, int32_t) {
    for (int32_t i = 0; i < given_count; ++i) Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(given[i]));
    ++*static_cast<std::atomic<int>*>(state);
    return int32_t{0};
  };
  on_threads([&](int t) {
    for (int i = 0; i < kRounds; ++i) {
      if (t % 2) {
        backward({z}, {}, {}, {true, false, false});
      } else {
        NodeExtras& extras = grad_fn_of(y)->make_extras();
        const int64_t id = extras.add(HookKind::gradient, 0, Ref<Callback>::adopt(new Callback(count, &calls, nullptr)));
        EXPECT_TRUE(extras.remove(id));
        EXPECT_FALSE(extras.remove(id));
      }
    }
  });
  EXPECT_NEAR(values(grad_of(x))[0], kThreads / 2 * kRounds * std::exp(0.5), 1e-6);
}

}  // namespace
}  // namespace nt::test
