#pragma once

#include "core/backend.h"

namespace nt::cpu {

void scan(const ScanArgs& args);

}  // namespace nt::cpu
