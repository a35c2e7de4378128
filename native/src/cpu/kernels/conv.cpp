// Convolution's product: 2 m p k FLOP from k (m + p) numbers. A tile holds m rows x n vectors of results in registers, 24
// of 32 (12 of 16) of them, so that a step of k loads n vectors and broadcasts m weights for m n multiply-adds. Lanes
// are places, never channels: any number of output channels fills them.
#include "cpu/kernels/conv.h"

#include "cpu/kernels/conv_vector.h"
#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// Vectors for m rows.
constexpr int tile_vectors(int m) {
  if (m == 1) return 8;  // fewer sums would wait for each other
  if (kVectorRegisters == 32) return m <= 6 ? 4 : m <= 8 ? 3 : 2;
  return m <= 3 ? 4 : m == 4 ? 3 : 2;
}
constexpr int kMostRows = kVectorRegisters == 32 ? 12 : 6;

// sums += weights * source over one segment. kInner: of that many rows of the source, one number apart; 0: of any.
template <int kInner, int M, int N>
NT_INLINE const float* add_segment(Floats (&sums)[M][N], const float* w, const float* (&from)[N], int64_t inner,
                                   int64_t step) {
  if constexpr (kInner > 0) {
#pragma GCC unroll 8
    for (int k = 0; k < kInner; ++k) {
      add_products(
          sums, [&](int m) { return splat(w[k * M + m]); }, [&](int n) { return load(from[n] + k); });
    }
    return w + kInner * M;
  }
#pragma GCC unroll 1
  for (int64_t k = 0; k < inner; ++k) {
    add_products(
        sums, [&](int m) { return splat(w[m]); }, [&](int n) { return load(from[n]); });
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) from[n] += step;
    w += M;
  }
  return w;
}

// A function of its own: inlined into the loops around it, GCC spills the sums.
template <int M, int N, int kInner>
__attribute__((noinline)) void tile_of(const ConvSum& sum, const float* weights, const float* const* source,
                                       float* const* result, int64_t result_row, const float* bias, bool accumulate) {
  Floats sums[M][N];
#pragma GCC unroll 16
  for (int m = 0; m < M; ++m) {
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) {
      sums[m][n] = accumulate ? load(result[n] + m * result_row) : splat(bias ? bias[m] : 0.0f);
    }
  }
  const float* w = weights;
  for (int64_t s = 0; s < sum.segments; ++s) {
    if (sum.weights) w = weights + sum.weights[s];
    const float* from[N];
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) from[n] = source[n] + sum.source[s];
    w = add_segment<kInner>(sums, w, from, sum.inner, sum.step);
  }
#pragma GCC unroll 16
  for (int m = 0; m < M; ++m) {
#pragma GCC unroll 16
    for (int n = 0; n < N; ++n) store(result[n] + m * result_row, sums[m][n]);
  }
}

// Rows of 3 taps have no loop of their own: a neighbour on the core takes instructions. With 16 lanes not measured.
template <int M, int N>
NT_INLINE void tile(const ConvSum& sum, const float* weights, const float* const* source, float* const* result,
                    int64_t result_row, const float* bias, bool accumulate) {
  auto run = tile_of<M, N, 0>;
  if constexpr (kVectorRegisters == 16) {
    if (sum.step == 1 && sum.inner == 3) run = tile_of<M, N, 3>;
  }
  run(sum, weights, source, result, result_row, bias, accumulate);
}

// Vectors with lanes that don't count go through a buffer.
template <int M, int N>
void partial_tile(const ConvRun& run, const ConvVector* at, const float* const* source) {
  alignas(64) float buffer[M * N * kWide];
  float* result[N];
  for (int n = 0; n < N; ++n) {
    result[n] = buffer + n * kWide;
    if (!run.accumulate) continue;
    for (int m = 0; m < M; ++m) {
      float* to = result[n] + m * N * kWide;
      store(to, Floats{});
      for (int64_t i = 0; i < at[n].lanes; ++i) to[i] = run.result[at[n].result + m * run.result_row + i];
    }
  }
  tile<M, N>(run.sum, run.weights, source, result, N * kWide, run.bias, run.accumulate);
  for (int n = 0; n < N; ++n) {
    for (int m = 0; m < M; ++m) {
      const float* from = result[n] + m * N * kWide;
      float* to = run.result + at[n].result + m * run.result_row;
      if (at[n].lanes == kWide) {
        store(to, load(from));
      } else {
        for (int64_t i = 0; i < at[n].lanes; ++i) to[i] = from[i];
      }
    }
  }
}

