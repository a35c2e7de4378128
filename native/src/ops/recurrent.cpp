// Recurrent layers: checks, the fused call of the CPU, and the derivative beside it.
#include "ops/recurrent.h"

#include "autograd/engine.h"
#include "core/graph.h"
#include "cpu/recurrent.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

const char* name_of(RecurrentMode mode) {
  return mode == RecurrentMode::lstm ? "lstm" : mode == RecurrentMode::gru ? "gru" : "rnn";
}

// What gradients go to, in this order.
constexpr int kInputs = 8;
using Operands = std::array<Tensor, kInputs>;
enum Operand { kX, kH0, kC0, kIh, kHh, kBiasIh, kBiasHh, kHr };

RecurrentWeights weights_of(const Operands& o) { return {o[kIh], o[kHh], o[kBiasIh], o[kBiasHh], o[kHr]}; }

void check(const char* op, RecurrentMode mode, const Operands& o, const RecurrentSteps& steps) {
  static const char* const names[] = {"input", "h0", "c0", "weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr"};
  const Tensor& x = o[kX];
  NT_CHECK(is_floating(x.dtype()), Code::dtype, "[", op, "] not defined for ", x.dtype(), ": floating dtypes only");
  for (int i = 0; i < kInputs; ++i) {
    const Tensor& t = o[static_cast<size_t>(i)];
    if (!t.defined()) continue;
    NT_CHECK(t.dtype() == x.dtype(), Code::dtype, "[", op, "] ", names[i], " is ", t.dtype(), ", the input ", x.dtype());
    NT_CHECK(t.device() == x.device(), Code::device, "[", op, "] ", names[i], " is on ", t.device(), ", the input on ", x.device());
    const int dim = i == kBiasIh || i == kBiasHh ? 1 : 2;
    NT_CHECK(t.dim() == dim, Code::shape, "[", op, "] ", names[i], " ", t.sizes(), " has not ", dim, " dimensions");
  }
  const int64_t gates = o[kIh].size(0), hidden = gates / gate_count(mode), outputs = o[kHr].defined() ? o[kHr].size(0) : hidden;
  NT_CHECK(!steps.batch_sizes.empty(), Code::shape, "[", op, "] the sequences have no steps");
  const int64_t batch = steps.batch_sizes[0];
  const auto need = [&](Operand which, const Dims& sizes) {
    const Tensor& t = o[static_cast<size_t>(which)];
    NT_CHECK(!t.defined() || t.sizes() == sizes, Code::shape, "[", op, "] ", names[which], " ", t.sizes(), " is to be ", sizes);
  };
  need(kIh, {hidden * gate_count(mode), x.size(1)});
  need(kHh, {gates, outputs});
  need(kBiasIh, {gates});
  need(kBiasHh, {gates});
  need(kHr, {outputs, hidden});
  need(kH0, {batch, outputs});
  need(kC0, {batch, hidden});
  int64_t rows = 0, before = batch;
  for (int64_t size : steps.batch_sizes) {
    NT_CHECK(size >= 0 && size <= before, Code::argument, "[", op, "] batch sizes must not grow: ", size, " follows ", before);
    rows += before = size;
  }
  NT_CHECK(rows == x.size(0), Code::shape, "[", op, "] input ", x.sizes(), " has not the ", rows, " rows that the batch sizes add to");
}

bool is_fused(const Tensor& x) { return x.device().is_cpu() && (x.dtype() == Dtype::float32 || x.dtype() == Dtype::float64); }

Tensor plain(const Tensor& t) { return t.defined() ? contiguous(detach(t)) : t; }
const void* address(const Tensor& t) { return t.defined() ? t.raw() : nullptr; }
void* writable(const Tensor& t) { return t.defined() ? t.raw() : nullptr; }

// What forward keeps for backward.
struct Kept {
  Tensor y, gates, cells, raw;
};

