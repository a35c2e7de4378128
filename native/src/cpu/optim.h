#pragma once

#include "core/optim_args.h"

namespace nt::cpu {

void optimizer_step(const StepArgs& args);

}  // namespace nt::cpu
