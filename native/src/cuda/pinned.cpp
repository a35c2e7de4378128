#include "cuda/pinned.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <vector>

#include "cuda/allocator.h"
#include "cuda/block_size.h"
#include "cuda/transfer.h"

namespace nt::cuda {
namespace {

constexpr int64_t kPage = 4096;

// The last copy from a block to one device.
struct Copy {
  int32_t device_index;
  cudaEvent_t done;
};

struct Block {
  int64_t size;
  std::vector<Copy> copies;
};

class PinnedPool {
 public:
  // Null where the host has no more memory to lock.
  void* take(int64_t bytes) {
    const int64_t size = std::max(block_size(bytes), kPage);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      for (auto it = free_.lower_bound(size); it != free_.end() && it->first <= largest_fit(size); ++it) {
        char* data = it->second;
        if (!is_idle(blocks_.at(data))) continue;
        free_.erase(it);
        return data;
      }
    }
    void* data = nullptr;
    const cudaError_t status = cudaHostAlloc(&data, static_cast<size_t>(size), cudaHostAllocPortable);
    if (status == cudaErrorMemoryAllocation) {
      cudaGetLastError();
      return nullptr;
    }
    check("pin_memory", status);
    std::lock_guard<std::mutex> lock(mutex_);
    blocks_.emplace(static_cast<char*>(data), Block{size, {}});
    reserved_ += size;
    return data;
  }

  void give(void* data) noexcept {
    try {
      std::lock_guard<std::mutex> lock(mutex_);
      const auto it = blocks_.find(static_cast<char*>(data));
      if (it != blocks_.end()) free_.emplace(it->second.size, it->first);
    } catch (...) {  // no host memory for the list: the block is lost, the process is not
    }
  }

  // Behind what the queue holds now, the block that `data` lies in is free for others again.
  void mark(const void* data, const Queue& queue) {
    std::lock_guard<std::mutex> lock(mutex_);
    Block& block = block_of(data);
    const auto same = std::find_if(block.copies.begin(), block.copies.end(),
                                   [&](const Copy& copy) { return copy.device_index == queue.device_index(); });
    Copy& copy = same != block.copies.end() ? *same : block.copies.emplace_back(Copy{queue.device_index(), nullptr});
    if (!copy.done) check(queue.op(), cudaEventCreateWithFlags(&copy.done, cudaEventDisableTiming));
    check(queue.op(), cudaEventRecord(copy.done, queue.stream()));
  }

  void empty() {
    std::lock_guard<std::mutex> lock(mutex_);
    while (!free_.empty()) {
      const auto [size, data] = *free_.begin();
      for (const Copy& copy : blocks_.at(data).copies) {
        if (!copy.done) continue;
        check("empty_cache", cudaEventSynchronize(copy.done));
        check("empty_cache", cudaEventDestroy(copy.done));
      }
      free_.erase(free_.begin());
      blocks_.erase(data);
      check("empty_cache", cudaFreeHost(data));
      reserved_ -= size;
    }
  }

  int64_t reserved() {
    std::lock_guard<std::mutex> lock(mutex_);
    return reserved_;
  }

 private:
  Block& block_of(const void* data) {
    auto it = blocks_.upper_bound(static_cast<char*>(const_cast<void*>(data)));
    NT_CHECK(it != blocks_.begin(), Code::internal, "[pin_memory] memory that is not page-locked");
    --it;
    NT_CHECK(static_cast<const char*>(data) - it->first < it->second.size, Code::internal,
             "[pin_memory] memory that is not page-locked");
    return it->second;
  }

  static bool is_idle(const Block& block) {
    return std::all_of(block.copies.begin(), block.copies.end(), [](const Copy& copy) {
      if (!copy.done) return true;
      const cudaError_t status = cudaEventQuery(copy.done);
      if (status == cudaErrorNotReady) {
        cudaGetLastError();
        return false;
      }
      check("pin_memory", status);
      return true;
    });
  }

  std::mutex mutex_;
  std::map<char*, Block> blocks_;  // by address, in use or not
  std::multimap<int64_t, char*> free_;
  int64_t reserved_ = 0;
};

// Never destroyed: other threads may still release tensors while the process ends.
PinnedPool& pool() {
  static auto* const pinned = new PinnedPool();
  return *pinned;
}

}  // namespace

void* allocate_pinned(int64_t bytes) {
  if (void* data = pool().take(bytes)) return data;
  pool().empty();
  if (void* data = pool().take(bytes)) return data;
  if (ask_for_garbage()) {
    pool().empty();
    if (void* data = pool().take(bytes)) return data;
  }
  fail(Code::out_of_memory, "[pin_memory] the host has no memory to lock for ", bytes, " bytes; ", pool().reserved(),
       " are locked by this process's tensors");
}

void deallocate_pinned(void* data) noexcept { pool().give(data); }

void empty_pinned_cache() { pool().empty(); }

void copy_from_pinned(void* device, const void* pinned, int64_t bytes, int32_t device_index) {
  if (bytes <= kFewBytes) return copy_from_host(device, pinned, bytes, device_index);
  const Queue queue("copy_from_pinned", device_index);
  check(queue.op(),
        cudaMemcpyAsync(device, pinned, static_cast<size_t>(bytes), cudaMemcpyHostToDevice, queue.stream()));
  try {
    pool().mark(pinned, queue);
  } catch (...) {
    cudaStreamSynchronize(queue.stream());  // nobody knows of the copy: it ends here
    throw;
  }
}

}  // namespace nt::cuda
