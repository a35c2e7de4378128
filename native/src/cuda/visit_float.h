#pragma once

#include "core/dtype.h"

namespace nt::cuda {

// Calls f(storage type, type to compute in): 16-bit floats are computed in float32.
template <class F>
void visit_float(const char* op, Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::float32:
      return f(float{}, float{});
    case Dtype::float64:
      return f(double{}, double{});
    case Dtype::float16:
      return f(float16{}, float{});
    case Dtype::bfloat16:
      return f(bfloat16{}, float{});
    default:
      fail(Code::dtype, "[", op, "] has no CUDA kernel for ", dtype);
  }
}

}  // namespace nt::cuda
