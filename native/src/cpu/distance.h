// Distances between rows on the CPU.
#pragma once

#include "core/backend.h"

namespace nt::cpu {

void cdist_forward(const CdistArgs& args);
void cdist_backward(const CdistArgs& args);

}  // namespace nt::cpu
