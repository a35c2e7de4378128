#pragma once

#include "core/op_ids.h"

namespace nt {

// A ternary op's number, the same as in MapOp.
enum class TernaryRow : int {
  before_first = kFirstTernaryOp - 1,
#define NT_TERNARY_ROW(name, ...) name,
#include "functors/ternary.def"
#undef NT_TERNARY_ROW
  end
};
static_assert(static_cast<int>(TernaryRow::end) <= kMaxMapOps, "more ternary ops than numbers for them");

}  // namespace nt
