#pragma once

#include "core/iter.h"
#include "functors/table.h"

namespace nt::cpu {

void map(MapOp op, Iter& it);
void copy(Iter& it);
void where(Iter& it);

}  // namespace nt::cpu
