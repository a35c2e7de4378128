// The op behind all norms with statistics: which elements share them, and which share weight and bias.
#pragma once

#include "core/network_args.h"
#include "ops/norms.h"

namespace nt {

struct NormPlan {
  const char* node;  // PyTorch's name of the derivative
  NormArgs args{};   // sizes; no pointers
  // The same as tensor algebra has it, for second derivatives: x seen in `view`, statistics over `dims` of that, and weight
  // in a shape that broadcasts.
  Dims view, dims, affine;
};

// Statistics that are constants, or undefined ones, which the forward computes.
Normalized normalize(const NormPlan& plan, const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& mean,
                     const Tensor& rstd);

// Weight and bias, where they are given: of the sizes that are wanted, and of x's dtype or float32 beside 16-bit floats.
void check_affine(const char* op, const Tensor& x, const Tensor& weight, const Tensor& bias, const Dims& sizes);

}  // namespace nt
