// Convolution's gradient for weights from the gradient of a max pooling behind it: mostly zeros, and what is not is one
// number for each window. A window meets the taps' inputs from the place of its maximum on: a row of taps is part of a
// vector, and all rows lie equally far apart, so that it costs its place and a multiply-add from memory for each row.
#include "cpu/kernels/conv_windows.h"

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
    for (int i = 0; i < (R + 1) / 2; ++i) far[i] = pitch * (2 * i + 1);
  }
};

// sum += g * (the numbers at `at`, and so much further on). GCC, left to itself, computes each address.
template <int L, int R, int kRow>
NT_INLINE void add_row(Part<L>& sum, const char* at, const OddRows<R>& rows, const Part<L>& g) {
  constexpr int kTimes = kRow & -kRow;
  const int64_t far = kRow == 0 ? 0 : rows.far[kRow / (kTimes | !kTimes) / 2];
#if defined(__FMA__)
  typedef char Bytes[(L * R) * sizeof(float)] __attribute__((may_alias));
  if constexpr (kRow == 0) {
    asm("vfmadd231ps (%1), %2, %0" : "+x"(sum) : "r"(at), "x"(g), "m"(*reinterpret_cast<const Bytes*>(at)));
  } else {
    asm("vfmadd231ps (%1,%2,%c3), %4, %0"
        : "+x"(sum)
        : "r"(at), "r"(far), "i"(kTimes), "x"(g), "m"(*reinterpret_cast<const Bytes*>(at)));
  }
#else
  Part<L> x;
  std::memcpy(&x, at + far * kTimes, sizeof x);
  sum += g * x;
#endif
}

template <int L, int R, int kRow = 0>
NT_INLINE void add_window(Part<L> (&sums)[R], const char* at, const OddRows<R>& rows, const Part<L>& g) {
  add_row<L, R, kRow>(sums[kRow], at, rows, g);
  if constexpr (kRow + 1 < R) add_window<L, R, kRow + 1>(sums, at, rows, g);
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
    const float* grad = w.grad + image * w.grad_image;
    const uint8_t* places = w.places + image * w.grad_image;
    const int64_t* window = w.window + image * w.count;
    asm("" : "+r"(grad), "+r"(places), "+r"(window));  // one number to count, not sums of several
    const auto add = [&](int u, int64_t i) __attribute__((always_inline)) {
      add_window<L, R>(sums[u], w.place[places[i]] + window[i], rows, grad[i] - Part<L>{});
    };
    int64_t i = 0;
#pragma GCC unroll 1
    for (; i + kAtOnce <= w.count; i += kAtOnce) {
      asm("" : "+r"(i));
#pragma GCC unroll 4
      for (int u = 0; u < kAtOnce; ++u) add(u, i + u);
    }
#pragma GCC unroll 1
    for (; i < w.count; ++i) add(0, i);
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

// Whether all numbers are finite: what is not is NaN less itself.
bool copy_rows(const ConvRows& c) {
  Lanes<float> bad{};
  bool finite = true;
  for (int64_t y = 0; y < c.height; ++y) {
    for (int64_t k = 0; k < c.channels; ++k) {
      const float* from = c.from + k * c.channel + y * c.width;
      float* to = c.to + (y * c.channels + k) * c.pitch;
      int64_t x = 0;
      for (; x + kWide <= c.columns; x += kWide) {
        const Floats v = load(from + x);
        bad |= v - v != Floats{};
        store(to + x, v);
      }
      for (; x < c.columns; ++x) {
        finite &= from[x] - from[x] == 0;
        to[x] = from[x];
      }
    }
  }
  for (int l = 0; l < kWide; ++l) finite &= bad[l] == 0;
  return finite;
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
