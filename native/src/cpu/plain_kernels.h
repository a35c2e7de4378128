#pragma once

#include "cpu/kernels/kernels.h"

namespace nt::cpu {

void fill_plain(Kernels& table);

}  // namespace nt::cpu
