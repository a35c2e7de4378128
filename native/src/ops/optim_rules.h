// The optimizers' rules: from options and counters to the constants of one fused step.
#pragma once

#include <cstdint>

#include "core/optim_args.h"

namespace nt {

struct StepPlan {
  struct State {
    int index;         // of the rule's states
    double start = 0;  // what a new one is filled with
  };
  StepRule rule;
  double constants[kStepConstants];  // the functor's members
  int state_count = 0;
  State states[kStepStates];  // in the functor's order
};

struct OptimizerRule {
  const char* name;
  int32_t states, numbers, options;
  // The next step of one parameter; `numbers` are its own, 0 before its first step, and are advanced. `fresh` says that its
  // first state is still to be made.
  StepPlan (*plan)(const double* options, double* numbers, bool fresh);
  bool skips_zero_rows = false;  // rows whose gradient is all zero are left alone, and so is their state
};

// By nt_optimizer; an error where there is none.
const OptimizerRule& optimizer_rule(int32_t optimizer);

}  // namespace nt
