// The number that stands for a Reduction.
#pragma once

#include "ops/ops.h"

namespace nt::capi {

inline Reduction reduction_of(const char* op, int32_t value, int32_t last = 2) {
  NT_CHECK(value >= 0 && value <= last, Code::argument, "[", op, "] reduction ", value, " is none of 0 to ", last);
  return static_cast<Reduction>(value);
}

}  // namespace nt::capi
