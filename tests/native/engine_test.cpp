// The autograd engine: accumulation, broadcasting, in-place changes, views, errors, and graphs too deep for a stack.
#include <thread>

#include "core/node_extras.h"
#include "support.h"

namespace nt::test {
namespace {

TEST(Engine, AccumulatesIntoLeavesOverBroadcastOperands) {
  const Tensor x = leaf(tensor({1, 2, 3, 4, 5, 6}, {2, 3})), b = leaf(tensor({10, 20, 30}));
  backward({sum(x * b)}, {}, {}, {});
  expect_near(values(grad_of(x)), {10, 20, 30, 10, 20, 30});
  expect_near(values(grad_of(b)), {5, 7, 9});
  backward({sum(x * b)}, {}, {}, {});
  expect_near(values(grad_of(b)), {10, 14, 18});
}

TEST(Engine, DiamondsMeetOnce) {
  const Tensor x = leaf(tensor({3}));
  const Tensor y = x * x;
  backward({sum(y * y + y)}, {}, {}, {});
  expect_near(values(grad_of(x)), {4 * 27 + 6});
}

TEST(Engine, GradientsThatSomebodyWantsStay) {
  const Tensor x = leaf(tensor({-1, 2, 3})), other = leaf(tensor({4, -5, 6})), w = tensor({5, 6, 7});
  const Tensor given = tensor({5, 6, 7});
  backward({relu(x)}, {given}, {}, {});
  expect_near(values(given), {5, 6, 7});
  // One gradient for two paths.
  backward({sum((relu(x) + relu(other)) * w)}, {}, {}, {});
  expect_near(values(grad_of(x)), {0, 12, 14});
  expect_near(values(grad_of(other)), {5, 0, 7});
  const Tensor y = relu(x);
  const std::vector<Tensor> asked = grad({sum(y * w)}, {}, {y, x}, {});
  expect_near(values(asked[0]), {5, 6, 7});
  expect_near(values(asked[1]), {0, 6, 7});
  const Tensor kept = relu(x);
  const auto slot = std::make_shared<Ref<TensorImpl>>();
  grad_fn_of(kept)->make_extras().retain({0, slot});
  backward({sum(kept * w)}, {}, {}, {});
  expect_near(values(Tensor{*slot}), {5, 6, 7});
  // A hook that runs after the node is shown what came in.
  static bool whole;
  whole = false;
  const auto look = [](void*, nt_tensor* const* tensors, int32_t count, nt_tensor**, int32_t) -> int32_t {
    std::vector<Tensor> owned;
    for (int32_t i = 0; i < count; ++i) owned.emplace_back(Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(tensors[i])));
    whole = count == 2 && owned[1].version() == 0;
    return 0;
  };
  const Tensor watched = relu(x);
  grad_fn_of(watched)->make_extras().add(HookKind::after, 0, Ref<Callback>::adopt(new Callback(look, nullptr, nullptr)));
  backward({sum(watched * w)}, {}, {}, {});
  EXPECT_TRUE(whole);
}

TEST(Engine, InPlaceOnAViewReachesItsBase) {
  const Tensor x = leaf(tensor({1, 2, 3, 4}, {2, 2}));
  Tensor y = x * 1.0;
  Tensor row = select(y, 0, 0);
  mul(row, scalar_tensor(10.0), &row);
  EXPECT_STREQ(grad_fn_of(y)->name(), "CopySlices");
  backward({sum(y * y)}, {}, {}, {});
  expect_near(values(grad_of(x)), {200, 400, 6, 8});
}

TEST(Engine, AViewSeesWhatItsBaseBecame) {
  const Tensor x = leaf(tensor({1, 2, 3}));
  Tensor y = x * 1.0;
  const Tensor part = narrow(y, 0, 1, 2);
  mul(y, scalar_tensor(3.0), &y);
  EXPECT_STREQ(grad_fn_of(part)->name(), "AsStridedBackward0");
  backward({sum(part)}, {}, {}, {});
  expect_near(values(grad_of(x)), {0, 3, 3});
}

TEST(Engine, CopyIntoASliceGivesBothTheirShare) {
  const Tensor x = leaf(tensor({1, 2, 3})), w = leaf(tensor({7}));
  Tensor y = x * 2.0;
  Tensor part = narrow(y, 0, 0, 1);
  copy_(part, w);
  backward({sum(y * y)}, {}, {}, {});
  expect_near(values(grad_of(w)), {14});
  expect_near(values(grad_of(x)), {0, 16, 24});
}

TEST(Engine, SavedTensorsThatChangedAreNamedWithBothOps) {
  const Tensor x = leaf(tensor({1, 2}));
  Tensor y = x * 1.0;
  const Tensor z = exp(y) * y;
  add(y, scalar_tensor(1.0), 1, &y);
  std::string text;
  EXPECT_EQ(error_code([&] { backward({sum(z)}, {}, {}, {}); }, &text), static_cast<int>(Code::autograd));
  EXPECT_NE(text.find("[MulBackward0]"), std::string::npos) << text;
  EXPECT_NE(text.find("by add"), std::string::npos) << text;
}

TEST(Engine, InPlaceOnALeafOrItsViewIsRefused) {
  Tensor x = leaf(tensor({1, 2}));
  EXPECT_EQ(error_code([&] { add(x, x, 1, &x); }), static_cast<int>(Code::autograd));
  Tensor part = select(x, 0, 0);
  EXPECT_EQ(error_code([&] { fill_(part, 0); }), static_cast<int>(Code::autograd));
  GradMode off(false);
  EXPECT_EQ(error_code([&] { add(x, x, 1, &x); }), 0);
}

TEST(Engine, BackwardTwiceIsRefusedUnlessRetained) {
  const Tensor x = leaf(tensor({2}));
  const Tensor y = sum(x * x);
  backward({y}, {}, {}, {true, false, false});
  backward({y}, {}, {}, {});
  expect_near(values(grad_of(x)), {8});
  EXPECT_EQ(error_code([&] { backward({y}, {}, {}, {}); }), static_cast<int>(Code::autograd));
}

TEST(Engine, NeedsAScalarOrAGradient) {
  const Tensor x = leaf(tensor({1, 2}));
  EXPECT_EQ(error_code([&] { backward({x * 2.0}, {}, {}, {}); }), static_cast<int>(Code::autograd));
  EXPECT_EQ(error_code([&] { backward({x * 2.0}, {tensor({1})}, {}, {}); }), static_cast<int>(Code::shape));
  EXPECT_EQ(error_code([&] { backward({tensor({1})}, {}, {}, {}); }), static_cast<int>(Code::autograd));
}

TEST(Engine, GradStopsAtWhatWasAsked) {
  const Tensor x = leaf(tensor({2})), w = leaf(tensor({3}));
  const Tensor y = x * w;
  const std::vector<Tensor> g = grad({sum(y * y)}, {}, {y}, {});
  expect_near(values(g[0]), {12});
  EXPECT_FALSE(grad_of(x).defined());
  EXPECT_EQ(error_code([&] { grad({sum(x * 2.0)}, {}, {w}, {}); }), static_cast<int>(Code::autograd));
  EXPECT_FALSE(grad({sum(x * 2.0)}, {}, {w}, {false, false, true})[0].defined());
}

// Nodes are numbered by thread: an op here may have a higher number than one that reads its result elsewhere.
TEST(Engine, GradFollowsAGraphOfTwoThreads) {
  const Tensor x = leaf(tensor({3}));
  Tensor y = x * 1.0;
  for (int i = 0; i < 100; ++i) y = y * 1.0;
  Tensor z;
  std::thread([&] { z = y * y; }).join();
  expect_near(values(grad({sum(z)}, {}, {x}, {})[0]), {6});
}

TEST(Engine, SecondDerivative) {
  const Tensor x = leaf(tensor({2}));
  const Tensor y = sum(x * x * x);
  const Tensor first = grad({y}, {}, {x}, {true, true, false})[0];
  expect_near(values(first), {12});
  expect_near(values(grad({sum(first)}, {}, {x}, {})[0]), {12});
}

TEST(Engine, AMillionNodesRunAndAreFreed) {
  const Tensor x = leaf(tensor({1}));
  Tensor y = x;
  for (int i = 0; i < 1'000'000; ++i) y = neg(y);
  backward({sum(y)}, {}, {}, {true, false, false});
  expect_near(values(grad_of(x)), {1});
  y = Tensor{};  // frees the whole chain
  Tensor z = x;
  for (int i = 0; i < 1'000'000; ++i) z = exp(z) * 0.0;  // with saved tensors, dropped without a run
}

TEST(Engine, GraphsAreFreedWithTheirResults) {
  const Tensor x = leaf(tensor({1, 2}));
  {
    const Tensor y = exp(x);  // saves its own result: must not keep itself alive
    EXPECT_EQ(x.impl()->use_count(), 2);  // its accumulator, which y's graph holds, holds it
  }
  EXPECT_EQ(x.impl()->use_count(), 1);
}

TEST(Engine, NoGradRecordsNothing) {
  const Tensor x = leaf(tensor({1}));
  GradMode off(false);
  EXPECT_FALSE(needs_grad(x * 2.0));
}

}  // namespace
}  // namespace nt::test
