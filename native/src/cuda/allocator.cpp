#include "cuda/allocator.h"

#include <atomic>
#include <map>
#include <mutex>
#include <unordered_map>

#include "cuda/block_size.h"

namespace nt::cuda {
namespace {

template <class T>
std::atomic<T>& atomic(T& value) {
  return reinterpret_cast<std::atomic<T>&>(value);
}

MemoryStats stats;
std::atomic<CollectGarbage> collect_garbage{nullptr};

void count(int64_t bytes, int64_t tensors) {
  const int64_t now = atomic(stats.allocated).fetch_add(bytes, std::memory_order_relaxed) + bytes;
  atomic(stats.tensors).fetch_add(tensors, std::memory_order_relaxed);
  int64_t peak = atomic(stats.peak_allocated).load(std::memory_order_relaxed);
  while (now > peak && !atomic(stats.peak_allocated).compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
}

// The blocks of one device.
class Pool {
 public:
  // Null where the device has no memory left.
  void* take(int64_t bytes, int32_t device_index) {
    const int64_t size = block_size(bytes);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      const auto best = free_.lower_bound(size);
      if (best != free_.end() && best->first <= largest_fit(size)) {
        void* data = best->second;
        used_.emplace(data, best->first);
        free_.erase(best);
        return data;
      }
    }
    const DeviceGuard guard("empty", device_index);
    void* data = nullptr;
    const cudaError_t status = cudaMalloc(&data, static_cast<size_t>(size));
    if (status == cudaErrorMemoryAllocation) {
      cudaGetLastError();
      return nullptr;
    }
    check("empty", status);
    std::lock_guard<std::mutex> lock(mutex_);
    used_.emplace(data, size);
    atomic(stats.reserved).fetch_add(size, std::memory_order_relaxed);
    return data;
  }

  // Work that still reads or writes the block is before any new user's in the device's stream.
  void give(void* data) noexcept {
    try {
      std::lock_guard<std::mutex> lock(mutex_);
      const auto it = used_.find(data);
      if (it == used_.end()) return;
      free_.emplace(it->second, data);
      used_.erase(it);
    } catch (...) {  // no host memory for the list: the block is lost, the process is not
    }
  }

  // cudaFree waits for the device by itself.
  void empty(int32_t device_index) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (free_.empty()) return;
    const DeviceGuard guard("empty_cache", device_index);
    while (!free_.empty()) {
      const auto [size, data] = *free_.begin();
      free_.erase(free_.begin());
      check("empty_cache", cudaFree(data));
      atomic(stats.reserved).fetch_sub(size, std::memory_order_relaxed);
    }
  }

 private:
  std::mutex mutex_;
  std::multimap<int64_t, void*> free_;
  std::unordered_map<void*, int64_t> used_;
};

constexpr int kMaxDevices = 64;
// Never destroyed: other threads may still release tensors while the process ends.
Pool* const pools = new Pool[kMaxDevices];

[[noreturn]] void fail_out_of_memory(int64_t bytes, int32_t device_index) {
  size_t free = 0, total = 0;
  const DeviceGuard guard("empty", device_index);
  if (cudaMemGetInfo(&free, &total) != cudaSuccess) cudaGetLastError();
  fail(Code::out_of_memory, "[empty] cuda:", device_index, " has no memory for ", bytes, " bytes: ", free, " of ",
       total, " are free, ", stats.reserved, " are held by this process's tensors and cache, ", stats.allocated,
       " of them by tensors");
}

// What is cached goes first, then what only waits for the host language's garbage collector.
void* take(int64_t bytes, int32_t device_index) {
  stream_of(device_index);  // checks the index
  Pool& pool = pools[device_index];
  if (void* data = pool.take(bytes, device_index)) return data;
  pool.empty(device_index);
  if (void* data = pool.take(bytes, device_index)) return data;
  if (ask_for_garbage()) {
    if (void* data = pool.take(bytes, device_index)) return data;
    pool.empty(device_index);
    if (void* data = pool.take(bytes, device_index)) return data;
  }
  fail_out_of_memory(bytes, device_index);
}

}  // namespace

void set_collect_garbage(CollectGarbage collect) { collect_garbage.store(collect); }

bool ask_for_garbage() {
  const CollectGarbage collect = collect_garbage.load();
  return collect && collect();
}

void* allocate(int64_t bytes, int32_t device_index) {
  void* data = take(bytes, device_index);
  count(bytes, 1);
  return data;
}

void deallocate(void* data, int64_t bytes, int32_t device_index) noexcept {
  count(-bytes, -1);
  pools[device_index].give(data);
}

void empty_cache() {
  for (int32_t index = 0; index < kMaxDevices; ++index) pools[index].empty(index);
}

MemoryStats& memory_stats() { return stats; }

Workspace::Workspace(const Queue& queue, int64_t bytes) : device_index_(queue.device_index()) {
  if (bytes > 0) data_ = take(bytes, device_index_);
}

Workspace::~Workspace() {
  if (data_) pools[device_index_].give(data_);
}

}  // namespace nt::cuda
