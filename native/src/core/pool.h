// Memory for the small objects that come and go with every op (tensors, storages with a few numbers, nodes), cut from an
// arena of huge pages: each thread keeps the blocks that it frees, by size, so that taking one is a load and a store. Under
// AddressSanitizer every block is malloc's.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nt {

void* pool_allocate(size_t bytes);
void pool_free(void* block, size_t bytes) noexcept;

// Counts storages without a block of the allocator's, which counts the others; a sum over all threads, without locks.
void count_inline_storage(int64_t change);
int64_t inline_storages();

// Base of classes that live in the pool.
struct Pooled {
  static void* operator new(size_t bytes) { return pool_allocate(bytes); }
  static void operator delete(void* object, size_t bytes) { pool_free(object, bytes); }
};

}  // namespace nt
