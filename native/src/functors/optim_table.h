// The steps of functors/optim.def as an enum.
#pragma once

#include "core/optim_args.h"

namespace nt {

enum class StepRule : int32_t {
#define NT_STEP(name, Functor) name,
#include "functors/optim.def"
#undef NT_STEP
  count
};
static_assert(static_cast<int>(StepRule::count) <= kMaxStepRules);

}  // namespace nt
