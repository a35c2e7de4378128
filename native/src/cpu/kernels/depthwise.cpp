// Depthwise convolution: rows are read where they lie in a padded copy of the plane, which stays in the first cache (its copy is
// one load and one store a vector). Weights stay in registers; two output rows share the loads of the rows between them, so
// that 3 x 3 taps cost 6 loads and 9 multiply-adds a vector. The weights' gradient keeps a vector of partial sums for each tap
// through all images: 9 loads and 9 multiply-adds.
#include "cpu/kernels/depthwise.h"

#include "cpu/kernels/conv_vector.h"
#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

NT_INLINE void pad(const DepthwisePlane& p) {
  const int64_t width = p.width, pitch = p.pitch;
  float* to = p.padded + p.top * pitch + p.left;
  const float* from = p.from;
  for (int64_t y = 0; y < p.height; ++y, to += pitch, from += width) copy_row(to, from, width);
}

NT_INLINE void store_lanes(float* to, const Floats& v, int64_t n) {
  if (n >= kWide) return store(to, v);
  float lanes[kWide];
  store(lanes, v);
  copy_row(to, lanes, n);
}

// Rows y to y + kRows - 1 of the output.
template <int kSize, int kRows>
NT_INLINE void some_rows(const DepthwisePlane& p, const Floats (&weights)[kSize][kSize], float bias, int64_t y,
                         float* result) {
  for (int64_t x = 0; x < p.columns; x += kWide) {
    const float* from = p.padded + y * p.pitch + x;
    Floats sums[kRows];
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) sums[r] = splat(bias);
#pragma GCC unroll 8
    for (int row = 0; row < kSize + kRows - 1; ++row) {
#pragma GCC unroll 8
      for (int kx = 0; kx < kSize; ++kx) {
        const Floats at = load(from + row * p.pitch + kx);
#pragma GCC unroll 4
        for (int r = 0; r < kRows; ++r) {
          if (row - r >= 0 && row - r < kSize) sums[r] += weights[row - r][kx] * at;
        }
      }
    }
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) store_lanes(result + (y + r) * p.columns + x, sums[r], p.columns - x);
  }
}

template <int kSize>
void run(const DepthwisePlane& p, const float* weights, bool flipped, float bias, float* result) {
  pad(p);
  Floats w[kSize][kSize];
  for (int i = 0; i < kSize * kSize; ++i) w[i / kSize][i % kSize] = splat(weights[flipped ? kSize * kSize - 1 - i : i]);
  constexpr int kRows = kSize == 3 ? 4 : 2;
  int64_t y = 0;
  for (; y + kRows <= p.rows; y += kRows) some_rows<kSize, kRows>(p, w, bias, y, result);
  for (; y < p.rows; ++y) some_rows<kSize, 1>(p, w, bias, y, result);
}

// g and the source's first `lanes` lanes count.
template <int kSize, bool kPart>
NT_INLINE void add_taps(Floats (&sums)[kSize * kSize], const Floats& g, const float* from, int64_t pitch,
                        int64_t lanes) {
  const Lanes<float> inside = first_lanes(lanes);
#pragma GCC unroll 32
  for (int i = 0; i < kSize * kSize; ++i) {
    const Floats at = load(from + i / kSize * pitch + i % kSize);
    sums[i] += g * (kPart ? (inside ? at : Floats{}) : at);
  }
}

template <int kSize>
void weights(const DepthwisePlane& p, const float* grad, float* to) {
  pad(p);
  Floats sums[kSize * kSize];
#pragma GCC unroll 32
  for (int i = 0; i < kSize * kSize; ++i) sums[i] = load(to + i * kWide);
  for (int64_t y = 0; y < p.rows; ++y, grad += p.columns) {
    const float* from = p.padded + y * p.pitch;
    int64_t x = 0;
    for (; x + kWide <= p.columns; x += kWide) {
      add_taps<kSize, false>(sums, load(grad + x), from + x, p.pitch, kWide);
    }
    if (x == p.columns) continue;
    // Lanes behind the row must be zero on both sides: zero times infinity is NaN.
    float last[kWide] = {};
    copy_row(last, grad + x, p.columns - x);
    add_taps<kSize, true>(sums, load(last), from + x, p.pitch, p.columns - x);
  }
#pragma GCC unroll 32
  for (int i = 0; i < kSize * kSize; ++i) store(to + i * kWide, sums[i]);
}

template <int kSize>
void fill_size(DepthwiseLoops& loops) {
  loops.run[kSize] = run<kSize>;
  loops.weights[kSize] = weights<kSize>;
}

}  // namespace

void fill_depthwise(Kernels& table) {
  fill_size<3>(table.depthwise);
  fill_size<5>(table.depthwise);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
