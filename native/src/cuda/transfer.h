#pragma once

#include <cstdint>

namespace nt::cuda {

// So few travel as a kernel's argument, which is taken at launch: nobody waits for the device.
constexpr int kFewBytes = 256;

// Raw bytes between host and device. On return the host's memory may be changed or read; what the device does later sees
// the bytes.
void copy_to_host(void* host, const void* device, int64_t bytes, int32_t device_index);
void copy_from_host(void* device, const void* host, int64_t bytes, int32_t device_index);

}  // namespace nt::cuda
