// What convolution's kernels add to vectors.
#pragma once

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

using Floats = Vector<float>;
constexpr int kWide = kLanes<float>;
constexpr int kVectorRegisters = kVectorBytes == 64 ? 32 : 16;

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