// The arguments of both ways; `o` stays alive while they are used.
cpu::RecurrentArgs arguments(RecurrentMode mode, const Operands& o, const RecurrentSteps& steps, const Kept& kept) {
  cpu::RecurrentArgs a{};
  a.mode = mode;
  a.dtype = o[kX].dtype();
  a.batch_sizes = steps.batch_sizes.data();
  a.steps = static_cast<int64_t>(steps.batch_sizes.size());
  a.rows = o[kX].size(0);
  a.inputs = o[kX].size(1);
  a.hidden = o[kIh].size(0) / gate_count(mode);
  a.outputs = o[kH0].size(1);
  a.reverse = steps.reverse;
  a.x = address(o[kX]);
  a.h0 = address(o[kH0]);
  a.c0 = address(o[kC0]);
  a.weight_ih = address(o[kIh]);
  a.weight_hh = address(o[kHh]);
  a.bias_ih = address(o[kBiasIh]);
  a.bias_hh = address(o[kBiasHh]);
  a.weight_hr = address(o[kHr]);
  a.y = writable(kept.y);
  a.gates = writable(kept.gates);
  a.cells = writable(kept.cells);
  a.raw = writable(kept.raw);
  return a;
}

void fused_gradients(RecurrentMode mode, const Operands& given, const RecurrentSteps& steps, const Kept& kept, Backward& b) {
  Operands o;
  for (size_t i = 0; i < o.size(); ++i) o[i] = plain(given[i]);
  cpu::RecurrentArgs a = arguments(mode, o, steps, kept);
  const Tensor grad_y = plain(b.grad(0)), grad_hn = plain(b.grad(1));
  const Tensor grad_cn = mode == RecurrentMode::lstm ? plain(b.grad(2)) : Tensor{};
  a.grad_y = address(grad_y);
  a.grad_hn = address(grad_hn);
  a.grad_cn = address(grad_cn);
  void** const results[kInputs] = {&a.grad_x,       &a.grad_h0,      &a.grad_c0,     &a.grad_weight_ih, &a.grad_weight_hh,
                                   &a.grad_bias_ih, &a.grad_bias_hh, &a.grad_weight_hr};
  for (int i = 0; i < kInputs; ++i) {
    if (!b.needs(i)) continue;
    const Tensor& like = o[static_cast<size_t>(i)];
    b[i] = Tensor::empty(like.sizes(), like.dtype(), like.device());
    *results[i] = b[i].raw();
  }
  cpu::recurrent_backward(a);
}

// As above where the gradients are to be differentiated: those of the composed layer at views of its operands, so that what
// one operand depends on through another one is not counted here.
void composed_gradients(RecurrentMode mode, const Operands& given, const RecurrentSteps& steps, Backward& b) {
  Operands o;
  std::vector<Tensor> wanted;
  for (int i = 0; i < kInputs; ++i) {
    const Tensor& t = given[static_cast<size_t>(i)];
    o[static_cast<size_t>(i)] = b.needs(i) ? view(t, t.sizes()) : t;
    if (b.needs(i)) wanted.push_back(o[static_cast<size_t>(i)]);
  }
  const RecurrentResult made = composed_recurrent_layer(mode, o[kX], o[kH0], o[kC0], weights_of(o), steps);
  const Tensor* const results[] = {&made.y, &made.hn, &made.cn};
  std::vector<Tensor> outputs, gradients;
  for (int i = 0; i < (mode == RecurrentMode::lstm ? 3 : 2); ++i) {
    if (!b.grad(i).defined() || !needs_grad(*results[i])) continue;
    outputs.push_back(*results[i]);
    gradients.push_back(b.grad(i));
  }
  const std::vector<Tensor> found = grad(outputs, gradients, wanted, {.retain_graph = true, .create_graph = true, .allow_unused = true});
  for (int i = 0, at = 0; i < kInputs; ++i) {
    if (b.needs(i)) b[i] = found[static_cast<size_t>(at++)];
  }
}

