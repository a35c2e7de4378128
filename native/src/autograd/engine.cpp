#include "autograd/engine.h"

#include "autograd/accumulate_grad.h"
#include "autograd/run.h"
#include "core/graph.h"
#include "ops/base_table.h"
#include "ops/ops.h"

namespace nt {
namespace {

// The gradient that enters at an output.
Tensor root_gradient(const Tensor& output, const Tensor& gradient) {
  if (!gradient.defined()) {
    NT_CHECK(output.numel() == 1, Code::autograd, "[backward] an output of sizes ", output.sizes(),
             " has no gradient of its own: only one-element outputs start from 1, pass a gradient of these sizes");
    return full(output.sizes(), 1, output.dtype(), output.device());
  }
  NT_CHECK(gradient.sizes() == output.sizes(), Code::shape, "[backward] the gradient has sizes ", gradient.sizes(),
           ", the output ", output.sizes());
  return gradient.dtype() == output.dtype() ? gradient : to(gradient, output.dtype(), output.device());
}

// The graph's entries.
std::vector<Edge> roots_of(const std::vector<Tensor>& outputs) {
  NT_CHECK(!outputs.empty(), Code::argument, "[backward] no outputs");
  std::vector<Edge> roots;
  for (const Tensor& output : outputs) {
    Edge edge = gradient_edge(output);
    NT_CHECK(edge.node, Code::autograd, "[backward] an output of sizes ", output.sizes(),
             " does not require grad and has no grad_fn");
    roots.push_back(std::move(edge));
  }
  return roots;
}

std::vector<Tensor> execute(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
                            const std::vector<Tensor>& inputs, bool accumulate, BackwardOptions options) {
  const std::vector<Edge> roots = roots_of(outputs);
  std::vector<Tensor> entering;
  for (size_t i = 0; i < outputs.size(); ++i) {
    entering.push_back(root_gradient(outputs[i], i < gradients.size() ? gradients[i] : Tensor{}));
  }
  GradMode mode(options.create_graph);
  Run run(options);
  run.discover(roots);
  std::vector<Tensor> captured(inputs.size());
  if (!inputs.empty()) {
    std::vector<Edge> targets;
    for (size_t i = 0; i < inputs.size(); ++i) {
      Edge edge;
      {
        GradMode on(true);
        edge = gradient_edge(inputs[i]);
      }
      NT_CHECK(edge.node, Code::autograd, "[backward] input ", i, " of sizes ", inputs[i].sizes(),
               " does not require grad");
      if (!accumulate || !edge.node->variable()) run.capture(edge, i);
      targets.push_back(std::move(edge));
    }
    run.restrict_to(targets, roots);
  }
  for (size_t i = 0; i < roots.size(); ++i) run.enter(roots[i], std::move(entering[i]));
  run.run(roots, &captured);
  return captured;
}

}  // namespace

void backward(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
              const std::vector<Tensor>& inputs, BackwardOptions options) {
  const std::vector<Tensor> captured = execute(outputs, gradients, inputs, true, options);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (captured[i].defined()) accumulate_into(*inputs[i].impl(), captured[i]);
  }
}

std::vector<Tensor> grad(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
                         const std::vector<Tensor>& inputs, BackwardOptions options) {
  NT_CHECK(!inputs.empty(), Code::argument, "[grad] no inputs");
  std::vector<Tensor> result = execute(outputs, gradients, inputs, false, options);
  for (size_t i = 0; i < result.size(); ++i) {
    NT_CHECK(result[i].defined() || options.allow_unused, Code::autograd, "[grad] input ", i, " of sizes ",
             inputs[i].sizes(), " was not used for the outputs: pass allowUnused to get nothing for it");
  }
  return result;
}

}  // namespace nt
