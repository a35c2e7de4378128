// Memory for the small objects that come and go with every op (tensors, storages with a few numbers, nodes), cut from an
// arena of huge pages: each thread keeps the blocks that it frees, by size, so that taking one is a load and a store. Under
// AddressSanitizer every block is malloc's.
#pragma once

#include <cstddef>

namespace nt {

void* pool_allocate(size_t bytes);
void pool_free(void* block, size_t bytes) noexcept;

// Base of classes that live in the pool.
struct Pooled {
  static void* operator new(size_t bytes) { return pool_allocate(bytes); }
  static void operator delete(void* object, size_t bytes) { pool_free(object, bytes); }
};

}  // namespace nt
