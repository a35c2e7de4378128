#include "core/pool.h"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <new>
#include <vector>

namespace nt {
namespace {

constexpr size_t kStep = 64;     // sizes are rounded up to this
constexpr size_t kClasses = 16;  // larger objects are malloc's
constexpr int kMaxKept = 4096;   // blocks of one size that a thread keeps: those of a few thousand tensors

struct Block {
  Block* next;
};

struct Kept {
  Block* first;
  int count;
};

// Without constructor or destructor, so that reaching it costs no check.
struct Pool {
  Kept kept[kClasses];
  std::atomic<int64_t> inline_storages;  // written by its thread only
  bool known;                            // to the list of pools
  bool closed;                           // the thread is ending
};

constinit thread_local Pool pool{};

struct Pools {
  std::mutex mutex;
  std::vector<const Pool*> living;
  int64_t inline_storages_of_the_dead = 0;
};

Pools& pools() {
  static auto* all = new Pools();
  return *all;
}

// Returns a thread's blocks when it ends.
struct Registration {
  Registration() {
    std::lock_guard lock(pools().mutex);
    pools().living.push_back(&pool);
  }
  ~Registration() {
    for (Kept& kept : pool.kept) {
      while (Block* block = kept.first) {
        kept.first = block->next;
        std::free(block);
      }
      kept.count = 0;
    }
    pool.closed = true;
    std::lock_guard lock(pools().mutex);
    std::erase(pools().living, &pool);
    pools().inline_storages_of_the_dead += pool.inline_storages.load(std::memory_order_relaxed);
  }
};

void make_known() {
  thread_local Registration registration;
  pool.known = true;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kKeeps = false;
#else
constexpr bool kKeeps = true;
#endif

}  // namespace

void* pool_allocate(size_t bytes) {
  const size_t index = (bytes - 1) / kStep;
  if (kKeeps && index < kClasses) {
    Kept& kept = pool.kept[index];
    if (Block* block = kept.first) {
      kept.first = block->next;
      --kept.count;
      return block;
    }
  }
  void* block = std::malloc((index + 1) * kStep);
  if (!block) throw std::bad_alloc();
  return block;
}

void pool_free(void* block, size_t bytes) noexcept {
  const size_t index = (bytes - 1) / kStep;
  if (kKeeps && index < kClasses && !pool.closed) {
    Kept& kept = pool.kept[index];
    if (kept.count < kMaxKept) {
      if (!pool.known) make_known();
      auto* freed = static_cast<Block*>(block);
      freed->next = kept.first;
      kept.first = freed;
      ++kept.count;
      return;
    }
  }
  std::free(block);
}

void count_inline_storage(int64_t change) {
  if (pool.closed) {
    std::lock_guard lock(pools().mutex);
    pools().inline_storages_of_the_dead += change;
    return;
  }
  if (!pool.known) make_known();
  auto& count = pool.inline_storages;
  count.store(count.load(std::memory_order_relaxed) + change, std::memory_order_relaxed);
}

int64_t inline_storages() {
  std::lock_guard lock(pools().mutex);
  int64_t sum = pools().inline_storages_of_the_dead;
  for (const Pool* each : pools().living) sum += each->inline_storages.load(std::memory_order_relaxed);
  return sum;
}

}  // namespace nt
