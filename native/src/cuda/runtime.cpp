#include "cuda/runtime.h"

#include <mutex>

namespace nt::cuda {
namespace {

constexpr int kMaxDevices = 64;

struct Slot {
  std::once_flag created;
  Stream stream;
};

// Never destroyed: tensors may outlive static destructors, and the driver ends before them.
Slot* const slots = new Slot[kMaxDevices];

Stream create(int32_t device_index) {
  DeviceGuard guard("device", device_index);
  Stream stream;
  check("device", cudaDeviceGetAttribute(&stream.processors, cudaDevAttrMultiProcessorCount, device_index));
  check("device", cudaStreamCreateWithFlags(&stream.handle, cudaStreamNonBlocking));
  return stream;
}

}  // namespace

void fail_cuda(const char* op, cudaError_t status) {
  cudaGetLastError();  // clears what is not sticky
  fail(status == cudaErrorMemoryAllocation ? Code::out_of_memory : Code::cuda, "[", op,
       "] CUDA error: ", cudaGetErrorName(status), ": ", cudaGetErrorString(status));
}

int device_count() {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess) {
    cudaGetLastError();
    return 0;
  }
  return count < kMaxDevices ? count : kMaxDevices;
}

const Stream& stream_of(int32_t device_index) {
  static const int count = device_count();
  NT_CHECK(device_index >= 0 && device_index < count, Code::device, "[device] cuda:", device_index,
           " is not there: this machine has ", count, " CUDA device", count == 1 ? "" : "s");
  Slot& slot = slots[device_index];
  std::call_once(slot.created, [&] { slot.stream = create(device_index); });
  return slot.stream;
}

DeviceGuard::DeviceGuard(const char* op, int32_t device_index) {
  int current = 0;
  check(op, cudaGetDevice(&current));
  if (current == device_index) return;
  check(op, cudaSetDevice(device_index));
  previous_ = current;
}

DeviceGuard::~DeviceGuard() {
  if (previous_ >= 0) cudaSetDevice(previous_);
}

}  // namespace nt::cuda
