// What a fused optimizer step tells a backend: tensors that are updated in place by one rule, all dense and of one dtype.
#pragma once

#include <cstdint>

#include "core/dtype.h"

namespace nt {

enum class StepRule : int32_t;  // functors/optim_table.h
constexpr int kMaxStepRules = 32;
constexpr int kStepStates = 3;      // tensors of state that a rule has at most
constexpr int kStepConstants = 12;  // numbers of its functor

struct StepTensor {
  int64_t numel;
  void* parameter;
  const void* gradient;
  void* states[kStepStates];
  double constants[kStepConstants];  // the functor's members, in order
};

struct StepArgs {
  StepRule rule;
  Dtype dtype;  // float32 or float64
  const StepTensor* tensors;
  int64_t count;
  int32_t device_index;
};

}  // namespace nt
