#pragma once

#include "core/op_ids.h"

namespace nt {

// A binary op's number, the same as in MapOp.
enum class BinaryRow : int {
  before_first = kFirstBinaryOp - 1,
#define NT_BINARY_ROW(name, ...) name,
#include "functors/binary_rows.h"
  end
};
static_assert(static_cast<int>(BinaryRow::end) <= kFirstTernaryOp, "more binary ops than numbers for them");

}  // namespace nt
