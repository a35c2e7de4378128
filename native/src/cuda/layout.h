// How operands lie in memory, which decides the kernel.
#pragma once

#include "core/iter.h"
#include "cuda/pack.h"

namespace nt::cuda {

// One element for all of the index space.
inline bool is_constant(const Iter& it, int operand) {
  for (int d = 0; d < it.ndim; ++d) {
    if (it.operand[operand].strides[d] != 0 && it.shape[d] > 1) return false;
  }
  return true;
}

// One run of neighbours. Iter has merged all dimensions that can be.
inline bool is_dense(const Iter& it, int operand) {
  if (it.ndim == 0) return true;
  return it.ndim == 1 && it.operand[operand].strides[0] == size_of(it.operand[operand].dtype);
}

// Whether `dtype` is the operand's, and packs of `width` elements may be read or written.
inline bool is_dense_as(const Iter& it, int operand, Dtype dtype, int width) {
  const Operand& o = it.operand[operand];
  return o.dtype == dtype && is_dense(it, operand) &&
         reinterpret_cast<uintptr_t>(o.data) % static_cast<uintptr_t>(width * size_of(dtype)) == 0;
}

}  // namespace nt::cuda
