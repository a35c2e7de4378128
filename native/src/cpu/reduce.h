#pragma once

#include "core/iter.h"
#include "core/op_ids.h"

namespace nt::cpu {

void reduce(ReduceOp op, Iter& it);

}  // namespace nt::cpu
