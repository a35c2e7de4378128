// One stretch of huge pages that the pools of all threads cut their blocks from: objects of thousands of tensors, which go
// round between two collections of C#'s garbage, would else be spread over so many small pages that each miss costs twice.
#pragma once

#include <cstddef>

namespace nt {

// So many bytes, a divisor of a huge page; null where the arena is used up, or the system gave none. They never come back.
char* take_from_arena(size_t bytes);
// Whether the arena holds this address.
bool is_arenas(const void* block);

}  // namespace nt
