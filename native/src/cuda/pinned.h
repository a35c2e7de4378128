// Page-locked host memory, cached: the driver takes milliseconds to lock or unlock pages, and waits for devices meanwhile.
#pragma once

#include <cstdint>

namespace nt::cuda {

void* allocate_pinned(int64_t bytes);
// Copies from the block may still be queued: it is handed out again when they are done.
void deallocate_pinned(void* data) noexcept;
void empty_pinned_cache();

// Queues a copy from somewhere within such a block; nobody waits. The block is remembered as in use until it is done.
void copy_from_pinned(void* device, const void* pinned, int64_t bytes, int32_t device_index);

}  // namespace nt::cuda
