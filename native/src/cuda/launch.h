// The one place where kernels start. tests/cuda/emulator has another file of this name.
#pragma once

#include <cuda_runtime.h>

namespace nt::cuda {

template <class... Parameters>
cudaError_t launch_kernel(void (*kernel)(Parameters...), dim3 blocks, dim3 threads, void** arguments,
                          cudaStream_t stream) {
  return cudaLaunchKernel(reinterpret_cast<const void*>(kernel), blocks, threads, arguments, 0, stream);
}

}  // namespace nt::cuda
