// The parts into which the elementwise kernels are divided for the compilers.
#pragma once

#include "core/iter.h"
#include "cuda/queue.h"
#include "functors/table.h"

namespace nt::cuda {

template <int kFamily>
void map_unary_family(const Queue& queue, MapOp op, const Iter& it);
template <int kFamily>
void map_binary_family(const Queue& queue, MapOp op, const Iter& it);
template <int kFamily>
void map_ternary_family(const Queue& queue, MapOp op, const Iter& it);

}  // namespace nt::cuda
