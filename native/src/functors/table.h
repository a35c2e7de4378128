// The op tables as enums: a row in a .def file is all that dispatch knows of an elementwise op or a reduction.
#pragma once

namespace nt {

enum class MapOp : int {
#define NT_ROW(name, ...) name,
#include "functors/rows.h"
  count
};

enum class ReduceOp : int {
#define NT_REDUCE(name, Functor, types) name,
#include "functors/reduce.def"
#undef NT_REDUCE
  count
};

}  // namespace nt
