#pragma once

#include "core/iter.h"
#include "functors/table.h"

namespace nt::cpu {

void reduce(ReduceOp op, Iter& it);

}  // namespace nt::cpu
