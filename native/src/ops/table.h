// All of the table's elementwise ops as C++ functions, declared by their rows. A row more changes this file: where the ops of
// ops/algebra.h are enough, include that.
#pragma once

#include "ops/base_table.h"

#define NT_WITHOUT_BASE_ROWS
namespace nt {

#include "ops/declare_rows.h"
#include "functors/unary.def"
#include "functors/unary_plain.def"
#include "functors/binary.def"
#include "functors/binary_plain.def"
#include "ops/declare_rows.h"

}  // namespace nt
#undef NT_WITHOUT_BASE_ROWS
