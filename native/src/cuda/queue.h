// Launching kernels: Queue queue("exp", index); queue.launch(kernel<float>, blocks, threads, arguments...);
#pragma once

#include <tuple>

#include "cuda/launch.h"
#include "cuda/runtime.h"

namespace nt::cuda {

// Threads of a block, wherever a kernel doesn't need another number.
constexpr int kThreads = 256;

constexpr int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

// A device made current for the time of one op, which errors name.
class Queue {
 public:
  Queue(const char* op, int32_t device_index)
      : op_(op), stream_(stream_of(device_index)), guard_(op, device_index), device_index_(device_index) {}

  const char* op() const { return op_; }
  int32_t device_index() const { return device_index_; }
  cudaStream_t stream() const { return stream_.handle; }
  // Blocks of kThreads that run at once.
  int64_t resident_blocks() const { return int64_t{stream_.processors} * (2048 / kThreads); }

  template <class... Parameters, class... Arguments>
  void launch(void (*kernel)(Parameters...), int64_t blocks, dim3 threads, const Arguments&... arguments) const {
    NT_CHECK(blocks <= INT32_MAX, Code::unsupported, "[", op_, "] too many elements for one launch");
    launch(kernel, dim3(static_cast<unsigned>(blocks)), threads, arguments...);
  }

  template <class... Parameters, class... Arguments>
  void launch(void (*kernel)(Parameters...), dim3 blocks, dim3 threads, const Arguments&... arguments) const {
    std::tuple<std::remove_const_t<Parameters>...> values(arguments...);
    std::apply(
        [&](auto&... value) {
          void* pointers[] = {&value...};
          check(op_, launch_kernel(kernel, blocks, threads, pointers, stream_.handle));
        },
        values);
  }

 private:
  const char* op_;
  const Stream& stream_;
  DeviceGuard guard_;
  int32_t device_index_;
};

}  // namespace nt::cuda
