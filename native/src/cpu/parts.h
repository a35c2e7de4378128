// Cutting sizes into parts.
#pragma once

#include <algorithm>
#include <cstdint>

namespace nt::cpu {

inline int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// `floats` rounded up to an odd number of cache lines: what lies a power of two apart would share the first cache's sets.
inline int64_t odd_lines(int64_t floats) { return (divide_up(floats, 16) | 1) * 16; }

// The size of equal parts of `total`, each at most `most`.
inline int64_t even_part(int64_t total, int64_t most) {
  return divide_up(total, divide_up(total, std::max<int64_t>(1, most)));
}

}  // namespace nt::cpu
