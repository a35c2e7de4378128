// The op tables as enums: a row in a .def file is all that dispatch knows of an elementwise op or a reduction. Each table
// numbers its own rows, so that a file which needs one table is not rebuilt for a change of another.
#pragma once

#include "core/op_ids.h"
#include "functors/binary_table.h"
#include "functors/reduce_table.h"
#include "functors/ternary_table.h"
#include "functors/unary_table.h"

namespace nt {

enum class MapOp : int {
#define NT_UNARY_ROW(name, ...) name = static_cast<int>(UnaryRow::name),
#define NT_BINARY_ROW(name, ...) name = static_cast<int>(BinaryRow::name),
#include "functors/rows.h"
#define NT_TERNARY_ROW(name, ...) name = static_cast<int>(TernaryRow::name),
#include "functors/ternary.def"
#undef NT_TERNARY_ROW
  count = static_cast<int>(TernaryRow::end)
};

}  // namespace nt
