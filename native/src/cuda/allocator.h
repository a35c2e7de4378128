// Device memory, cached: cudaMalloc and cudaFree wait for the device, so blocks are kept and handed out again.
#pragma once

#include "core/backend.h"
#include "cuda/queue.h"

namespace nt::cuda {

// Asks the host language to let go of garbage; false where nobody can.
using CollectGarbage = bool (*)();
void set_collect_garbage(CollectGarbage collect);
bool ask_for_garbage();

void* allocate(int64_t bytes, int32_t device_index);
void deallocate(void* data, int64_t bytes, int32_t device_index) noexcept;
void empty_cache();
MemoryStats& memory_stats();

// Memory for the time of one op; not counted as a tensor.
class Workspace {
 public:
  Workspace(const Queue& queue, int64_t bytes);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  void* data() const { return data_; }

 private:
  void* data_ = nullptr;
  int32_t device_index_;
};

}  // namespace nt::cuda
