#include "core/backend.h"

#include <dlfcn.h>

#include <cstdio>

#include <string>

#include "core/collect.h"

namespace nt {
namespace {

// The plug-in and why it cannot be used; looked for once, beside this library.
struct CudaPlugin {
  Backend* backend = nullptr;
  std::string reason;

  CudaPlugin() {
    Dl_info self;
    if (!dladdr(reinterpret_cast<void*>(&find_backend), &self) || !self.dli_fname) {
      reason = "the library's own path is not known";
      return;
    }
    std::string path = self.dli_fname;
    path = path.substr(0, path.rfind('/') + 1) + "libnativetorch_cuda.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) {
      reason = "this build has no CUDA plug-in: libnativetorch_cuda.so is not beside libnativetorch.so";
      if (FILE* there = fopen(path.c_str(), "rb")) {
        fclose(there);
        const char* why = dlerror();
        reason = std::string("libnativetorch_cuda.so cannot be loaded: ") + (why ? why : "unknown reason");
      }
      return;
    }
    using Entry = Backend* (*)(bool (*)(), const char**);
    const auto entry = reinterpret_cast<Entry>(dlsym(library, "nt_cuda_backend"));
    const char* why = "libnativetorch_cuda.so has no entry point";
    if (entry) backend = entry(collect_garbage, &why);
    if (!backend) reason = why ? why : "unknown reason";
  }
};

const CudaPlugin& cuda_plugin() {
  static const auto* plugin = new CudaPlugin();
  return *plugin;
}

}  // namespace

Backend* find_backend(DeviceType type, const char** reason) {
  if (type == DeviceType::cpu) return &cpu_backend();
  const CudaPlugin& plugin = cuda_plugin();
  if (reason) *reason = plugin.reason.c_str();
  return plugin.backend;
}

Backend& backend(Device device) {
  if (device.is_cpu()) return cpu_backend();
  const char* reason = "";
  Backend* found = find_backend(device.type, &reason);
  NT_CHECK(found, Code::device, "[device] ", device, " cannot be used: ", reason);
  NT_CHECK(device.index >= 0 && device.index < found->device_count(), Code::device, "[device] ", device,
           " is not there: ", found->device_count(), " CUDA devices were found");
  return *found;
}

}  // namespace nt
