// How the elements of a new result lie, from how its operands' do: PyTorch's rules, which keep a transposed operand's order.
#pragma once

#include <initializer_list>
#include <vector>

#include "core/tensor.h"

namespace nt {

// Strides of an elementwise result of these sizes.
Dims elementwise_strides(const Dims& sizes, std::initializer_list<const Tensor*> inputs);

// Memory for an elementwise result.
Tensor elementwise_result(const Dims& sizes, Dtype dtype, Device device, std::initializer_list<const Tensor*> inputs);

// Whether the elements fill one block of memory, each place once, in some order of dimensions.
bool is_dense(const Tensor& t);

// Memory for a copy of t: with its strides where it is dense, else dense in the same order (PyTorch's preserve_format).
Tensor copy_result(const Tensor& t, Dtype dtype, Device device);

// Memory for tensors that are joined: with channels last where all of them have them so, else row-major.
Tensor joined_result(const Dims& sizes, Dtype dtype, Device device, const std::vector<Tensor>& tensors);

}  // namespace nt
