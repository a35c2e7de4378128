// 16-bit floats on the CPU are computed in float32: these ops convert, compute and convert back, all differentiable.
#pragma once

#include "ops/ops.h"

namespace nt {

inline bool needs_widening(const Tensor& t) { return t.device().is_cpu() && compute_dtype(t.dtype()) != t.dtype(); }

inline Tensor widened(const Tensor& t) { return t.defined() ? to(t, compute_dtype(t.dtype())) : t; }

}  // namespace nt
