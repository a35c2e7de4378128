#include "ops/optim.h"

#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

// Buffers that were made by a step are handed to the caller.
static void give_new(nt_tensor** handles, std::vector<Tensor>& tensors) {
  for (size_t i = 0; i < tensors.size(); ++i) {
    if (!handles[i] && tensors[i].defined()) give(handles + i, std::move(tensors[i]));
  }
}

nt_status nt_sgd_step(nt_tensor* const* parameters, nt_tensor** momenta, int32_t parameter_count, double lr,
                      double momentum, double dampening, double weight_decay, uint8_t nesterov, uint8_t maximize) {
  return boundary([&] {
    NT_CHECK(momenta || momentum == 0, Code::argument, "[sgd_step] momentum ", momentum, " needs buffers");
    std::vector<Tensor> given = list(parameters, parameter_count);
    std::vector<Tensor> buffers = momenta ? list(momenta, parameter_count, true) : std::vector<Tensor>{};
    sgd_step(given, momenta ? &buffers : nullptr, {lr, momentum, dampening, weight_decay, nesterov != 0, maximize != 0});
    if (momenta) give_new(momenta, buffers);
  });
}

nt_status nt_adam_step(nt_tensor* const* parameters, nt_tensor** first_moments, nt_tensor** second_moments,
                       nt_tensor** max_squares, int64_t* steps, int32_t parameter_count, double lr, double beta1,
                       double beta2, double eps, double weight_decay, uint8_t decoupled, uint8_t maximize) {
  return boundary([&] {
    std::vector<Tensor> given = list(parameters, parameter_count);
    if (parameter_count > 0) check_pointer(steps, "steps");
    std::vector<Tensor> first = list(first_moments, parameter_count, true);
    std::vector<Tensor> second = list(second_moments, parameter_count, true);
    std::vector<Tensor> largest = max_squares ? list(max_squares, parameter_count, true) : std::vector<Tensor>{};
    adam_step(given, first, second, max_squares ? &largest : nullptr, steps,
              {lr, beta1, beta2, eps, weight_decay, decoupled != 0, maximize != 0});
    give_new(first_moments, first);
    give_new(second_moments, second);
    if (max_squares) give_new(max_squares, largest);
  });
}

nt_status nt_zero_grad(nt_tensor* const* parameters, int32_t parameter_count, uint8_t set_to_none) {
  return boundary([&] {
    std::vector<Tensor> given = list(parameters, parameter_count);
    zero_grad(given, set_to_none != 0);
  });
}
