// Cutting sizes into parts.
#pragma once

#include <algorithm>
#include <cstdint>

namespace nt::cpu {

inline int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// The size of equal parts of `total`, each at most `most`.
inline int64_t even_part(int64_t total, int64_t most) {
  return divide_up(total, divide_up(total, std::max<int64_t>(1, most)));
}

}  // namespace nt::cpu
