// From an element's number to its byte offsets in 64 bits, for index spaces that cannot be split: reductions.
#pragma once

#include "cuda/offsets.h"

namespace nt::cuda {

template <int kOperands>
class WideOffsets {
 public:
  // A dimension slower than those before it.
  void add_dim(int64_t size, const int64_t (&strides)[kOperands]) {
    size_[ndim_] = size;
    for (int k = 0; k < kOperands; ++k) stride_[ndim_][k] = strides[k];
    numel_ *= size;
    if (numel_ <= INT32_MAX && size > 0) divider_[ndim_] = Divider(static_cast<uint32_t>(size));
    ++ndim_;
  }
  NT_HD int ndim() const { return ndim_; }
  int64_t numel() const { return numel_; }
  NT_HD int64_t stride(int d, int k) const { return stride_[d][k]; }

  // The offset of one operand. Out of line: kernels call it in several places, and it is as large as the rest of one.
  NT_HD __attribute__((noinline)) int64_t at(int64_t index, int k) const {
    int64_t offset = 0;
    const int last = ndim_ - 1;
    const bool narrow = numel_ <= INT32_MAX;
#if defined(__CUDA_ARCH__)
#pragma unroll 1
#endif
    for (int d = 0; d < last; ++d) {
      const int64_t rest = narrow ? divider_[d].divide(static_cast<uint32_t>(index)) : index / size_[d];
      offset += (index - rest * size_[d]) * stride_[d][k];
      index = rest;
    }
    return last < 0 ? offset : offset + index * stride_[last][k];
  }

 private:
  int ndim_ = 0;
  int64_t numel_ = 1;
  Divider divider_[kMaxDims];
  int64_t size_[kMaxDims];
  int64_t stride_[kMaxDims][kOperands];
};

}  // namespace nt::cuda
