// The elementwise ops that other ops are made of, declared by their rows.
#pragma once

#include "core/tensor.h"

namespace nt {

#include "ops/declare_rows.h"
#include "functors/unary_base.def"
#include "functors/binary_base.def"
#include "functors/fused.def"
#include "ops/declare_rows.h"

}  // namespace nt
