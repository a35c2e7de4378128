#include "core/pool.h"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>

#include "core/arena.h"

namespace nt {
namespace {

constexpr size_t kStep = 64;        // sizes are rounded up to this
constexpr size_t kClasses = 16;     // larger objects are malloc's
constexpr int kMaxKept = 4096;      // blocks of one size that a thread keeps: those of a few thousand tensors
constexpr size_t kSpan = 64 << 10;  // what a thread takes from the arena at once

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
  char* span;  // what is left of it
  size_t span_left;
  bool known;   // to its thread's end, which returns its blocks
  bool closed;  // the thread is ending
};

constinit thread_local Pool pool{};

// What threads have given back and the arena cannot take, by size.
struct Shared {
  std::mutex mutex;
  Block* first = nullptr;
  std::atomic<bool> any{false};
};

// Never destroyed: other threads may still free blocks while the process ends.
Shared& shared_blocks(size_t index) {
  static auto* all = new Shared[kClasses];
  return all[index];
}

void give_away(size_t index, Block* block) noexcept {
  if (!is_arenas(block)) return std::free(block);
  Shared& shared = shared_blocks(index);
  std::lock_guard lock(shared.mutex);
  block->next = shared.first;
  shared.first = block;
  shared.any.store(true, std::memory_order_relaxed);
}

// Returns a thread's blocks when it ends.
struct Registration {
  ~Registration() {
    for (size_t index = 0; index < kClasses; ++index) {
      Kept& kept = pool.kept[index];
      while (Block* block = kept.first) {
        kept.first = block->next;
        give_away(index, block);
      }
      kept.count = 0;
    }
    for (; pool.span_left > 0; pool.span += kStep, pool.span_left -= kStep) {
      give_away(0, reinterpret_cast<Block*>(pool.span));
    }
    pool.closed = true;
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

// Blocks go round in the order in which they were freed: after thousands of others, the next one has left the caches, so it
// is fetched while the one before is filled.
void prefetch(const Block* block, size_t lines) {
  const char* at = reinterpret_cast<const char*>(block);
  for (size_t i = 0; i < lines; ++i) __builtin_prefetch(at + i * kStep, 1);
}

// What other threads left, up to a few of them at once; null where there is nothing.
Block* take_shared(size_t index) {
  constexpr int kAtOnce = 64;
  Shared& shared = shared_blocks(index);
  if (!shared.any.load(std::memory_order_relaxed)) return nullptr;
  std::lock_guard lock(shared.mutex);
  Block* block = shared.first;
  if (!block) return nullptr;
  Block* last = block;
  int more = 0;
  for (; more < kAtOnce && last->next; ++more) last = last->next;
  shared.first = last->next;
  shared.any.store(shared.first != nullptr, std::memory_order_relaxed);
  last->next = nullptr;
  pool.kept[index] = {block->next, more};
  return block;
}

[[gnu::noinline]] void* allocate_fresh(size_t index) {
  const size_t bytes = (index + 1) * kStep;
  if (kKeeps && index < kClasses && !pool.closed) {
    if (!pool.known) make_known();
    if (Block* block = take_shared(index)) return block;
    if (pool.span_left < bytes) {
      if (char* span = take_from_arena(kSpan)) {
        for (; pool.span_left > 0; pool.span += kStep, pool.span_left -= kStep) pool_free(pool.span, kStep);
        pool.span = span;
        pool.span_left = kSpan;
      }
    }
    if (pool.span_left >= bytes) {
      pool.span_left -= bytes;
      return std::exchange(pool.span, pool.span + bytes);
    }
  }
  void* block = std::malloc(bytes);
  if (!block) throw std::bad_alloc();
  return block;
}

}  // namespace

void* pool_allocate(size_t bytes) {
  const size_t index = (bytes - 1) / kStep;
  if (kKeeps && index < kClasses) {
    Kept& kept = pool.kept[index];
    if (Block* block = kept.first) {
      kept.first = block->next;
      --kept.count;
      if (kept.first) prefetch(kept.first, index + 1);
      return block;
    }
  }
  return allocate_fresh(index);
}

void pool_free(void* block, size_t bytes) noexcept {
  const size_t index = (bytes - 1) / kStep;
  auto* freed = static_cast<Block*>(block);
  if (!kKeeps || index >= kClasses) return std::free(block);
  Kept& kept = pool.kept[index];
  if (pool.closed || kept.count >= kMaxKept) return give_away(index, freed);
  if (!pool.known) make_known();
  freed->next = kept.first;
  kept.first = freed;
  ++kept.count;
}

}  // namespace nt
