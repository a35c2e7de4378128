// Host memory with a cache of freed blocks: fresh pages cost up to a hundred times what using them does.
#pragma once

#include <cstdint>

#include "core/backend.h"

namespace nt::cpu {

void* allocate(int64_t bytes);
void deallocate(void* data, int64_t bytes) noexcept;
void empty_cache();
// Adds to `allocated` what lies elsewhere (core/inline_bytes.h).
void count_bytes(int64_t bytes) noexcept;
// `tensors` is brought up to date by this call, the others are live.
MemoryStats& memory_stats();

}  // namespace nt::cpu
