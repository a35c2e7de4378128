#include "cpu/allocator.h"

#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "core/collect.h"
#include "core/pool.h"

namespace nt::cpu {
namespace {

// Up to kSmall bytes malloc is as fast as a cache; above, blocks come in size classes, four to each doubling.
constexpr int64_t kSmall = 4096;
constexpr int64_t kHugePage = 2 << 20;
// Beyond this, freed blocks go back to the system at once.
constexpr int64_t kMaxCached = int64_t{1} << 30;
constexpr int kClasses = 4 * 52;

struct SizeClass {
  std::mutex mutex;
  std::vector<void*> blocks;
};

// Never destroyed: other threads may still release tensors while the process ends.
SizeClass* const classes = new SizeClass[kClasses];
std::atomic<int64_t> cached{0};
MemoryStats stats;
std::atomic<int64_t> blocks{0};  // that storages hold

// The class of a size and the class's block size: sizes are rounded up to the next quarter of a power of two.
int class_of(int64_t bytes, int64_t* block) {
  const int log2 = 63 - __builtin_clzll(static_cast<uint64_t>(bytes - 1));
  const int64_t quarter = int64_t{1} << (log2 - 2);
  const int64_t quarters = (bytes + quarter - 1) / quarter;  // 5..8 of them
  *block = quarters * quarter;
  return (log2 - 11) * 4 + static_cast<int>(quarters - 5);
}

template <class T>
std::atomic<T>& atomic(T& value) {
  return reinterpret_cast<std::atomic<T>&>(value);
}

void count(int64_t bytes, int64_t change) {
  const int64_t now = atomic(stats.allocated).fetch_add(bytes, std::memory_order_relaxed) + bytes;
  blocks.fetch_add(change, std::memory_order_relaxed);
  int64_t peak = atomic(stats.peak_allocated).load(std::memory_order_relaxed);
  while (now > peak && !atomic(stats.peak_allocated).compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
}

void* system_allocate(int64_t block) {
  if (block < kHugePage) return std::aligned_alloc(64, static_cast<size_t>(block));
  void* data = mmap(nullptr, static_cast<size_t>(block), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return nullptr;
  madvise(data, static_cast<size_t>(block), MADV_HUGEPAGE);
  return data;
}

void system_free(void* data, int64_t block) noexcept {
  if (block < kHugePage) {
    std::free(data);
  } else {
    munmap(data, static_cast<size_t>(block));
  }
}

void* take_cached(int index, int64_t block) {
  SizeClass& c = classes[index];
  std::lock_guard lock(c.mutex);
  if (c.blocks.empty()) return nullptr;
  void* data = c.blocks.back();
  c.blocks.pop_back();
  cached.fetch_sub(block, std::memory_order_relaxed);
  return data;
}

void* allocate_large(int64_t bytes) {
  int64_t block = 0;
  const int index = class_of(bytes, &block);
  if (void* data = take_cached(index, block)) return data;
  void* data = system_allocate(block);
  if (!data) {
    empty_cache();
    data = system_allocate(block);
  }
  if (data) atomic(stats.reserved).fetch_add(block, std::memory_order_relaxed);
  return data;
}

}  // namespace

void* allocate(int64_t bytes) {
  void* data = bytes <= kSmall ? std::malloc(static_cast<size_t>(bytes)) : allocate_large(bytes);
  if (!data && collect_garbage()) data = bytes <= kSmall ? std::malloc(static_cast<size_t>(bytes)) : allocate_large(bytes);
  NT_CHECK(data, Code::out_of_memory, "[empty] the CPU has no memory for ", bytes, " bytes; ", stats.allocated,
           " bytes are in use by tensors");
  count(bytes, 1);
  return data;
}

void deallocate(void* data, int64_t bytes) noexcept {
  count(-bytes, -1);
  if (bytes <= kSmall) {
    std::free(data);
    return;
  }
  int64_t block = 0;
  const int index = class_of(bytes, &block);
  if (cached.load(std::memory_order_relaxed) + block <= kMaxCached) {
    SizeClass& c = classes[index];
    std::lock_guard lock(c.mutex);
    c.blocks.push_back(data);
    cached.fetch_add(block, std::memory_order_relaxed);
    return;
  }
  system_free(data, block);
  atomic(stats.reserved).fetch_sub(block, std::memory_order_relaxed);
}

void empty_cache() {
  for (int index = 0; index < kClasses; ++index) {
    SizeClass& c = classes[index];
    std::lock_guard lock(c.mutex);
    if (c.blocks.empty()) continue;  // the largest classes, which no machine has, are beyond int64
    const int64_t quarter = int64_t{1} << (index / 4 + 11 - 2);
    const int64_t block = (index % 4 + 5) * quarter;
    for (void* data : c.blocks) {
      system_free(data, block);
      cached.fetch_sub(block, std::memory_order_relaxed);
      atomic(stats.reserved).fetch_sub(block, std::memory_order_relaxed);
    }
    c.blocks.clear();
  }
}

MemoryStats& memory_stats() {
  atomic(stats.tensors).store(blocks.load(std::memory_order_relaxed) + inline_storages(), std::memory_order_relaxed);
  return stats;
}

}  // namespace nt::cpu
