// What the columns of a table row mean to the kernels.
#pragma once

#include "core/dtype.h"

namespace nt::cuda {

// TYPES: the dtypes that a functor is compiled for; 16-bit floats are computed in float32.
enum class Types { FLT, FLO, NUM, ALL, INT, WHL, B64 };

constexpr bool takes(Types types, Dtype dtype) {
  switch (dtype) {
    case Dtype::float16:
    case Dtype::bfloat16:
      return false;
    case Dtype::float32:
    case Dtype::float64:
      return types != Types::INT && types != Types::WHL;
    case Dtype::boolean:
      return types == Types::ALL || types == Types::INT;
    default:
      return types != Types::FLT && types != Types::FLO;
  }
}

}  // namespace nt::cuda
