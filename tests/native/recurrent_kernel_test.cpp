// Recurrent layers in one call against the same in tensor algebra, step by step in float64: few and many rows, one step and
// more, both directions; with all gradients.
#include "draw.h"
#include "ops/recurrent.h"
#include "support.h"

namespace nt::test {
namespace {

struct Made {
  std::vector<std::vector<double>> results, gradients;
};

class RecurrentKernel : public testing::TestWithParam<RecurrentMode> {
 protected:
  Draw draw{3};
  bool is_lstm() const { return GetParam() == RecurrentMode::lstm; }

  // x, h0, c0, weights and biases, all leaves of the dtype; those of `given` that are undefined stay so.
  Made run(const std::vector<Tensor>& given, const RecurrentSteps& steps, Dtype dtype, bool composed) const {
    std::vector<Tensor> in;
    for (const Tensor& t : given) in.push_back(t.defined() ? leaf(to(clone(t), dtype)) : t);
    const RecurrentWeights weights{in[3], in[4], in[5], in[6], {}};
    const RecurrentResult r = composed ? composed_recurrent_layer(GetParam(), in[0], in[1], in[2], weights, steps)
                                       : recurrent_layer(GetParam(), in[0], in[1], in[2], weights, steps);
    std::vector<Tensor> outs = {r.y, r.hn}, grads;
    if (is_lstm()) outs.push_back(r.cn);
    for (const Tensor& t : outs) grads.push_back(to(wave(t.sizes(), 0.4), dtype));
    backward(outs, grads, {}, {});
    Made made;
    for (const Tensor& t : outs) made.results.push_back(values(t));
    for (const Tensor& t : in) {
      if (t.defined()) made.gradients.push_back(values(grad_of(t)));
    }
    return made;
  }
};

TEST_P(RecurrentKernel, IsTheComposedLayer) {
  for (int round = 0; round < 60; ++round) {
    const int64_t batch = draw(1, 9), inputs = draw(1, 20), hidden = draw(1, 50),
                  gates = gate_count(GetParam()) * hidden;
    RecurrentSteps steps{{}, draw(0, 1) == 1};
    int64_t rows = 0, left = batch;
    for (int64_t t = round % 3 == 0 ? 1 : draw(1, 5); t > 0; --t) {
      steps.batch_sizes.push_back(left);
      rows += left;
      left = draw(1, left);
    }
    const bool biased = draw(0, 1) == 1;
    const std::vector<Tensor> in = {wave({rows, inputs}, 1),
                                    wave({batch, hidden}, 2),
                                    is_lstm() ? wave({batch, hidden}, 3) : Tensor{},
                                    wave({gates, inputs}, 4) * 0.3,
                                    wave({gates, hidden}, 5) * 0.3,
                                    biased ? wave({gates}, 6) : Tensor{},
                                    biased ? wave({gates}, 7) : Tensor{}};
    SCOPED_TRACE(testing::Message() << steps.batch_sizes.size() << " steps of " << batch << ", " << inputs << " to "
                                    << hidden);
    const Made want = run(in, steps, Dtype::float64, true);
    for (Dtype dtype : {Dtype::float64, Dtype::float32}) {
      const Made got = run(in, steps, dtype, false);
      const double tolerance = dtype == Dtype::float64 ? 1e-11 : 2e-4;
      for (size_t i = 0; i < want.results.size(); ++i) expect_near(got.results[i], want.results[i], tolerance);
      for (size_t i = 0; i < want.gradients.size(); ++i) expect_near(got.gradients[i], want.gradients[i], tolerance);
    }
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, RecurrentKernel,
                         testing::Values(RecurrentMode::tanh, RecurrentMode::relu, RecurrentMode::lstm,
                                         RecurrentMode::gru));

}  // namespace
}  // namespace nt::test
