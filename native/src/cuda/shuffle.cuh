// Reductions across the lanes of a warp for accumulators of any plain type.
#pragma once

#include <cstdint>
#include <cstring>

namespace nt::cuda {

// The value of the lane `delta` above, among groups of `width` lanes. Every lane of the warp takes part.
template <class T>
__device__ inline T shuffle_down(const T& value, int delta, int width) {
  constexpr int kWords = (sizeof(T) + 3) / 4;
  uint32_t words[kWords] = {};
  memcpy(words, &value, sizeof(T));
#pragma unroll
  for (int i = 0; i < kWords; ++i) words[i] = __shfl_down_sync(0xffffffffu, words[i], delta, width);
  T result;
  memcpy(&result, words, sizeof(T));
  return result;
}

}  // namespace nt::cuda
