// The parts into which the reductions are divided for the compilers.
#pragma once

#include "core/iter.h"
#include "cuda/queue.h"
#include "functors/table.h"

namespace nt::cuda {

template <int kFamily>
void reduce_family(const Queue& queue, ReduceOp op, const Iter& it);

}  // namespace nt::cuda
