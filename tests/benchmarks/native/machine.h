// What the machine can do, whatever computes on it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nt::bench {

// The kernels of one instruction set; each works on this thread's part.
struct MachineKernels {
  // Floating-point operations of one step of fma.
  int64_t fma_flops;
  // Independent chains of fused multiply-adds in registers.
  float (*fma)(int64_t steps);
  // The sum of n floats.
  float (*read)(const float* a, size_t n);
  // b = a, and c = a + b; streaming: past the caches.
  void (*copy)(const float* a, float* b, size_t n, bool streaming);
  void (*add)(const float* a, const float* b, float* c, size_t n, bool streaming);
};

namespace v2 {
MachineKernels kernels();
}
namespace v3 {
MachineKernels kernels();
}
namespace v4 {
MachineKernels kernels();
}

}  // namespace nt::bench
