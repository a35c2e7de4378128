// From an element's number to its byte offsets in 64 bits, for index spaces that cannot be split: reductions.
#pragma once

#include "cuda/offsets.h"

namespace nt::cuda {

template <int kOperands>
class WideOffsets {
 public:
  // A dimension slower than those before it.
  void add_dim(int64_t size, const int64_t (&strides)[kOperands]) {
    for (int k = 0; k < kOperands; ++k) stride_[ndim_][k] = strides[k];
    numel_ *= size;
    if (size > 0 && size <= INT32_MAX) size_[ndim_] = Divider(static_cast<uint32_t>(size));
    ++ndim_;
  }
  NT_HD int ndim() const { return ndim_; }
  NT_HD int64_t numel() const { return numel_; }
  NT_HD int64_t stride(int d, int k) const { return stride_[d][k]; }
  // Whether at() may be used: numbers are divided in 32 bits, a single dimension needs no division.
  bool fits() const { return ndim_ <= 1 || numel_ <= INT32_MAX; }

  // The offset of one operand.
  NT_HD int64_t at(int64_t index, int k) const {
    int64_t offset = 0;
    const int last = ndim_ - 1;
#if defined(__CUDA_ARCH__)
#pragma unroll 1
#endif
    for (int d = 0; d < last; ++d) {
      const uint32_t number = static_cast<uint32_t>(index), rest = size_[d].divide(number);
      offset += int64_t{number - rest * size_[d].divisor()} * stride_[d][k];
      index = rest;
    }
    return last < 0 ? offset : offset + index * stride_[last][k];
  }

 private:
  int ndim_ = 0;
  int64_t numel_ = 1;
  Divider size_[kMaxDims];
  int64_t stride_[kMaxDims][kOperands];
};

}  // namespace nt::cuda
