// From an element's number to its byte offsets: in 32 bits with multiplications in place of divisions.
#pragma once

#include <algorithm>
#include <cstdlib>

#include "core/iter.h"

namespace nt::cuda {

// n / divisor for n < 2^31 by a multiplication and a shift (Granlund and Montgomery, 1994).
class Divider {
 public:
  Divider() = default;
  explicit Divider(uint32_t divisor) : divisor_(divisor) {
    while (shift_ < 31 && (uint32_t{1} << shift_) < divisor) ++shift_;
    const uint64_t power = uint64_t{1} << shift_;
    factor_ = static_cast<uint32_t>(((power - divisor) << 32) / divisor + 1);
  }
  NT_HD uint32_t divide(uint32_t n) const {
    const uint32_t high = static_cast<uint32_t>((uint64_t{n} * factor_) >> 32);
    return (high + n) >> shift_;
  }
  NT_HD uint32_t divisor() const { return divisor_; }

 private:
  uint32_t divisor_ = 1, factor_ = 1, shift_ = 0;
};

// Offsets of the first kOperands operands of an iterator that fits 32 bits.
template <int kOperands>
struct Offsets {
  int ndim;
  Divider size[kMaxDims];
  int32_t stride[kMaxDims][kOperands];

  explicit Offsets(const Iter& it) : ndim(it.ndim) {
    for (int d = 0; d < ndim; ++d) {
      size[d] = Divider(static_cast<uint32_t>(it.shape[d]));
      for (int k = 0; k < kOperands; ++k) stride[d][k] = static_cast<int32_t>(it.operand[k].strides[d]);
    }
  }

  NT_HD void of(uint32_t index, int32_t (&offset)[kOperands]) const {
    for (int k = 0; k < kOperands; ++k) offset[k] = 0;
    const int last = ndim - 1;
#if defined(__CUDA_ARCH__)
#pragma unroll 1
#endif
    for (int d = 0; d < last; ++d) {
      const uint32_t rest = size[d].divide(index);
      add(d, index - rest * size[d].divisor(), offset);
      index = rest;
    }
    if (last >= 0) add(last, index, offset);
  }

 private:
  NT_HD void add(int d, uint32_t coordinate, int32_t (&offset)[kOperands]) const {
    for (int k = 0; k < kOperands; ++k) offset[k] += static_cast<int32_t>(coordinate) * stride[d][k];
  }
};

// Calls run(part) for parts of an iterator whose offsets fit 32 bits.
template <class Run>
void for_each_32bit_part(const Iter& it, Run&& run) {
  if (it.fits_32bit()) {
    run(it);
    return;
  }
  // The dimension that spans most memory is halved.
  int widest = 0;
  int64_t span = -1;
  for (int d = 0; d < it.ndim; ++d) {
    if (it.shape[d] == 1) continue;
    int64_t step = 1;
    for (int k = 0; k < it.count; ++k) step = std::max(step, std::abs(it.operand[k].strides[d]));
    if (step * (it.shape[d] - 1) > span) span = step * (it.shape[d] - 1), widest = d;
  }
  const int64_t half = it.shape[widest] / 2;
  for_each_32bit_part(it.part(widest, 0, half), run);
  for_each_32bit_part(it.part(widest, half, it.shape[widest] - half), run);
}

}  // namespace nt::cuda
