#include "ops/optim.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "core/backend.h"
#include "core/node.h"
#include "core/optim_args.h"
#include "ops/operands.h"
#include "ops/ops.h"

namespace nt {
namespace {

Tensor gradient_of(const OptimizerRule& rule, const Tensor& parameter) {
  const AutogradMeta* meta = parameter.impl()->autograd.get();
  if (!meta || !meta->grad) return {};
  Tensor grad = detach(Tensor{meta->grad});
  NT_CHECK(is_floating(parameter.dtype()), Code::dtype, "[", rule.name, "] a parameter is ", parameter.dtype(),
           ": it must be floating");
  NT_CHECK(grad.sizes() == parameter.sizes(), Code::shape, "[", rule.name, "] a parameter ", parameter.sizes(),
           " has a gradient of sizes ", grad.sizes());
  NT_CHECK(grad.device() == parameter.device(), Code::device, "[", rule.name, "] a parameter on ", parameter.device(),
           " has its gradient on ", grad.device());
  return grad;
}

void check_state(const OptimizerRule& rule, const Tensor& parameter, const Tensor& state) {
  NT_CHECK(state.sizes() == parameter.sizes() && state.dtype() == parameter.dtype(), Code::shape, "[", rule.name,
           "] a state of ", state.dtype(), " ", state.sizes(), " does not fit the parameter ", parameter.dtype(), " ",
           parameter.sizes());
  NT_CHECK(state.device() == parameter.device(), Code::device, "[", rule.name, "] a state on ", state.device(),
           " does not fit the parameter on ", parameter.device());
}

// 16-bit floats are computed in float32.
Dtype computed_in(Dtype dtype) { return dtype == Dtype::float64 ? dtype : Dtype::float32; }

// What one launch updates: tensors of one device that are computed in one dtype.
class Batch {
 public:
  Batch(Dtype dtype, Device device) : dtype_(dtype), device_(device) {}
  bool takes(const Tensor& t) const { return computed_in(t.dtype()) == dtype_ && t.device() == device_; }

  void add(const StepPlan& plan, Tensor& parameter, const Tensor& gradient, Tensor* states, bool skips_zero_rows) {
    StepTensor step{};
    rule_ = plan.rule;
    std::copy(std::begin(plan.constants), std::end(plan.constants), step.constants);
    const Tensor& grad = kept_.emplace_back(contiguous(to(gradient, dtype_)));
    step.numel = parameter.numel();
    step.gradient = grad.raw();
    step.parameter = updated(parameter);
    for (int i = 0; i < plan.state_count; ++i) step.states[i] = updated(states[plan.states[i].index]);
    if (skips_zero_rows) {
      add_rows(step, grad);
    } else {
      steps_.push_back(step);
    }
  }

  void run() {
    if (steps_.empty()) return;
    backend(device_).optimizer_step({rule_, dtype_, steps_.data(), static_cast<int64_t>(steps_.size()), device_.index});
    for (auto& [tensor, copy] : copies_) copy_(tensor, copy);
  }

 private:
  // Where a tensor's elements are updated: in place, or in a copy that is written back.
  void* updated(Tensor& tensor) {
    if (tensor.dtype() == dtype_ && tensor.is_contiguous()) return tensor.raw();
    return copies_.emplace_back(tensor, contiguous(to(tensor, dtype_))).second.raw();
  }

  // Each run of rows in which something is not zero is a tensor of its own.
  void add_rows(const StepTensor& whole, const Tensor& grad) {
    const int64_t rows = grad.dim() == 0 ? 1 : grad.size(0);
    if (grad.numel() == 0) return;
    const int64_t length = grad.numel() / rows, bytes = length * size_of(dtype_);
    const Tensor used = contiguous(to(any(view(grad, {rows, length}), {1}), Dtype::boolean, Device{}));
    const bool* is_used = used.data<bool>();
    for (int64_t row = 0, end; row < rows; row = end + 1) {
      for (end = row; end < rows && is_used[end];) ++end;
      if (end == row) continue;
      StepTensor part = whole;
      part.numel = (end - row) * length;
      part.parameter = static_cast<char*>(whole.parameter) + row * bytes;
      part.gradient = static_cast<const char*>(whole.gradient) + row * bytes;
      for (void*& state : part.states)
        if (state) state = static_cast<char*>(state) + row * bytes;
      steps_.push_back(part);
    }
  }

  Dtype dtype_;
  Device device_;
  StepRule rule_{};
  std::vector<StepTensor> steps_;
  std::vector<Tensor> kept_;
  std::vector<std::pair<Tensor, Tensor>> copies_;
};

Batch& batch_for(std::vector<Batch>& batches, const Tensor& parameter) {
  for (Batch& batch : batches)
    if (batch.takes(parameter)) return batch;
  return batches.emplace_back(computed_in(parameter.dtype()), parameter.device());
}

}  // namespace

void optimizer_step(const OptimizerRule& rule, std::vector<Tensor>& parameters, std::vector<Tensor>& states,
                    double* numbers, const double* options) {
  GradMode off(false);
  auto states_of = [&](size_t parameter) { return states.data() + parameter * static_cast<size_t>(rule.states); };
  std::vector<Tensor> gradients;
  for (size_t i = 0; i < parameters.size(); ++i) {
    gradients.push_back(gradient_of(rule, parameters[i]));
    if (!gradients[i].defined()) continue;
    for (int32_t s = 0; s < rule.states; ++s)
      if (states_of(i)[s].defined()) check_state(rule, parameters[i], states_of(i)[s]);
  }
  // The caller's numbers advance when all is done: what fails half way can be tried again.
  std::vector<double> advanced(numbers, numbers + parameters.size() * static_cast<size_t>(rule.numbers));
  std::vector<Batch> batches;
  std::unordered_set<const void*> blocks;
  const auto run_all = [&] {
    for (Batch& batch : batches) batch.run();
    batches.clear();
    blocks.clear();
  };
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (!gradients[i].defined()) continue;
    Tensor& parameter = parameters[i];
    // Parameters that share memory are updated one after the other.
    if (!blocks.insert(parameter.storage().block()).second) {
      run_all();
      blocks.insert(parameter.storage().block());
    }
    const bool fresh = !states_of(i)[0].defined();
    const StepPlan plan = rule.plan(options, advanced.data() + i * static_cast<size_t>(rule.numbers), fresh);
    for (int s = 0; s < plan.state_count; ++s) {
      Tensor& state = states_of(i)[plan.states[s].index];
      if (!state.defined()) state = full(parameter.sizes(), plan.states[s].start, parameter.dtype(), parameter.device());
    }
    batch_for(batches, parameter).add(plan, parameter, gradients[i], states_of(i), rule.skips_zero_rows);
    finish_inplace(rule.name, parameter);
  }
  run_all();
  std::copy(advanced.begin(), advanced.end(), numbers);
}

void zero_grad(std::vector<Tensor>& parameters, bool set_to_none) {
  GradMode off(false);
  for (Tensor& p : parameters) {
    AutogradMeta* meta = p.impl()->autograd.get();
    if (!meta || !meta->grad) continue;
    if (set_to_none) {
      meta->grad = nullptr;
    } else {
      // Out of the graph that made it, as PyTorch does.
      Tensor grad = detach(Tensor{meta->grad});
      fill_(grad, 0);
      meta->grad = std::move(grad.ref());
    }
  }
}

}  // namespace nt
