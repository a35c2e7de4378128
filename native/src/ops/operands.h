// What ops do with their operands: broadcast them, line them up for an iterator, say where the result goes.
#pragma once

#include <initializer_list>

#include "core/iter.h"
#include "core/tensor.h"

namespace nt {

// The sizes that a and b are broadcast to.
Dims broadcast(const char* op, const Dims& a, const Dims& b);

// An iterator over out and inputs broadcast to out's sizes.
Iter elementwise(const Tensor& out, std::initializer_list<const Tensor*> inputs);

// Where the result goes: a new tensor, or *into after checking that it can take it.
Tensor result_tensor(const char* op, const Dims& sizes, Dtype dtype, Device device, const Tensor& self, Tensor* into);

// Both on one device; plain CPU numbers go anywhere.
Device common_device(const char* op, const Tensor& a, const Tensor& b);

// Counts the in-place change.
void finish_inplace(const char* op, Tensor& self);

}  // namespace nt
