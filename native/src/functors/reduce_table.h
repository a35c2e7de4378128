#pragma once

#include "core/op_ids.h"

namespace nt {

enum class ReduceOp : int {
#define NT_REDUCE(name, Functor, types) name,
#include "functors/reduce.def"
#undef NT_REDUCE
  count
};
static_assert(static_cast<int>(ReduceOp::count) <= kMaxReduceOps, "more reductions than numbers for them");

}  // namespace nt
