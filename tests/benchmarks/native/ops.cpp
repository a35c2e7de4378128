// The core's implementation of the operations, by name.
#include <map>

#include "autograd/engine.h"
#include "check.h"
#include "inputs.h"
#include "ops/activation.h"
#include "ops/algebra.h"
#include "ops/embedding.h"
#include "ops/masks.h"
#include "ops/norms.h"
#include "ops/random.h"
#include "ops/scan.h"
#include "ops/shape.h"
#include "ops/sorting.h"
#include "ops/table.h"
#include "ops/windows.h"
#include "session.h"

namespace nt::bench {
namespace {

using Inputs = std::vector<Tensor>;
using Op = std::function<Tensor(Inputs&)>;

int64_t whole(const Object& params, const std::string& name) { return static_cast<int64_t>(number(params, name)); }

// Over everything, or over one dimension where the case has a "dim".
Dims dims(const Object& params) { return params.count("dim") ? Dims{whole(params, "dim")} : Dims{}; }

const std::map<std::string, Op (*)(const Object&)>& ops() {
#define OP(expression) [](const Object&) -> Op { return [](Inputs& x) -> Tensor { return expression; }; }
#define OP_DIMS(expression) \
  [](const Object& p) -> Op { return [d = dims(p)](Inputs& x) -> Tensor { return expression; }; }
#define OP_DIM(expression) \
  [](const Object& p) -> Op { return [d = whole(p, "dim")](Inputs& x) -> Tensor { return expression; }; }
  static const std::map<std::string, Op (*)(const Object&)> table = {
      {"op.add", OP(x[0] + x[1])},
      {"op.mul", OP(x[0] * x[1])},
      {"op.mul_number", OP(x[0] * Scalar(1.5))},
      {"op.add_", OP(add(x[0], x[1], 1, &x[0]))},
      {"op.relu", OP(relu(x[0]))},
      {"op.exp", OP(exp(x[0]))},
      {"op.tanh", OP(tanh(x[0]))},
      {"op.sigmoid", OP(sigmoid(x[0]))},
      {"op.gelu", OP(gelu(x[0], GeluApproximation::none))},
      {"op.where", OP(where(x[0], x[1], x[2]))},
      {"op.less", OP(x[0] < x[1])},
      {"op.copy", OP(clone(x[0]))},
      {"op.to_bfloat16", OP(to(x[0], Dtype::bfloat16))},
      {"op.to_float64", OP(to(x[0], Dtype::float64))},
      {"op.chain10", OP(sigmoid(tanh(relu((x[0] + x[1]) * Scalar(0.5)) - x[1]) * x[1] + x[0]) * Scalar(2) - x[1])},
      {"op.sum", OP_DIMS(sum(x[0], d))},
      {"op.mean", OP_DIMS(mean(x[0], d))},
      {"op.max", OP_DIMS(d.empty() ? amax(x[0]) : max_dim(x[0], d[0], false).first)},
      {"op.argmax", OP_DIMS(argmax(x[0], d, false))},
      {"op.var", OP_DIMS(var(x[0], d, false, 1))},
      {"op.norm", OP_DIMS(norm(x[0], d, false))},
      {"op.cumsum", OP_DIM(cumsum(x[0], d))},
      {"op.sort", OP_DIM(sort(x[0], d, false).first)},
      {"op.topk", [](const Object& p) -> Op { return [k = whole(p, "k")](Inputs& x) { return topk(x[0], k, -1, true, true).first; }; }},
      {"op.softmax", OP_DIM(softmax(x[0], d, false, nullptr))},
      {"op.log_softmax", OP_DIM(softmax(x[0], d, true, nullptr))},
      {"op.cross_entropy", OP(cross_entropy(x[0], x[1], Tensor(), Reduction::mean, -100, 0))},
      {"op.layer_norm", OP(layer_norm("layer_norm", x[0], x[1].sizes(), x[1], x[2], 1e-5).result)},
      {"op.batch_norm", OP(batch_norm(x[0], Tensor(), Tensor(), x[1], x[2], true, 0.1, 1e-5))},
      {"op.max_pool2d", OP(max_pool(2, x[0], {2}, {2}, {0}, {1}, false, false).first)},
      {"op.conv2d",
       [](const Object& p) -> Op {
         return [stride = whole(p, "stride"), padding = whole(p, "padding"), groups = whole(p, "groups")](Inputs& x) {
           return conv(2, x[0], x[1], x[2], {stride}, {padding}, {1}, groups);
         };
       }},
      {"op.slice", [](const Object& p) -> Op { return [end = whole(p, "end")](Inputs& x) { return slice(x[0], 0, 0, end, 1); }; }},
      {"op.cat", OP(cat({x[0], x[1]}, 0))},
      {"op.transpose", OP(contiguous(t(x[0])))},
      {"op.permute", OP(contiguous(permute(x[0], {0, 3, 1, 2})))},
      {"op.index_select", OP(index_select(x[0], 0, x[1]))},
      {"op.gather", OP(gather(x[0], 1, x[1]))},
      {"op.masked_select", OP(masked_select(x[0], x[1]))},
      {"op.scatter_add", OP(scatter_add(x[0], 0, x[1], x[2]))},
      {"op.embedding", OP(embedding(x[0], x[1], nullptr, nullptr, 2, false))},
      {"op.matmul", OP(matmul(x[0], x[1]))},
      {"op.linear", OP(linear(x[0], x[1], x[2]))},
  };
#undef OP
#undef OP_DIMS
#undef OP_DIM
  return table;
}

// The operation and its derivative, into gradients that start from nothing.
Workload backward_workload(Op op, Inputs inputs) {
  Inputs leaves;
  for (const Tensor& input : inputs)
    if (input.requires_grad()) leaves.push_back(input);
  const Tensor first = op(inputs);
  const Tensor cotangent = to(randn(first.sizes()), first.dtype());
  const auto step = [op, cotangent](Inputs& x) {
    Tensor result = op(x);
    backward({result}, {cotangent}, {}, {});
    return result;
  };
  const auto forget = [leaves] {
    for (const Tensor& leaf : leaves) leaf.impl()->autograd->grad = {};
  };
  Inputs results = {step(inputs)};
  for (const Tensor& leaf : leaves) results.push_back(Tensor{leaf.impl()->autograd->grad});
  std::string checked = check(results);
  forget();
  return {checked, [step, forget, inputs]() mutable {
            step(inputs);
            forget();
          }};
}

Workload prepare(const Object& request) {
  const auto found = ops().find(text(request, "op"));
  if (found == ops().end()) throw Unsupported("no operation " + text(request, "op"));
  const Object params = object(request, "params");
  default_generator().seed_with(static_cast<uint64_t>(number(request, "seed")));
  Op op = found->second(params);
  Inputs inputs = draw(text(params, "inputs"));
  if (flag(params, "backward")) return backward_workload(std::move(op), std::move(inputs));
  std::string checked = check({op(inputs)});
  return {std::move(checked), [op, inputs]() mutable { op(inputs); }};
}

}  // namespace

Framework core() { return {R"({"name":"C++ core","version":"0.1","device":"cpu"})", prepare}; }

}  // namespace nt::bench
