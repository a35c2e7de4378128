// Kernel files only.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

// The mean of two parts, the second of which is `share` of both; infinite where one of theirs is.
NT_INLINE double joined_mean(double a, double b, double share) {
  const double mean = a + (b - a) * share;
  return mean - mean == 0 ? mean : a + b;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
