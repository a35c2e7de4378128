// Recurrent layers as other ops, step by step: for devices and dtypes without a loop of their own, and for second derivatives.
#include "ops/algebra.h"
#include "ops/recurrent.h"
#include "ops/table.h"

namespace nt {
namespace {

struct State {
  Tensor h, c;
};

// One step: gates are W_ih x + b_ih of its rows.
State next(RecurrentMode mode, const Tensor& gates, const State& state, const RecurrentWeights& w) {
  const Tensor inner = linear(state.h, w.hh, w.bias_hh);
  const int64_t hidden = inner.size(1) / gate_count(mode);
  const auto part = [hidden](const Tensor& t, int64_t i) { return narrow(t, 1, i * hidden, hidden); };
  if (mode == RecurrentMode::gru) {
    const Tensor r = sigmoid(part(gates, 0) + part(inner, 0)), z = sigmoid(part(gates, 1) + part(inner, 1));
    const Tensor n = tanh(part(gates, 2) + r * part(inner, 2));
    return {n + z * (state.h - n), {}};
  }
  const Tensor sums = gates + inner;
  if (mode != RecurrentMode::lstm) return {mode == RecurrentMode::relu ? relu(sums) : tanh(sums), {}};
  const Tensor c = sigmoid(part(sums, 1)) * state.c + sigmoid(part(sums, 0)) * tanh(part(sums, 2));
  const Tensor h = sigmoid(part(sums, 3)) * tanh(c);
  return {w.hr.defined() ? linear(h, w.hr, {}) : h, c};
}

}  // namespace

RecurrentResult composed_recurrent_layer(RecurrentMode mode, const Tensor& rows, const Tensor& h0, const Tensor& c0,
                                         const RecurrentWeights& weights, const RecurrentSteps& steps) {
  const Tensor gates = linear(rows, weights.ih, weights.bias_ih);
  const int64_t count = static_cast<int64_t>(steps.batch_sizes.size()), batch = h0.size(0);
  std::vector<Tensor> outputs(steps.batch_sizes.size());
  State state{h0, c0};
  // The first `size` sequences take part, the others keep their state.
  const auto first = [](const Tensor& t, int64_t size) { return t.defined() && size < t.size(0) ? narrow(t, 0, 0, size) : t; };
  const auto join = [batch](const Tensor& fresh, const Tensor& old, int64_t size) {
    return fresh.defined() && size < batch ? cat({fresh, narrow(old, 0, size, batch - size)}, 0) : fresh;
  };
  int64_t at = steps.reverse ? rows.size(0) : 0;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t t = steps.reverse ? count - 1 - i : i, size = steps.batch_sizes[static_cast<size_t>(t)];
    if (steps.reverse) at -= size;
    const State fresh = next(mode, narrow(gates, 0, at, size), {first(state.h, size), first(state.c, size)}, weights);
    if (!steps.reverse) at += size;
    outputs[static_cast<size_t>(t)] = fresh.h;
    state = {join(fresh.h, state.h, size), join(fresh.c, state.c, size)};
  }
  return {cat(outputs, 0), state.h, state.c};
}

}  // namespace nt
