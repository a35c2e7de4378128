#include "ops/optim.h"

#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

// States that the step has made are handed to the caller.
static void give_new(nt_tensor** handles, std::vector<Tensor>& tensors) {
  for (size_t i = 0; i < tensors.size(); ++i) {
    if (!handles[i] && tensors[i].defined()) give(handles + i, std::move(tensors[i]));
  }
}

nt_status nt_optimizer_step(int32_t optimizer, nt_tensor* const* parameters, int32_t parameter_count, nt_tensor** states,
                            int32_t state_count, double* numbers, int32_t number_count, const double* options,
                            int32_t option_count) {
  return boundary([&] {
    const OptimizerRule& rule = optimizer_rule(optimizer);
    std::vector<Tensor> given = list(parameters, parameter_count);
    auto check_count = [&](const char* what, int64_t count, int64_t expected) {
      NT_CHECK(count == expected, Code::argument, "[", rule.name, "] ", count, " ", what, " for ", given.size(),
               " parameters: it takes ", expected);
    };
    check_count("states", state_count, int64_t{parameter_count} * rule.states);
    check_count("numbers", number_count, int64_t{parameter_count} * rule.numbers);
    check_count("options", option_count, rule.options);
    if (number_count > 0) check_pointer(numbers, "numbers");
    check_pointer(options, "options");
    std::vector<Tensor> buffers = list(states, state_count, true);
    optimizer_step(rule, given, buffers, numbers, options);
    give_new(states, buffers);
  });
}

nt_status nt_zero_grad(nt_tensor* const* parameters, int32_t parameter_count, uint8_t set_to_none) {
  return boundary([&] {
    std::vector<Tensor> given = list(parameters, parameter_count);
    zero_grad(given, set_to_none != 0);
  });
}
