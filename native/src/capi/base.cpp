#include <string>

#include "capi/boundary.h"
#include "core/backend.h"
#include "core/collect.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

using namespace nt;
using namespace nt::capi;

uint64_t nt_abi_hash(void) { return NT_ABI_HASH; }

const char* nt_version(void) { return NT_VERSION; }

const char* nt_build_info(void) {
  thread_local std::string text;
  const char* reason = "";
  const bool cuda = find_backend(DeviceType::cuda, &reason) != nullptr;
  text = std::string("NativeTorch ") + NT_VERSION + ", x86-64-" + cpu::kernels().isa + ", " +
         std::to_string(cpu::max_threads()) + " threads, " + (cuda ? "CUDA" : std::string("no CUDA: ") + reason);
  return text.c_str();
}

nt_status nt_get_num_threads(int32_t* count) {
  return boundary([&] {
    check_pointer(count, "count");
    *count = cpu::max_threads();
  });
}

nt_status nt_set_num_threads(int32_t count) {
  return boundary([&] {
    NT_CHECK(count > 0 && count <= 1024, Code::argument, "[set_num_threads] ", count, " is not in [1, 1024]");
    cpu::set_max_threads(count);
  });
}

static Backend& backend_of(int32_t device_type) { return backend(device(device_type, 0)); }

nt_status nt_memory_counters(int32_t device_type, const nt_memory_stats** out) {
  static_assert(sizeof(nt_memory_stats) == sizeof(MemoryStats), "one layout");
  return boundary([&] {
    check_pointer(out, "out");
    *out = reinterpret_cast<const nt_memory_stats*>(&backend_of(device_type).stats());
  });
}

nt_status nt_memory_empty_cache(int32_t device_type) {
  return boundary([&] { backend_of(device_type).empty_cache(); });
}

nt_status nt_memory_reset_peak(int32_t device_type) {
  return boundary([&] {
    MemoryStats& stats = backend_of(device_type).stats();
    stats.peak_allocated = stats.allocated;
  });
}

nt_status nt_memory_set_collect(void (*collect)(void)) {
  return boundary([&] { set_collect_callback(collect); });
}

nt_status nt_cuda_device_count(int32_t* count) {
  return boundary([&] {
    check_pointer(count, "count");
    Backend* cuda = find_backend(DeviceType::cuda, nullptr);
    *count = cuda ? cuda->device_count() : 0;
  });
}

const char* nt_cuda_unavailable_reason(void) {
  const char* reason = "";
  return find_backend(DeviceType::cuda, &reason) ? "" : reason;
}

nt_status nt_cuda_synchronize(int32_t device_index) {
  return boundary([&] {
    const Device target = device(NT_CUDA, device_index);
    backend(target).synchronize(target.index);
  });
}
