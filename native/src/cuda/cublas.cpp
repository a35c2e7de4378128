#include "cuda/cublas.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace nt::cuda::cublas {
namespace {

// Where the library is looked for, in this order; "" is the loader's own path.
std::vector<std::string> places() {
  std::vector<std::string> result;
  const char* given = std::getenv("NATIVETORCH_CUDA_LIBRARIES");
  std::string rest = given ? given : "";
  while (!rest.empty()) {
    const size_t end = rest.find(':');
    if (end != 0) result.push_back(rest.substr(0, end));
    rest = end == std::string::npos ? "" : rest.substr(end + 1);
  }
  result.push_back("");
  result.push_back("/usr/local/cuda/lib64");
  return result;
}

// The major version that we were compiled with comes first; others have the same interface.
std::vector<std::string> names() {
  std::vector<std::string> result;
  for (int major : {CUDART_VERSION / 1000, 13, 12, 11}) {
    const std::string name = "libcublas.so." + std::to_string(major);
    if (result.empty() || result.front() != name) result.push_back(name);
  }
  return result;
}

struct Found {
  void* library = nullptr;
  std::string file;
  std::string looked;  // for the error
};

Found find() {
  Found found;
  std::string broken;
  for (const std::string& place : places()) {
    found.looked += (found.looked.empty() ? "" : ", ") + (place.empty() ? std::string("the loader's path") : place);
    for (const std::string& name : names()) {
      found.file = place.empty() ? name : place + "/" + name;
      found.library = dlopen(found.file.c_str(), RTLD_NOW | RTLD_LOCAL);
      if (found.library) return found;
      if (!place.empty() && access(found.file.c_str(), F_OK) == 0) broken = dlerror();
    }
  }
  if (!broken.empty()) found.looked += " (" + broken + ")";
  return found;
}

template <class F>
void resolve(const Found& found, const char* name, F& function, bool needed = true) {
  function = reinterpret_cast<F>(dlsym(found.library, name));
  NT_CHECK(function || !needed, Code::unsupported, "[matmul] ", found.file, " has no ", name);
}

const Library& library() {
  static const Found found = find();
  NT_CHECK(found.library, Code::unsupported, "[matmul] cuBLAS (", names().front(),
           ") was not found; looked in NATIVETORCH_CUDA_LIBRARIES, then: ", found.looked);
  static const Library library = [] {
    Library l{};
    l.file = found.file.c_str();
    resolve(found, "cublasCreate_v2", l.create);
    resolve(found, "cublasSetStream_v2", l.set_stream);
    resolve(found, "cublasGemmEx", l.gemm);
    resolve(found, "cublasGemmStridedBatchedEx", l.gemm_batched);
    resolve(found, "cublasGetStatusString", l.status_string, false);
    return l;
  }();
  return library;
}

void check_status(const Library& library, const char* call, int status) {
  if (status == 0) return;
  fail(Code::cuda, "[matmul] cuBLAS error: ", call, ": ",
       library.status_string ? library.status_string(status) : "status ", status, " (", library.file, ")");
}

// Each device's handle with its lock: a handle is not for two threads at once.
struct Device {
  std::mutex mutex;
  Handle handle = nullptr;
};

Device& device_of(int32_t index) {
  static std::mutex mutex;
  static auto* const devices = new std::unordered_map<int32_t, std::unique_ptr<Device>>;
  std::lock_guard<std::mutex> lock(mutex);
  std::unique_ptr<Device>& device = (*devices)[index];
  if (!device) device = std::make_unique<Device>();
  return *device;
}

}  // namespace

void multiply(const Queue& queue, const Product& p) {
  const Library& l = library();
  Device& device = device_of(queue.device_index());
  std::lock_guard<std::mutex> lock(device.mutex);
  if (!device.handle) {
    Handle handle = nullptr;
    check_status(l, "cublasCreate", l.create(&handle));
    check_status(l, "cublasSetStream", l.set_stream(handle, queue.stream()));
    device.handle = handle;
  }
  const bool wide = p.dtype == CUDA_R_64F;
  const float floats[] = {0, 1};
  const double doubles[] = {0, 1};
  const void* one = wide ? static_cast<const void*>(&doubles[1]) : &floats[1];
  const void* beta = wide ? static_cast<const void*>(&doubles[p.accumulate]) : &floats[p.accumulate];
  const Compute compute = wide ? kFloat64 : kFloat32;
  const int status = p.batch == 1 ? l.gemm(device.handle, p.a_op, p.b_op, p.m, p.n, p.k, one, p.a, p.dtype, p.lda, p.b,
                                           p.dtype, p.ldb, beta, p.c, p.dtype, p.ldc, compute, kDefaultAlgorithm)
                                  : l.gemm_batched(device.handle, p.a_op, p.b_op, p.m, p.n, p.k, one, p.a, p.dtype,
                                                   p.lda, p.a_step, p.b, p.dtype, p.ldb, p.b_step, beta, p.c, p.dtype,
                                                   p.ldc, p.c_step, p.batch, compute, kDefaultAlgorithm);
  check_status(l, "cublasGemm", status);
}

}  // namespace nt::cuda::cublas
