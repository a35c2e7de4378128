#include "core/arena.h"

#include <sys/mman.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace nt {
namespace {

constexpr size_t kHugePage = 2 << 20;
// The small objects of some fifty thousand tensors; those of more are malloc's.
constexpr size_t kArena = 64 << 20;

std::atomic<uintptr_t> first{0};  // 0 until it is there
std::mutex mutex;
bool tried = false;
size_t used = 0;

// Pages are the process's own only once they are touched.
void reserve() {
  tried = true;
  void* data =
      mmap(nullptr, kArena + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (data == MAP_FAILED) return;
  const uintptr_t begin = (reinterpret_cast<uintptr_t>(data) + kHugePage - 1) / kHugePage * kHugePage;
  madvise(reinterpret_cast<void*>(begin), kArena, MADV_HUGEPAGE);
  first.store(begin, std::memory_order_release);
}

}  // namespace

char* take_from_arena(size_t bytes) {
  std::lock_guard lock(mutex);
  if (!tried) reserve();
  const uintptr_t begin = first.load(std::memory_order_relaxed);
  if (begin == 0 || kArena - used < bytes) return nullptr;
  used += bytes;
  return reinterpret_cast<char*>(begin + used - bytes);
}

bool is_arenas(const void* block) {
  // An address below `first` wraps to a large one.
  const uintptr_t begin = first.load(std::memory_order_relaxed);
  return begin != 0 && reinterpret_cast<uintptr_t>(block) - begin < kArena;
}

}  // namespace nt
