// The plug-in's entry point, and the backend that it hands to the core.
#include "core/backend.h"

#include <dlfcn.h>

#include <string>

#include "cuda/allocator.h"
#include "cuda/kernels.h"
#include "cuda/pinned.h"
#include "cuda/transfer.h"

namespace nt::cuda {
namespace {

class CudaBackend final : public Backend {
 public:
  const char* name() const override { return "CUDA"; }

  void* allocate(int64_t bytes, int32_t device_index) override { return cuda::allocate(bytes, device_index); }
  void deallocate(void* data, int64_t bytes, int32_t device_index) noexcept override {
    cuda::deallocate(data, bytes, device_index);
  }
  void empty_cache() override {
    cuda::empty_cache();
    empty_pinned_cache();
  }
  MemoryStats& stats() override { return memory_stats(); }

  int32_t device_count() override {
    static const int count = cuda::device_count();  // asked for before every op
    return count;
  }
  void synchronize(int32_t device_index) override {
    check("synchronize", cudaStreamSynchronize(stream_of(device_index).handle));
  }
  void copy_to_host(void* host, const void* device, int64_t bytes, int32_t device_index) override {
    cuda::copy_to_host(host, device, bytes, device_index);
  }
  void copy_from_host(void* device, const void* host, int64_t bytes, int32_t device_index) override {
    cuda::copy_from_host(device, host, bytes, device_index);
  }
  void* allocate_pinned(int64_t bytes) override { return cuda::allocate_pinned(bytes); }
  void deallocate_pinned(void* data) noexcept override { cuda::deallocate_pinned(data); }
  void copy_from_pinned(void* device, const void* pinned, int64_t bytes, int32_t device_index) override {
    cuda::copy_from_pinned(device, pinned, bytes, device_index);
  }

  void copy(Iter& it) override { cuda::copy(it); }
  void map(MapOp op, Iter& it) override { cuda::map(op, it); }
  void where(Iter& it) override { cuda::where(it); }
  void reduce(ReduceOp op, Iter& it) override { cuda::reduce(op, it); }

  void matmul(const MatmulArgs& args) override { cuda::matmul(args); }
  void max_pool_forward(const PoolArgs& args) override { cuda::max_pool_forward(args); }
  void max_pool_backward(const PoolArgs& args) override { cuda::max_pool_backward(args); }
  void avg_pool_forward(const PoolArgs& args) override { cuda::avg_pool_forward(args); }
  void avg_pool_backward(const PoolArgs& args) override { cuda::avg_pool_backward(args); }
  void softmax_forward(const SoftmaxArgs& args) override { cuda::softmax_forward(args); }
  void softmax_backward(const SoftmaxArgs& args) override { cuda::softmax_backward(args); }
  void optimizer_step(const StepArgs& args) override { cuda::optimizer_step(args); }
};

std::string version(int number) { return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10); }

// Why there is no CUDA device that we can use; empty where there is one.
std::string why_not() {
  if (!dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL)) return "no CUDA driver (libcuda.so.1) was found";
  int driver = 0, count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  cudaGetLastError();
  cudaDriverGetVersion(&driver);
  if (status == cudaErrorInsufficientDriver) {
    return "the CUDA driver is for CUDA " + version(driver) + ", older than the " + version(CUDART_VERSION) +
           " that this build needs";
  }
  if (status == cudaErrorNoDevice || (status == cudaSuccess && count == 0)) return "the CUDA driver found no device";
  if (status != cudaSuccess) return std::string("the CUDA driver does not work: ") + cudaGetErrorString(status);
  int major = 0, minor = 0;
  cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, 0);
  cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, 0);
  if (major < 8) {
    return "the CUDA device has compute capability " + std::to_string(major) + "." + std::to_string(minor) +
           ", and 8.0 is the least that is supported";
  }
  return "";
}

}  // namespace
}  // namespace nt::cuda

// The backend, or null with a sentence in *reason. collect_garbage is called where a device's memory is out.
extern "C" NT_VISIBLE nt::Backend* nt_cuda_backend(bool (*collect_garbage)(), const char** reason) {
  static const auto* const why = new std::string(nt::cuda::why_not());
  *reason = why->c_str();
  if (!why->empty()) return nullptr;
  nt::cuda::set_collect_garbage(collect_garbage);
  static auto* const backend = new nt::cuda::CudaBackend();  // never destroyed: tensors may outlive static destructors
  return backend;
}
