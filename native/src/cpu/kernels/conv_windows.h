// What the loops of convolution's gradient for weights from a max pooling's windows are told.
#pragma once

#include <cstdint>

namespace nt::cpu {

// to[y][c][x] = from[c][y][x] for the first `columns` of `width`, rows of `to` `pitch` apart.
struct ConvRows {
  const float* from;
  int64_t channels, channel, height, width, columns;
  float* to;
  int64_t pitch;
};

// sums[r][x] += over the `count` windows i of each image the window's gradient times the number pitch * r + x floats
// behind place[places[i]] + window[i], where x is one of 4 or 8. Of `window` each image has `count`.
struct ConvWindows {
  int64_t images, count, pitch;
  const float* grad;
  const uint8_t* places;
  int64_t grad_image;  // and of places
  const int64_t* window;
  const char* const* place;
  float* sums;
};

}  // namespace nt::cpu
