// Convolution's gradient for weights from the gradient of a max pooling behind it: mostly zeros, and what is not is one number for
// each window. A window takes that many taps of the input from the place of its maximum on: a row of taps is part of a vector, and
// all rows lie equally far apart, so that a window costs a load of its place and a multiply-add from memory for each row.
#include "cpu/kernels/conv.h"
#include "cpu/kernels/conv_vector.h"
#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <int L>
struct PartOf {
  typedef float Type __attribute__((vector_size(L * sizeof(float))));
};
template <int L>
using Part = typename PartOf<L>::Type;

// Bytes to each odd row: all others are 2, 4 or 8 times as far as one of these, which an address can say.
template <int R>
struct OddRows {
  int64_t far[(R + 1) / 2];

  NT_INLINE explicit OddRows(int64_t pitch) {
#pragma GCC unroll 8
    for (int i = 0; i < (R + 1) / 2; ++i) {
      far[i] = pitch * (2 * i + 1);
      asm("" : "+r"(far[i]));
    }
  }
  NT_INLINE const char* of(const char* first, int row) const {
    if (row == 0) return first;
    const int times = row & -row;
    return first + far[row / times / 2] * times;
  }
};

template <int L, int R>
NT_INLINE void add_window(Part<L> (&sums)[R], const char* at, const OddRows<R>& rows, float grad) {
  const Part<L> g = grad - Part<L>{};
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
    Part<L> x;
    std::memcpy(&x, rows.of(at, r), sizeof x);
    sums[r] += g * x;
  }
}

template <int L, int R>
void windows(const ConvWindows& w) {
  // Of few rows, sums of several windows at once: else each would wait for the one before.
  constexpr int kAtOnce = R <= 3 ? 4 : R <= 6 ? 2 : 1;
  Part<L> sums[kAtOnce][R];
#pragma GCC unroll 4
  for (int u = 0; u < kAtOnce; ++u) {
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) sums[u][r] = Part<L>{};
  }
  const OddRows<R> rows(w.pitch * static_cast<int64_t>(sizeof(float)));
  for (int64_t image = 0; image < w.images; ++image) {
    const char* source = reinterpret_cast<const char*>(w.source + image * w.source_image);
    const float* grad = w.grad + image * w.grad_image;
    const uint8_t* places = w.places + image * w.grad_image;
    int64_t i = 0;
#pragma GCC unroll 1
    for (; i + kAtOnce <= w.count; i += kAtOnce) {
#pragma GCC unroll 4
      for (int u = 0; u < kAtOnce; ++u) {
        add_window<L, R>(sums[u], source + w.window[i + u] + w.place[places[i + u]], rows, grad[i + u]);
      }
    }
#pragma GCC unroll 1
    for (; i < w.count; ++i) add_window<L, R>(sums[0], source + w.window[i] + w.place[places[i]], rows, grad[i]);
  }
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
    Part<L> total;
    std::memcpy(&total, w.sums + r * L, sizeof total);
#pragma GCC unroll 4
    for (int u = 0; u < kAtOnce; ++u) total += sums[u][r];
    std::memcpy(w.sums + r * L, &total, sizeof total);
  }
}

// Copies rows; whether all numbers are finite: what is not becomes NaN times 0.
bool copy_rows(const ConvRows& c) {
  Floats sum{};
  float rest = 0;
  for (int64_t y = 0; y < c.height; ++y) {
    for (int64_t k = 0; k < c.channels; ++k) {
      const float* from = c.from + k * c.channel + y * c.width;
      float* to = c.to + (y * c.channels + k) * c.pitch;
      int64_t x = 0;
      for (; x + kWide <= c.columns; x += kWide) {
        const Floats v = load(from + x);
        sum += v * 0.0f;
        store(to + x, v);
      }
      for (; x < c.columns; ++x) {
        rest += from[x] * 0.0f;
        to[x] = from[x];
      }
    }
  }
  for (int l = 0; l < kWide; ++l) rest += sum[l];
  return rest == 0;
}

template <int L, int R>
void fill_windows(ConvLoops& loops) {
  loops.windows[L == 8][R] = windows<L, R>;
  if constexpr (R > 1) fill_windows<L, R - 1>(loops);
}

}  // namespace

void fill_conv_windows(Kernels& table) {
  fill_windows<4, kMaxWindowRows>(table.conv);
  fill_windows<8, kMaxWindowRows>(table.conv);
  table.conv.copy_rows = copy_rows;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
