// What tensors hold of the host's memory: blocks of the CPU's allocator, and bytes inside of storages, which lie in the
// pool's blocks.
#pragma once

#include <cstdint>

#include "core/backend.h"

namespace nt {

// `tensors` is brought up to date by this call, the others are live.
MemoryStats& host_memory_stats();

// A block that a storage takes (change 1) or gives back (change -1, negative bytes).
void count_host_block(int64_t change, int64_t bytes) noexcept;
void count_host_reserved(int64_t bytes) noexcept;

// The same for a storage with its bytes inside, without locks: each thread sums on its own, and hands its bytes on when they
// have changed by a step, and when it ends.
constexpr int64_t kInlineBytesStep = 64 << 10;
void count_inline_storage(int64_t change, int64_t bytes);

}  // namespace nt
