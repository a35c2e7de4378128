#include "core/host_memory.h"

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace nt {
namespace {

MemoryStats stats;
std::atomic<int64_t> blocks{0};  // that storages hold

template <class T>
std::atomic<T>& atomic(T& value) {
  return reinterpret_cast<std::atomic<T>&>(value);
}

void count_bytes(int64_t bytes) noexcept {
  const int64_t now = atomic(stats.allocated).fetch_add(bytes, std::memory_order_relaxed) + bytes;
  int64_t peak = atomic(stats.peak_allocated).load(std::memory_order_relaxed);
  while (now > peak && !atomic(stats.peak_allocated).compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
}

// Without constructor or destructor, so that reaching it costs no check.
struct InlineStorages {
  std::atomic<int64_t> count;  // written by its thread only
  int64_t uncounted_bytes;     // which `stats` does not have yet
  bool known;                  // to the list of threads
  bool closed;                 // the thread is ending
};

constinit thread_local InlineStorages mine{};

struct Threads {
  std::mutex mutex;
  std::vector<const InlineStorages*> living;
  int64_t count_of_the_dead = 0;
};

Threads& threads() {
  static auto* all = new Threads();
  return *all;
}

// Keeps a thread's sums when it ends.
struct Registration {
  Registration() {
    std::lock_guard lock(threads().mutex);
    threads().living.push_back(&mine);
  }
  ~Registration() {
    mine.known = false;
    mine.closed = true;
    count_bytes(std::exchange(mine.uncounted_bytes, 0));
    std::lock_guard lock(threads().mutex);
    std::erase(threads().living, &mine);
    threads().count_of_the_dead += mine.count.load(std::memory_order_relaxed);
  }
};

// For a thread's first storage; false, and it is counted, where the thread is ending.
[[gnu::noinline]] bool make_known(int64_t change, int64_t bytes) {
  if (!mine.closed) {
    thread_local Registration registration;
    return mine.known = true;
  }
  count_bytes(bytes);
  std::lock_guard lock(threads().mutex);
  threads().count_of_the_dead += change;
  return false;
}

int64_t inline_storages() {
  std::lock_guard lock(threads().mutex);
  int64_t sum = threads().count_of_the_dead;
  for (const InlineStorages* each : threads().living) sum += each->count.load(std::memory_order_relaxed);
  return sum;
}

}  // namespace

MemoryStats& host_memory_stats() {
  atomic(stats.tensors).store(blocks.load(std::memory_order_relaxed) + inline_storages(), std::memory_order_relaxed);
  return stats;
}

void count_host_block(int64_t change, int64_t bytes) noexcept {
  blocks.fetch_add(change, std::memory_order_relaxed);
  count_bytes(bytes);
}

void count_host_reserved(int64_t bytes) noexcept { atomic(stats.reserved).fetch_add(bytes, std::memory_order_relaxed); }

void count_inline_storage(int64_t change, int64_t bytes) {
  if (!mine.known && !make_known(change, bytes)) return;
  mine.count.store(mine.count.load(std::memory_order_relaxed) + change, std::memory_order_relaxed);
  const int64_t sum = mine.uncounted_bytes += bytes;
  if (sum >= kInlineBytesStep || sum <= -kInlineBytesStep) count_bytes(std::exchange(mine.uncounted_bytes, 0));
}

}  // namespace nt
