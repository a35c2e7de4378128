// What convolution and pooling have in common.
#pragma once

#include "core/dims.h"
#include "core/network_args.h"

namespace nt {

// One number for all directions, or one for each of `rank`, at the end of `out`; `missing` stands before.
inline void spread_sizes(const char* op, const char* what, const Dims& given, int rank, int64_t least, int64_t missing,
                         int64_t (&out)[kSpatial]) {
  NT_CHECK(given.size() == 1 || given.size() == rank, Code::argument, "[", op, "] ", what, " ", given,
           " is neither one number nor ", rank);
  for (int d = 0; d < kSpatial; ++d) {
    const int i = d - (kSpatial - rank);
    out[d] = i < 0 ? missing : given[given.size() == 1 ? 0 : i];
    NT_CHECK(i < 0 || out[d] >= least, Code::argument, "[", op, "] ", what, " ", given, " is below ", least);
    NT_CHECK(out[d] <= INT32_MAX, Code::argument, "[", op, "] ", what, " ", given, " is too large");
  }
}

// The last `rank` of `sizes` at the end of `out`, 1 before.
inline void spatial_sizes(const Dims& sizes, int rank, int64_t (&out)[kSpatial]) {
  for (int d = 0; d < kSpatial; ++d) {
    const int i = d - (kSpatial - rank);
    out[d] = i < 0 ? 1 : sizes[sizes.size() - rank + i];
  }
}

// `sizes` with its last `rank` replaced.
inline Dims with_spatial(Dims sizes, int rank, const int64_t (&spatial)[kSpatial]) {
  for (int i = 0; i < rank; ++i) sizes[sizes.size() - rank + i] = spatial[kSpatial - rank + i];
  return sizes;
}

// How many windows fit: floor or ceil of (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1. With ceil, a window
// must start inside the input or its left padding.
inline int64_t window_count(int64_t in, int64_t kernel, int64_t stride, int64_t padding, int64_t dilation, bool ceil_mode) {
  const int64_t room = in + 2 * padding - dilation * (kernel - 1) - 1;
  if (room < 0 && (!ceil_mode || room <= -stride)) return 0;
  int64_t count = (room + (ceil_mode ? stride - 1 : 0)) / stride + 1;
  if (ceil_mode && (count - 1) * stride >= in + padding) --count;
  return count;
}

}  // namespace nt
