#pragma once

#include "core/op_ids.h"

namespace nt {

// A unary op's number, the same as in MapOp.
enum class UnaryRow : int {
#define NT_UNARY_ROW(name, ...) name,
#include "functors/unary_rows.h"
  end
};
static_assert(static_cast<int>(UnaryRow::end) <= kFirstBinaryOp, "more unary ops than numbers for them");

}  // namespace nt