template <int M, int N>
void one_tile(const ConvRun& run, const ConvVector* at) {
  const float* source[N];
  float* result[N];
  int64_t lanes = 0;
  for (int n = 0; n < N; ++n) {
    source[n] = run.source + at[n].source;
    result[n] = run.result + at[n].result;
    lanes += at[n].lanes;
  }
  if (lanes == N * kWide) {
    tile<M, N>(run.sum, run.weights, source, result, run.result_row, run.bias, run.accumulate);
  } else {
    partial_tile<M, N>(run, at, source);
  }
}

template <int M, int N>
void rest(const ConvRun& run, const ConvVector* at, int64_t count) {
  if constexpr (N > 0) {
    if (count == N) return one_tile<M, N>(run, at);
    rest<M, N - 1>(run, at, count);
  }
}

template <int M>
void run(const ConvRun& run) {
  constexpr int kTile = tile_vectors(M);
  int64_t v = 0;
  for (; v + kTile <= run.count; v += kTile) one_tile<M, kTile>(run, run.vectors + v);
  rest<M, kTile - 1>(run, run.vectors + v, run.count - v);
}

// As copy_row.
NT_INLINE void zero(float* to, int64_t n) {
  int64_t i = 0;
  for (; i + kWide <= n; i += kWide) store(to + i, Floats{});
  if (kWide > 8 && (n & 8)) __builtin_memset(to + i, 0, 32), i += 8;
  if (kWide > 4 && (n & 4)) __builtin_memset(to + i, 0, 16), i += 4;
  if (n & 2) __builtin_memset(to + i, 0, 8), i += 2;
  if (n & 1) to[i] = 0;
}

NT_INLINE int64_t between(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }

// What a tap takes from every channel's plane: rows [row_begin, row_end) and columns [begin, end) lie inside.
struct Window {
  int64_t first_row, column, row_begin, row_end, begin, end;
};

NT_INLINE void zero_columns(float* to, int64_t rows, int64_t length, int64_t begin, int64_t end) {
  if (end - begin == 1) {
#pragma GCC unroll 4
    for (int64_t r = 0; r < rows; ++r) to[r * length + begin] = 0;
  } else if (begin < end) {
    for (int64_t r = 0; r < rows; ++r) zero(to + r * length + begin, end - begin);
  }
}

// Rows of a plane that has as many columns as the output: one run, moved by `column`, and zeros over what came from the
// neighbouring rows.
NT_INLINE void pack_same(const float* from, const Window& w, int64_t length, float* to) {
  const int64_t rows = w.row_end - w.row_begin, n = rows * length;
  const int64_t first = w.column < 0 ? -w.column : 0, last = w.column > 0 ? n - w.column : n;
  if (first < last) copy_row(to + first, from + first + w.column, last - first);
  zero_columns(to, rows, length, 0, w.begin);
  zero_columns(to, rows, length, w.end, length);
}

// Rows of whole vectors: what a row writes too much the next one mends; the last ones, which none does, are copied exactly.
NT_INLINE void pack_dense(const float* from, int64_t row, int64_t rows, int64_t count, int64_t length, float* to) {
  const int64_t margin = kWide / (row < length ? row : length) + 1;
  int64_t t = 0;
  if (count <= kWide) {
#pragma GCC unroll 4
    for (; t < rows - margin; ++t) store(to + t * length, load(from + t * row));
  } else {
    for (; t < rows - margin; ++t) {
      for (int64_t i = 0; i < count; i += kWide) store(to + t * length + i, load(from + t * row + i));
    }
  }
  for (; t < rows; ++t) copy_row(to + t * length, from + t * row, count);
}

// Every other number of `from`. The second load begins one earlier, for nothing is read behind the last that counts.
NT_INLINE void copy_every_other(const float* from, int64_t count, float* to) {
  Lanes<float> even;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) even[l] = l < kWide / 2 ? 2 * l : 2 * l + 1;
  int64_t x = 0;
  for (; x + kWide <= count; x += kWide) {
    store(to + x, __builtin_shuffle(load(from + 2 * x), load(from + 2 * x + kWide - 1), even));
  }
  for (; x < count; ++x) to[x] = from[2 * x];
}

