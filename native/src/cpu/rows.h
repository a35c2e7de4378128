// Sorting and choosing along rows on the CPU.
#pragma once

#include "core/backend.h"

namespace nt::cpu {

void rows(const RowArgs& args);
// The parts of it: sort and top, in sort.cpp; the others, in select.cpp.
void sort_rows(const RowArgs& args);
void select_rows(const RowArgs& args);

}  // namespace nt::cpu
