// Bytes of storages that lie in the pool's blocks, as part of the CPU allocator's `allocated`.
#pragma once

#include <cstdint>

namespace nt {

// Each thread hands its sum on when that has changed by this much, and when it ends: an add and a compare per storage.
constexpr int64_t kInlineBytesStep = 64 << 10;

void count_inline_bytes(int64_t change);

}  // namespace nt
