#pragma once

#include "core/iter.h"
#include "core/op_ids.h"

namespace nt::cpu {

void map(MapOp op, Iter& it);
void copy(Iter& it);
void where(Iter& it);

}  // namespace nt::cpu
