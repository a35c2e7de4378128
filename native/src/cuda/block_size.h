// Sizes of cached blocks.
#pragma once

#include <algorithm>
#include <cstdint>

namespace nt::cuda {

// Sizes are rounded up to a quarter of a power of two (at most a fifth is wasted), large ones to whole megabytes, so that
// blocks find new users.
inline int64_t block_size(int64_t bytes) {
  constexpr int64_t kMegabyte = 1 << 20;
  if (bytes <= 512) return 512;
  const int log2 = 63 - __builtin_clzll(static_cast<uint64_t>(bytes - 1));
  const int64_t step = std::min((int64_t{1} << log2) / 4, 2 * kMegabyte);
  return (bytes + step - 1) / step * step;
}

// A cached block may be this much larger than what is asked for.
inline int64_t largest_fit(int64_t bytes) { return bytes + bytes / 4; }

}  // namespace nt::cuda
