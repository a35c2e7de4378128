// What kernels see of CUDA, for a C++ compiler.
#pragma once

#include <functional>

#include "cuda_runtime_api.h"

#define __global__
#define __device__
#define __host__
#define __shared__ static
#define __grid_constant__
#define __launch_bounds__(...)

struct Coordinates {
  unsigned x, y, z;
};
extern Coordinates threadIdx, blockIdx, blockDim;

namespace emulator {
// Waits for all threads of the block.
void barrier();
cudaError_t run(dim3 blocks, dim3 threads, const std::function<void()>& kernel);
}  // namespace emulator

inline void __syncthreads() { emulator::barrier(); }
