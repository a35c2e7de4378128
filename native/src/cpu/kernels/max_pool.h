// What the loops of 2-d max pooling share with their driver (cpu/max_pool.cpp).
#pragma once

#include <cstdint>

namespace nt::cpu {

// Pooling of planes. Input place (y, x) stands in phase image ((y + padding) % stride, (x + padding) % stride) at
// ((y + padding) / stride, (x + padding) / stride). So each place of a window is a constant offset in one image, and a
// plane's windows, `pitch` to a row, lie there one after the other.
struct PlanePool {
  int64_t in[2], out[2], kernel[2], stride[2], padding[2], dilation[2];  // rows, columns
  int64_t rows, pitch;  // of an image

  int64_t places() const { return kernel[0] * kernel[1]; }
  int64_t images() const { return stride[0] * stride[1]; }
  // Windows with the gaps between their rows.
  int64_t windows() const { return (out[0] - 1) * pitch + out[1]; }
};

// More would not fit a byte.
constexpr int64_t kMaxPlaces = 256;

struct MaxPoolLoops {
  // Elements of scratch that the two others want.
  int64_t (*scratch)(const PlanePool& pool) = nullptr;
  // Pools `planes` planes; `readable` elements, at least theirs, may be read from x on. Where `places` is not null it gets
  // the number of each maximum's place in its window, row by row.
  void (*forward)(const PlanePool& pool, const void* x, int64_t planes, int64_t readable, void* y, uint8_t* places,
                  void* scratch) = nullptr;
  // grad_x[p] = the sum of grad_y over the windows whose maximum is p.
  void (*backward)(const PlanePool& pool, const void* grad_y, const uint8_t* places, int64_t planes, void* grad_x,
                   void* scratch) = nullptr;
};

}  // namespace nt::cpu
