// How the elements of a new result lie, from how its operands' do: PyTorch's rules, which keep a transposed operand's order.
#pragma once

#include <initializer_list>

#include "core/tensor.h"

namespace nt {

// Strides of an elementwise result of these sizes.
Dims elementwise_strides(const Dims& sizes, std::initializer_list<const Tensor*> inputs);

// Memory for an elementwise result.
Tensor elementwise_result(const Dims& sizes, Dtype dtype, Device device, std::initializer_list<const Tensor*> inputs);

}  // namespace nt
