#pragma once

#include "core/backend.h"

namespace nt::cpu {

void indexed(const IndexedArgs& args);

}  // namespace nt::cpu
