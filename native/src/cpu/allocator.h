// Host memory with a cache of freed blocks: fresh pages cost up to a hundred times what using them does.
#pragma once

#include <cstdint>

namespace nt::cpu {

void* allocate(int64_t bytes);
void deallocate(void* data, int64_t bytes) noexcept;
void empty_cache();

}  // namespace nt::cpu
