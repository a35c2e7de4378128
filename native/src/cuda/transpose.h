#pragma once

#include "core/iter.h"
#include "cuda/queue.h"

namespace nt::cuda {

// Copies where input and output have different fastest dimensions (a transposed matrix, channels moved), both of one
// dtype; false where the operands are not so.
bool try_transpose(const Queue& queue, const Iter& it);

}  // namespace nt::cuda