NT_INLINE void pack_plane(const ConvPack& p, const Window& w, const float* from, float* to) {
  const int64_t step = p.column_step, length = p.row_length, count = w.end - w.begin;
  if (w.row_begin > 0) zero(to, w.row_begin * length);
  zero(to + w.row_end * length, p.residue_plane - w.row_end * length);
  from += (w.first_row + w.row_begin * p.row_step) * p.width;
  to += w.row_begin * length;
  if (step == 1 && p.row_step == 1 && p.width == length) return pack_same(from, w, length, to);
  const int64_t rows = w.row_end - w.row_begin;
  const float* row = from + w.column + w.begin * step;
  if (step == 1) {
    pack_dense(row, p.row_step * p.width, rows, count, length, to + w.begin);
  } else {
    for (int64_t t = 0; t < rows; ++t, row += p.row_step * p.width) {
      float* out = to + t * length + w.begin;
      if (step == 2) {
        copy_every_other(row, count, out);
      } else {
        for (int64_t x = 0; x < count; ++x) out[x] = row[x * step];
      }
    }
  }
  zero_columns(to, rows, length, 0, w.begin);
  zero_columns(to, rows, length, w.end, length);
}

NT_INLINE int64_t divide_up(int64_t a, int64_t b) { return b == 1 ? a : (a + b - 1) / b; }

// The steps x with 0 <= start + x * step < size, of [0, count).
NT_INLINE void inside(int64_t start, int64_t step, int64_t size, int64_t count, int64_t* begin, int64_t* end) {
  *end = start >= size ? 0 : between(divide_up(size - start, step), 0, count);
  *begin = start >= 0 ? 0 : between(divide_up(-start, step), 0, *end);
}

void pack(const ConvPack& p) {
  for (int64_t r = 0; r < p.residues; ++r) {
    Window w;
    w.first_row = p.first_row + p.residue[r];
    inside(w.first_row, p.row_step, p.height, p.rows, &w.row_begin, &w.row_end);
    for (int64_t j = 0; j < p.columns; ++j) {
      w.column = p.column[j];
      inside(w.column, p.column_step, p.width, p.row_length, &w.begin, &w.end);
      for (int64_t c = 0; c < p.channels; ++c) {
        pack_plane(p, w, p.from + c * p.channel, p.to + (c * p.columns + j) * p.plane + r * p.residue_plane);
      }
    }
  }
}

template <int M>
void pack_weights(const ConvWeights& p) {
  float* to = p.to;
  for (int64_t i = 0; i < p.segments; ++i) {
    for (int64_t c = 0; c < p.channels; ++c) {
      for (int64_t j = 0; j < p.columns; ++j) {
        const float* from = p.from + c * p.channel + p.tap[i * p.columns + j];
        for (int m = 0; m < M; ++m) to[m] = from[m * p.row];
        to += M;
      }
    }
  }
}

void pack_any_weights(const ConvWeights& p) {
  switch (p.rows) {
    case 8:
      return pack_weights<8>(p);
    case 10:
      return pack_weights<10>(p);
    case 12:
      return pack_weights<12>(p);
    default:
      break;
  }
  float* to = p.to;
  for (int64_t i = 0; i < p.segments; ++i) {
    for (int64_t c = 0; c < p.channels; ++c) {
      for (int64_t j = 0; j < p.columns; ++j) {
        const float* from = p.from + c * p.channel + p.tap[i * p.columns + j];
        for (int64_t m = 0; m < p.rows; ++m) *to++ = from[m * p.row];
      }
    }
  }
}

template <int M>
void fill_rows(ConvLoops& loops) {
  loops.tile[M] = tile_vectors(M);
  loops.run[M] = run<M>;
  if constexpr (M > 1) fill_rows<M - 1>(loops);
}

}  // namespace

void fill_conv(Kernels& table) {
  table.conv.lanes = kWide;
  table.conv.most_rows = kMostRows;
  fill_rows<kMostRows>(table.conv);
  table.conv.pack = pack;
  table.conv.pack_weights = pack_any_weights;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