RecurrentResult fused(RecurrentMode mode, const Operands& given, const RecurrentSteps& steps) {
  Operands o;
  for (size_t i = 0; i < o.size(); ++i) o[i] = plain(given[i]);
  const bool lstm = mode == RecurrentMode::lstm, gated = gate_count(mode) > 1;
  const int64_t rows = o[kX].size(0), hidden = o[kIh].size(0) / gate_count(mode);
  const auto make = [&](bool there, int64_t columns) {
    return there ? Tensor::empty({rows, columns}, o[kX].dtype(), o[kX].device()) : Tensor{};
  };
  const Kept kept{make(true, o[kH0].size(1)), make(gated, 4 * hidden), make(lstm, hidden), make(o[kHr].defined(), hidden)};
  RecurrentResult made{kept.y, empty_like(o[kH0]), lstm ? empty_like(o[kC0]) : Tensor{}};
  cpu::RecurrentArgs a = arguments(mode, o, steps, kept);
  a.hn = made.hn.raw();
  a.cn = writable(made.cn);
  cpu::recurrent_forward(a);

  const auto formula = [mode, steps](Backward& b) {
    Operands o;
    for (int i = 0; i < kInputs; ++i) o[static_cast<size_t>(i)] = b.saved(i);
    if (grad_enabled()) return composed_gradients(mode, o, steps, b);
    fused_gradients(mode, o, steps, {b.saved(kInputs), b.saved(kInputs + 1), b.saved(kInputs + 2), b.saved(kInputs + 3)}, b);
  };
  const char* node = lstm ? "LstmBackward0" : mode == RecurrentMode::gru ? "GruBackward0" : "RnnBackward0";
  const auto record_with = [&](std::initializer_list<Tensor*> outs) {
    record_all(node, outs, {&given[0], &given[1], &given[2], &given[3], &given[4], &given[5], &given[6], &given[7]},
               {&given[0], &given[1], &given[2], &given[3], &given[4], &given[5], &given[6], &given[7], &made.y, &kept.gates,
                &kept.cells, &kept.raw},
               formula);
  };
  if (lstm) {
    record_with({&made.y, &made.hn, &made.cn});
  } else {
    record_with({&made.y, &made.hn});
  }
  return made;
}

}  // namespace

static int64_t packed_rows(const char* op, int64_t length, int64_t batch) {
  int64_t rows = 0;
  NT_CHECK(!__builtin_mul_overflow(length, batch, &rows), Code::argument, "[", op, "] ", length, " steps of ", batch,
           " rows are more than can be counted");
  return rows;
}

RecurrentResult recurrent_layer(RecurrentMode mode, const Tensor& input, const Tensor& h0, const Tensor& c0,
                                const RecurrentWeights& weights, RecurrentSteps steps) {
  const char* op = name_of(mode);
  const bool packed = !steps.batch_sizes.empty();
  NT_CHECK(input.dim() == (packed ? 2 : 3), Code::shape, "[", op, "] input ", input.sizes(), " has not ", packed ? 2 : 3, " dimensions");
  const int64_t length = input.size(0), batch = input.size(1);
  const Tensor rows = packed ? input : reshape(input, {packed_rows(op, length, batch), input.size(2)});
  // Steps without rows change nothing: one stands for all of them.
  if (!packed) steps.batch_sizes.assign(static_cast<size_t>(batch == 0 ? std::min<int64_t>(length, 1) : length), batch);
  const Operands o{rows, h0, c0, weights.ih, weights.hh, weights.bias_ih, weights.bias_hh, weights.hr};
  check(op, mode, o, steps);
  RecurrentResult made = is_fused(rows) ? fused(mode, o, steps) : composed_recurrent_layer(mode, rows, h0, c0, weights, steps);
  if (!packed) made.y = reshape(made.y, {length, batch, made.y.size(1)});
  return made;
}

}  // namespace nt
