#include "autograd/function.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "core/graph.h"
#include "ops/ops.h"

namespace nt {
namespace {

// A node's name lives as long as the library; there are as many as the program has functions.
const char* interned(const std::string& name) {
  static std::mutex mutex;
  static auto* names = new std::set<std::string>();
  std::lock_guard lock(mutex);
  return names->insert(name).first->c_str();
}

class FunctionNode final : public Node {
 public:
  FunctionNode(const FunctionCall& call, Ref<Callback> backward)
      : Node(interned(call.name)), backward_(std::move(backward)), materialize_(call.materialize) {}

  void apply(const Tensor* grads, Tensor* results) override {
    std::vector<Tensor> given(grads, grads + outputs.size());
    for (size_t i = 0; materialize_ && i < given.size(); ++i) {
      if (!given[i].defined()) given[i] = zeros(outputs[i].sizes, outputs[i].dtype, outputs[i].device);
    }
    (*backward_)(given, {results, edges.size()});
  }
  std::span<Saved> saved() override { return saved_; }
  void save(const Tensor& tensor, bool is_result) { saved_.emplace_back(tensor, is_result ? this : nullptr); }

 private:
  Ref<Callback> backward_;
  std::vector<Saved> saved_;
  bool materialize_;
};

bool contains(const std::vector<Tensor>& tensors, const Tensor& tensor) {
  return std::any_of(tensors.begin(), tensors.end(), [&](const Tensor& t) { return t.is_same(tensor); });
}

}  // namespace

void check(const FunctionCall& call) {
  const char* name = call.name.c_str();
  NT_CHECK(grad_enabled(), Code::autograd, "[", name, "] gradients are not recorded here");
  for (size_t i = 0; i < call.outputs.size(); ++i) {
    const Tensor& output = call.outputs[i];
    if (call.kinds[i] == FunctionOutput::dirty) {
      NT_CHECK(contains(call.inputs, output), Code::autograd, "[", name, "] output ", i,
               " is marked dirty, but is no input");
      check_inplace(name, output);
      NT_CHECK(!output.impl()->autograd || !output.impl()->autograd->base ||
                   (call.outputs.size() == 1 && call.inputs[0].is_same(output)),
               Code::unsupported, "[", name,
               "] a view can be changed in place only as the first input and the only output");
      continue;
    }
    NT_CHECK(!contains(call.inputs, output), Code::autograd, "[", name, "] output ", i,
             " is an input that is not marked dirty");
    NT_CHECK(call.kinds[i] == FunctionOutput::not_differentiable || !needs_grad(output), Code::autograd, "[", name,
             "] output ", i, " already has a gradient of its own");
  }
  for (const Tensor& tensor : call.saved) {
    NT_CHECK(!tensor.defined() || !tensor.storage().is_inference(), Code::autograd, "[", name,
             "] a tensor made in inference mode cannot be saved for a gradient");
  }
}

Ref<Node> record_function(const FunctionCall& call, Ref<Callback> backward) {
  auto* node = new FunctionNode(call, std::move(backward));
  auto ref = Ref<Node>::adopt(node);
  for (const Tensor& input : call.inputs) node->edges.push_back(gradient_edge(input));
  for (size_t i = 0; i < call.outputs.size(); ++i) {
    Tensor output = call.outputs[i];
    if (call.kinds[i] == FunctionOutput::dirty) {
      rebase_history(output, ref);
    } else {
      // Every output has a place among the gradients, also one that gets none.
      set_history(output, ref);
      if (call.kinds[i] == FunctionOutput::not_differentiable || !is_floating(output.dtype())) {
        output.impl()->autograd->grad_fn = nullptr;
        output.impl()->autograd->output_nr = 0;
      }
    }
  }
  for (const Tensor& tensor : call.saved) {
    node->save(tensor,
               tensor.defined() && contains(call.outputs, tensor) && tensor.impl()->autograd->grad_fn.get() == node);
  }
  return ref;
}

}  // namespace nt
