#include "cpu/allocator.h"

#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "core/collect.h"
#include "core/host_memory.h"

namespace nt::cpu {
namespace {

// Up to kSmall bytes malloc is as fast as a cache; above, blocks come in size classes, four to each doubling.
constexpr int64_t kSmall = 4096;
constexpr int64_t kHugePage = 2 << 20;
// What blocks below a huge page are cut from.
constexpr int64_t kChunk = 32 << 20;
// Beyond this, freed blocks go back to the system at once.
constexpr int64_t kMaxCached = int64_t{1} << 30;
constexpr int kClasses = 4 * 52;

struct SizeClass {
  std::mutex mutex;
  std::vector<void*> blocks;
  std::vector<void*> hollow;  // cut from a chunk, but the system has their pages
  size_t existing = 0;        // blocks; both lists have room for so many, since who gives back must not fail
};

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kCuts = false;  // so that blocks have zones between them that nobody may touch
#else
constexpr bool kCuts = true;
#endif

// Never destroyed: other threads may still release tensors while the process ends.
SizeClass* const classes = new SizeClass[kClasses];
std::atomic<int64_t> cached{0};

// The class of a size and the class's block size: sizes are rounded up to the next quarter of a power of two.
int class_of(int64_t bytes, int64_t* block) {
  const int log2 = 63 - __builtin_clzll(static_cast<uint64_t>(bytes - 1));
  const int64_t quarter = int64_t{1} << (log2 - 2);
  const int64_t quarters = (bytes + quarter - 1) / quarter;  // 5..8 of them
  *block = quarters * quarter;
  return (log2 - 11) * 4 + static_cast<int>(quarters - 5);
}

char* map_huge(int64_t bytes) {
  void* data = mmap(nullptr, static_cast<size_t>(bytes), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return nullptr;
  madvise(data, static_cast<size_t>(bytes), MADV_HUGEPAGE);
  return static_cast<char*>(data);
}

// Blocks below a huge page share some: going round a few megabytes of them in small pages misses the TLB (from C# without
// Dispose, a + a on 4,096 numbers took 4.1 us and takes 2.6).
void* cut(int64_t block) {
  static std::mutex mutex;
  static char* next = nullptr;
  static int64_t left = 0;
  std::lock_guard lock(mutex);
  if (left < block) {
    char* chunk = map_huge(kChunk + kHugePage);
    if (!chunk) return nullptr;
    const int64_t past = static_cast<int64_t>(reinterpret_cast<uintptr_t>(chunk) % kHugePage);
    next = chunk + (past ? kHugePage - past : 0);
    left = kChunk;
  }
  left -= block;
  next += block;
  return next - block;
}

void* system_allocate(int index, int64_t block) {
  SizeClass& c = classes[index];
  std::lock_guard lock(c.mutex);
  if (!c.hollow.empty()) {
    void* data = c.hollow.back();
    c.hollow.pop_back();
    return data;
  }
  if (c.existing == c.blocks.capacity()) {
    c.blocks.reserve(2 * c.existing + 8);
    c.hollow.reserve(2 * c.existing + 8);
  }
  void* data = !kCuts               ? std::aligned_alloc(64, static_cast<size_t>(block))
               : block >= kHugePage ? map_huge(block)
                                    : cut(block);
  if (data) ++c.existing;
  return data;
}

// The caller holds the class's mutex.
void system_free(SizeClass& c, void* data, int64_t block) noexcept {
  if (!kCuts || block >= kHugePage) {
    kCuts ? static_cast<void>(munmap(data, static_cast<size_t>(block))) : std::free(data);
    --c.existing;
    return;
  }
  // Whole pages only, the others are neighbours' too: of the smallest blocks a part stays with the process.
  constexpr uintptr_t kPage = 4096;
  const uintptr_t first = (reinterpret_cast<uintptr_t>(data) + kPage - 1) / kPage * kPage;
  const uintptr_t last = (reinterpret_cast<uintptr_t>(data) + static_cast<uintptr_t>(block)) / kPage * kPage;
  if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
  c.hollow.push_back(data);
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
  void* data = system_allocate(index, block);
  if (!data) {
    empty_cache();
    data = system_allocate(index, block);
  }
  if (data) count_host_reserved(block);
  return data;
}

}  // namespace

void* allocate(int64_t bytes) {
  void* data = bytes <= kSmall ? std::malloc(static_cast<size_t>(bytes)) : allocate_large(bytes);
  if (!data && collect_garbage()) {
    data = bytes <= kSmall ? std::malloc(static_cast<size_t>(bytes)) : allocate_large(bytes);
  }
  NT_CHECK(data, Code::out_of_memory, "[empty] the CPU has no memory for ", bytes, " bytes; ",
           host_memory_stats().allocated, " bytes are in use by tensors");
  count_host_block(1, bytes);
  return data;
}

void deallocate(void* data, int64_t bytes) noexcept {
  count_host_block(-1, -bytes);
  if (bytes <= kSmall) {
    std::free(data);
    return;
  }
  int64_t block = 0;
  const int index = class_of(bytes, &block);
  SizeClass& c = classes[index];
  std::lock_guard lock(c.mutex);
  if (cached.load(std::memory_order_relaxed) + block <= kMaxCached) {
    c.blocks.push_back(data);
    cached.fetch_add(block, std::memory_order_relaxed);
    return;
  }
  system_free(c, data, block);
  count_host_reserved(-block);
}

void empty_cache() {
  for (int index = 0; index < kClasses; ++index) {
    SizeClass& c = classes[index];
    std::lock_guard lock(c.mutex);
    if (c.blocks.empty()) continue;  // the largest classes, which no machine has, are beyond int64
    const int64_t quarter = int64_t{1} << (index / 4 + 11 - 2);
    const int64_t block = (index % 4 + 5) * quarter;
    for (void* data : c.blocks) {
      system_free(c, data, block);
      cached.fetch_sub(block, std::memory_order_relaxed);
      count_host_reserved(-block);
    }
    c.blocks.clear();
  }
}

}  // namespace nt::cpu
