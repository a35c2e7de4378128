// Windows over planes: what convolution and pooling have in common.
#pragma once

#include "core/dims.h"

namespace nt {

// One number for both directions, or one for each.
inline void pair_of(const char* op, const char* what, const Dims& given, int64_t least, int64_t (&out)[2]) {
  NT_CHECK(given.size() == 1 || given.size() == 2, Code::argument, "[", op, "] ", what, " ", given,
           " is neither one number nor two");
  for (int i = 0; i < 2; ++i) {
    out[i] = given[given.size() == 1 ? 0 : i];
    NT_CHECK(out[i] >= least, Code::argument, "[", op, "] ", what, " ", given, " is below ", least);
    NT_CHECK(out[i] <= INT32_MAX, Code::argument, "[", op, "] ", what, " ", given, " is too large");
  }
}

// How many windows fit: floor or ceil of (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1. With ceil, a window
// must start inside the input or its left padding.
inline int64_t window_count(int64_t in, int64_t kernel, int64_t stride, int64_t padding, int64_t dilation, bool ceil_mode) {
  const int64_t room = in + 2 * padding - dilation * (kernel - 1) - 1;
  if (room < 0 && !ceil_mode) return 0;
  int64_t count = (room + (ceil_mode ? stride - 1 : 0)) / stride + 1;
  if (ceil_mode && (count - 1) * stride >= in + padding) --count;
  return count;
}

}  // namespace nt
