// Bytes between host and device. A few of them (a number, the fill of a tensor) travel as a kernel's argument.
#include <cstring>

#include "cuda/queue.h"
#include "cuda/transfer.h"

namespace nt::cuda {
namespace {

struct Bytes {
  unsigned char value[kFewBytes];
};

__global__ void write_bytes(unsigned char* to, Bytes bytes, int count) {
  const int i = threadIdx.x;
  if (i < count) to[i] = bytes.value[i];
}

}  // namespace

void copy_to_host(void* host, const void* device, int64_t bytes, int32_t device_index) {
  if (bytes == 0) return;
  const Queue queue("copy_to_host", device_index);
  check("copy_to_host",
        cudaMemcpyAsync(host, device, static_cast<size_t>(bytes), cudaMemcpyDeviceToHost, queue.stream()));
  check("copy_to_host", cudaStreamSynchronize(queue.stream()));
}

void copy_from_host(void* device, const void* host, int64_t bytes, int32_t device_index) {
  if (bytes == 0) return;
  const Queue queue("copy_from_host", device_index);
  if (bytes <= kFewBytes) {
    Bytes few{};
    std::memcpy(few.value, host, static_cast<size_t>(bytes));
    queue.launch(write_bytes, 1, kFewBytes, static_cast<unsigned char*>(device), few, static_cast<int>(bytes));
    return;
  }
  check("copy_from_host",
        cudaMemcpyAsync(device, host, static_cast<size_t>(bytes), cudaMemcpyHostToDevice, queue.stream()));
  check("copy_from_host", cudaStreamSynchronize(queue.stream()));
}

}  // namespace nt::cuda
