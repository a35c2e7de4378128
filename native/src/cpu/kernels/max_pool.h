// What the loops of 2-d max pooling share with their driver (cpu/max_pool.cpp).
#pragma once

#include <cstdint>

namespace nt::cpu {

// Pooling of planes: window (r, c) has its places at rows r stride + ky dilation - padding, and columns likewise.
struct PlanePool {
  int64_t in[2], out[2], kernel[2], stride[2], padding[2], dilation[2];  // rows, columns

  int64_t places() const { return kernel[0] * kernel[1]; }
  int64_t input_size() const { return in[0] * in[1]; }
  int64_t output_size() const { return out[0] * out[1]; }
};

// More would not fit a byte.
constexpr int64_t kMaxPlaces = 256;

struct MaxPoolLoops {
  // Bytes of scratch that forward and backward want.
  int64_t (*forward_scratch)(const PlanePool& pool) = nullptr;
  int64_t (*backward_scratch)(const PlanePool& pool) = nullptr;
  // Pools `planes` planes; `readable` elements, at least theirs, may be read from x on. Where `places` is not null it gets
  // the number of each maximum's place in its window, row by row.
  void (*forward)(const PlanePool& pool, const void* x, int64_t planes, int64_t readable, void* y, uint8_t* places,
                  void* scratch) = nullptr;
  // grad_x[p] = the sum of grad_y over the windows whose maximum is p; of grad_y and places `readable` elements may be read.
  void (*backward)(const PlanePool& pool, const void* grad_y, const uint8_t* places, int64_t planes, int64_t readable,
                   void* grad_x, void* scratch) = nullptr;
};

}  // namespace nt::cpu
