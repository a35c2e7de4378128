// What every CUDA file stands on: checked calls, a device made current, and each device's one stream.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "core/error.h"

namespace nt::cuda {

[[noreturn]] void fail_cuda(const char* op, cudaError_t status);

inline void check(const char* op, cudaError_t status) {
  if (__builtin_expect(status != cudaSuccess, 0)) fail_cuda(op, status);
}

// All work on a device goes through its one stream, so a block of memory that was given back may be handed out again at
// once: whoever uses it next is behind whoever used it before.
struct Stream {
  cudaStream_t handle = nullptr;
  int processors = 0;  // multiprocessors of the device
};

int device_count();
// Created at first use; an error where there is no such device.
const Stream& stream_of(int32_t device_index);

// Makes a device current for this thread and restores the one before.
class DeviceGuard {
 public:
  DeviceGuard(const char* op, int32_t device_index);
  ~DeviceGuard();
  DeviceGuard(const DeviceGuard&) = delete;
  DeviceGuard& operator=(const DeviceGuard&) = delete;

 private:
  int previous_ = -1;
};

}  // namespace nt::cuda
