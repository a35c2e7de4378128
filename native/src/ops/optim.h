// Optimizer steps: one call for all parameters.
#pragma once

#include <vector>

#include "core/tensor.h"
#include "ops/optim_rules.h"

namespace nt {

// Updates each parameter that has a gradient, its states and its numbers. There are rule.states states for each parameter,
// one parameter's behind another's; those that the options ask for and that are undefined are made.
void optimizer_step(const OptimizerRule& rule, std::vector<Tensor>& parameters, std::vector<Tensor>& states,
                    double* numbers, const double* options);
void zero_grad(std::vector<Tensor>& parameters, bool set_to_none);

}  // namespace nt
