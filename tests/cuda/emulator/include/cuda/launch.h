// Stands in for native/src/cuda/launch.h.
#pragma once

#include <cuda_runtime.h>

#include <utility>

namespace nt::cuda {

template <class... Parameters, size_t... kIndex>
void call(void (*kernel)(Parameters...), void** arguments, std::index_sequence<kIndex...>) {
  kernel(*static_cast<std::remove_const_t<Parameters>*>(arguments[kIndex])...);
}

template <class... Parameters>
cudaError_t launch_kernel(void (*kernel)(Parameters...), dim3 blocks, dim3 threads, void** arguments, cudaStream_t) {
  return emulator::run(blocks, threads, [=] { call(kernel, arguments, std::index_sequence_for<Parameters...>()); });
}

}  // namespace nt::cuda
