// Convolution's gradient for weights. Where input channels are few, as dot products over places: m x k vectors of partial
// sums in registers, 2 m k FLOP a lane from m + k loads. Where they fill vectors, as the forward's product over
// transposed planes.
#include "cpu/kernels/conv.h"
#include "cpu/kernels/conv_vector.h"
#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int kMostSums = kVectorRegisters == 32 ? 25 : 12;

// kPart: not all lanes count.
template <int M, int K, bool kPart>
__attribute__((noinline)) void dots_of(const ConvDots& d) {
  Floats sums[M][K];
#pragma GCC unroll 16
  for (int m = 0; m < M; ++m) {
#pragma GCC unroll 16
    for (int k = 0; k < K; ++k) sums[m][k] = load(d.sums + (m * K + k) * kWide);
  }
  const int64_t count = d.count * kWide, grad_row = d.grad_row;
  const float* x[K];
#pragma GCC unroll 16
  for (int k = 0; k < K; ++k) x[k] = d.source + d.place[k];
  const Lanes<float> inside = first_lanes(d.lanes);
  for (const ConvDotsRun *run = d.runs, *last = run + d.run_count; run < last; ++run) {
    const float* grad = d.grad + run->grad;
#pragma GCC unroll 1
    for (int64_t at = run->source, end = at + count; at < end; at += kWide, grad += kWide) {
      const auto left = [&](int m) { return load(grad + m * grad_row); };
      const auto right = [&](int k) {
        const Floats v = load(x[k] + at);
        return kPart ? (inside ? v : Floats{}) : v;
      };
      add_products(sums, left, right);
    }
  }
#pragma GCC unroll 16
  for (int m = 0; m < M; ++m) {
#pragma GCC unroll 16
    for (int k = 0; k < K; ++k) store(d.sums + (m * K + k) * kWide, sums[m][k]);
  }
}

template <int M, int K>
void dots(const ConvDots& d) {
  d.lanes == kWide ? dots_of<M, K, false>(d) : dots_of<M, K, true>(d);
}

template <int M, int K>
void fill_dots(ConvLoops& loops) {
  if constexpr (M * K <= kMostSums) loops.dots[M][K] = dots<M, K>;
  if constexpr (K > 1) {
    fill_dots<M, K - 1>(loops);
  } else if constexpr (M > 1) {
    fill_dots<M - 1, kMaxConvDots>(loops);
  }
}

// Exchanges the blocks of S x S off the diagonal of each 2S x 2S; for S = 1, 2, 4, ... that transposes.
template <int S>
NT_INLINE void exchange(Floats (&v)[kWide]) {
  Lanes<float> low, high;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) {
    low[l] = l & S ? kWide + l - S : l;
    high[l] = l & S ? kWide + l : l + S;
  }
#pragma GCC unroll 16
  for (int i = 0; i < kWide; ++i) {
    if (i & S) continue;
    const Floats a = v[i], b = v[i + S];
    v[i] = __builtin_shuffle(a, b, low);
    v[i + S] = __builtin_shuffle(a, b, high);
  }
}

NT_INLINE void exchange_all(Floats (&v)[kWide]) {
  exchange<1>(v);
  exchange<2>(v);
  if constexpr (kWide > 4) exchange<4>(v);
  if constexpr (kWide > 8) exchange<8>(v);
}

// kWide channels at kWide places.
void transpose_block(const float* from, int64_t channels, int64_t channel, float* const* to, int64_t count) {
  Floats v[kWide];
#pragma GCC unroll 16
  for (int c = 0; c < kWide; ++c) v[c] = c < channels ? load(from + c * channel) : Floats{};
  exchange_all(v);
  if (count == kWide) {
#pragma GCC unroll 16
    for (int p = 0; p < kWide; ++p) store(to[p], v[p]);
  } else {
#pragma GCC unroll 16
    for (int p = 0; p < kWide; ++p) {
      if (p < count) store(to[p], v[p]);
    }
  }
}

void transpose(const ConvTranspose& t) {
  const int64_t places = t.rows * t.width;
  int64_t x = 0;
  float* row = t.to;
  for (int64_t p = 0; p < places; p += kWide) {
    const int64_t count = places - p < kWide ? places - p : kWide;
    float* to[kWide];
    for (int64_t i = 0; i < count; ++i) {
      to[i] = row + x * t.to_step;
      if (++x == t.width) {
        x = 0;
        row += t.to_row;
      }
    }
    if (count == kWide) {
      transpose_block(t.from + p, t.channels, t.channel, to, count);
      continue;
    }
    float last[kWide * kWide];
    for (int64_t c = 0; c < t.channels; ++c) {
      store(last + c * kWide, Floats{});
      for (int64_t i = 0; i < count; ++i) last[c * kWide + i] = t.from[c * t.channel + p + i];
    }
    transpose_block(last, t.channels, kWide, to, count);
  }
}

// Neighbouring vectors are turned, so that lanes of different vectors are added at once.
void sum_lanes(const float* from, int64_t n, float* to) {
  for (int64_t i = 0; i < n; i += kWide, from += kWide * kWide) {
    const int64_t count = n - i < kWide ? n - i : kWide;
    Floats v[kWide];
#pragma GCC unroll 16
    for (int l = 0; l < kWide; ++l) v[l] = l < count ? load(from + l * kWide) : Floats{};
    exchange_all(v);
#pragma GCC unroll 4
    for (int half = kWide / 2; half > 0; half /= 2) {
#pragma GCC unroll 8
      for (int l = 0; l < half; ++l) v[l] += v[l + half];
    }
    if (count == kWide) {
      store(to + i, v[0]);
    } else {
      float last[kWide];
      store(last, v[0]);
      copy_row(to + i, last, count);
    }
  }
}

float sum(const float* from, int64_t n) {
  Floats a{}, b{}, c{}, d{};
  int64_t i = 0;
  for (; i + 4 * kWide <= n; i += 4 * kWide) {
    a += load(from + i);
    b += load(from + i + kWide);
    c += load(from + i + 2 * kWide);
    d += load(from + i + 3 * kWide);
  }
  for (; i + kWide <= n; i += kWide) a += load(from + i);
  a += b + (c + d);
  float total = 0;
  for (; i < n; ++i) total += from[i];
  for (int l = 0; l < kWide; ++l) total += a[l];
  return total;
}

}  // namespace

void fill_conv_weights(Kernels& table) {
  fill_dots<kMaxConvDots, kMaxConvDots>(table.conv);
  table.conv.transpose = transpose;
  table.conv.sum = sum;
  table.conv.sum_lanes = sum_lanes;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
