// The dtypes of convolution.
#pragma once

#include "core/error.h"
#include "core/network_args.h"

namespace nt::cpu {

// Calls f with a zero of args' dtype.
template <class F>
void visit_conv_dtype(const ConvArgs& args, F&& f) {
  switch (args.dtype) {
    case Dtype::uint8:
      return f(uint8_t{});
    case Dtype::int8:
      return f(int8_t{});
    case Dtype::int16:
      return f(int16_t{});
    case Dtype::int32:
      return f(int32_t{});
    case Dtype::int64:
      return f(int64_t{});
    case Dtype::float32:
      return f(float{});
    case Dtype::float64:
      return f(double{});
    default:
      fail(Code::dtype, "[convolution] not defined for ", args.dtype, " on the CPU");
  }
}

}  // namespace nt::cpu
