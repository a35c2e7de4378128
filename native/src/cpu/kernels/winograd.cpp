// Winograd's transforms. A vector of 4 x 4 inputs costs 32 additions, one of outputs 24, of gradients 12, beside 16 loads
// or stores each: of all transforms together less than a tenth of the products' time from about 64 channels on.
#include "cpu/kernels/winograd.h"

#include "cpu/kernels/conv_vector.h"
#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

namespace {

// B^T x.
NT_INLINE void transform_input(const Floats (&x)[4], Floats (&y)[4]) {
  y[0] = x[0] - x[2];
  y[1] = x[1] + x[2];
  y[2] = x[2] - x[1];
  y[3] = x[1] - x[3];
}

void input(const WinogradInput& p) {
  const int64_t place = p.place, c0 = p.tiles.column[0], c1 = p.tiles.column[1], c2 = p.tiles.column[2],
                c3 = p.tiles.column[3];
  for (int64_t v = 0; v < p.tiles.count; ++v) {
    const float* from = p.from + p.tiles.start[v];
    Floats half[4][4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) {
      const float* row = from + p.tiles.row[i];
      const Floats x[4] = {load(row + c0), load(row + c1), load(row + c2), load(row + c3)};
      transform_input(x, half[i]);
    }
    float* to = p.to + p.at[v];
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
      const Floats x[4] = {half[0][j], half[1][j], half[2][j], half[3][j]};
      Floats y[4];
      transform_input(x, y);
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) store(to + (4 * i + j) * place, y[i]);
    }
  }
}

// A x.
NT_INLINE void transform_gradient(const Floats& a, const Floats& b, Floats (&y)[4]) {
  y[0] = a;
  y[1] = a + b;
  y[2] = a - b;
  y[3] = -b;
}

void gradient(const WinogradGradient& p) {
  const int64_t place = p.place;
  for (int64_t v = 0; v < p.tiles.count; ++v) {
    const float* from = p.from + p.tiles.start[v];
    Floats half[2][4];
#pragma GCC unroll 2
    for (int i = 0; i < 2; ++i) {
      const float* row = from + p.tiles.row[i];
      transform_gradient(load(row + p.tiles.column[0]), load(row + p.tiles.column[1]), half[i]);
    }
    float* to = p.to + v * p.step;
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
      Floats y[4];
      transform_gradient(half[0][j], half[1][j], y);
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) store(to + (4 * i + j) * place, y[i]);
    }
  }
}

// Sums of x * 0 are 0 if all x are finite, else NaN.
NT_INLINE bool all_zero(const Floats& sums) {
  bool zero = true;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) zero &= sums[l] == 0.0f;
  return zero;
}

bool output(const WinogradOutput& p) {
  const int64_t place = p.place;
  const Floats bias = splat(p.bias);
  Floats check{};
  for (int64_t v = 0; v < p.tiles.count; ++v) {
    const float* from = p.from + v * kWide;
    Floats half[2][4];
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
      const Floats a = load(from + j * place), b = load(from + (4 + j) * place), c = load(from + (8 + j) * place),
                   d = load(from + (12 + j) * place);
      half[0][j] = a + b + c;
      half[1][j] = b - c - d;
    }
    float* to = p.to + p.tiles.start[v];
#pragma GCC unroll 2
    for (int i = 0; i < 2; ++i) {
      const Floats even = half[i][0] + half[i][1] + half[i][2] + bias,
                   odd = half[i][1] - half[i][2] - half[i][3] + bias;
      check += even * 0.0f;
      check += odd * 0.0f;
      store(to + p.tiles.row[i] + p.tiles.column[0], even);
      store(to + p.tiles.row[i] + p.tiles.column[1], odd);
    }
  }
  return all_zero(check);
}

// G x.
NT_INLINE void transform_weights(const Floats& a, const Floats& b, const Floats& c, Floats (&y)[4]) {
  const Floats sum = (a + c) * 0.5f, half = b * 0.5f;
  y[0] = a;
  y[1] = sum + half;
  y[2] = sum - half;
  y[3] = c;
}

void weights(const WinogradWeights& p) {
  const int64_t place = p.place, tap = p.tap;
  for (int64_t c = 0; c < p.channels; ++c) {
    const float* from = p.from + c * p.channel;
    Floats half[3][4];
#pragma GCC unroll 3
    for (int i = 0; i < 3; ++i) {
      const float* row = from + 3 * i * tap;
      transform_weights(load(row), load(row + tap), load(row + 2 * tap), half[i]);
    }
    float* to = p.to + c * p.step;
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
      Floats y[4];
      transform_weights(half[0][j], half[1][j], half[2][j], y);
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) store(to + (4 * i + j) * place, y[i]);
    }
  }
}

bool weight_gradient(const float* from, int64_t place, float* to) {
  Floats half[3][4];
#pragma GCC unroll 4
  for (int j = 0; j < 4; ++j) {
    const Floats a = load(from + j * place), b = load(from + (4 + j) * place), c = load(from + (8 + j) * place),
                 d = load(from + (12 + j) * place), sum = (b + c) * 0.5f;
    half[0][j] = a + sum;
    half[1][j] = (b - c) * 0.5f;
    half[2][j] = sum + d;
  }
  Floats check{};
#pragma GCC unroll 3
  for (int i = 0; i < 3; ++i) {
    const Floats sum = (half[i][1] + half[i][2]) * 0.5f;
    const Floats y[3] = {half[i][0] + sum, (half[i][1] - half[i][2]) * 0.5f, sum + half[i][3]};
#pragma GCC unroll 3
    for (int j = 0; j < 3; ++j) {
      check += y[j] * 0.0f;
      store(to + (3 * i + j) * kWide, y[j]);
    }
  }
  return all_zero(check);
}

// Columns 0 to 3 of tiles that begin at `from`.
NT_INLINE void split_row(const float* from, int64_t length, float* to, int64_t column) {
  Lanes<float> even, odd;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) {
    even[l] = 2 * l;
    odd[l] = 2 * l + 1;
  }
  for (int64_t x = 0; x < length; x += kWide) {
    const Floats a = load(from + 2 * x), b = load(from + 2 * x + kWide), c = load(from + 2 * x + 2),
                 d = load(from + 2 * x + 2 + kWide);
    store(to + x, __builtin_shuffle(a, b, even));
    store(to + column + x, __builtin_shuffle(a, b, odd));
    store(to + 2 * column + x, __builtin_shuffle(c, d, even));
    store(to + 3 * column + x, __builtin_shuffle(c, d, odd));
  }
}

// As above, two vectors of tiles at a time from a copy with zeros around.
__attribute__((noinline)) void split_row_at_end(const WinogradSplit& p, const float* row, float* to) {
  for (int64_t x = 0; x < p.length; x += kWide) {
    float copy[2 * kWide + 2] = {};
    const int64_t first = 2 * x - p.left, begin = first < 0 ? 0 : first;
    const int64_t last = first + 2 * kWide + 2, end = last < p.width ? last : p.width;
    if (begin < end) copy_row(copy + begin - first, row + begin, end - begin);
    split_row(copy, kWide, to + x, p.column_plane);
  }
}

void split(const WinogradSplit& p) {
  const int64_t column = p.column_plane, reach = (p.length + kWide) * 2 + 2;
  for (int a = 0; a < 2; ++a) {
    float* to = p.to + a * p.row_plane;
    for (int64_t r = 0; r < p.rows; ++r, to += p.length) {
      const int64_t y = p.first_row + 2 * r + a;
      if (y < 0 || y >= p.height) {
        for (int j = 0; j < 4; ++j) {
          for (int64_t x = 0; x < p.length; x += kWide) store(to + j * column + x, Floats{});
        }
        continue;
      }
      const float* row = p.from + y * p.width;
      if (row - p.begin < p.left || p.end - row < reach) {
        split_row_at_end(p, row, to);
        continue;
      }
      split_row(row - p.left, p.length, to, column);
      for (int j = 0; j < 4; ++j) {
        if (j < p.left) to[j * column] = 0.0f;
        for (int64_t x = (p.width + p.left - j + 1) / 2; x < p.length; ++x) to[j * column + x] = 0.0f;
      }
    }
  }
}

void merge(const WinogradMerge& p) {
  Lanes<float> low, high;
#pragma GCC unroll 16
  for (int l = 0; l < kWide; ++l) {
    low[l] = l / 2 + l % 2 * kWide;
    high[l] = low[l] + kWide / 2;
  }
  for (int64_t r = 0; r < p.rows; ++r) {
    const float *even = p.even + r * p.from_row, *odd = p.odd + r * p.from_row;
    float* to = p.to + r * p.to_row;
    for (int64_t x = 0; x < p.width; x += 2 * kWide) {
      const Floats a = load(even + x / 2), b = load(odd + x / 2);
      const Floats left = __builtin_shuffle(a, b, low), right = __builtin_shuffle(a, b, high);
      if (x + 2 * kWide <= p.width) {
        store(to + x, left);
        store(to + x + kWide, right);
      } else {
        float last[2 * kWide];
        store(last, left);
        store(last + kWide, right);
        copy_row(to + x, last, p.width - x);
      }
    }
  }
}

}  // namespace

void fill_winograd(Kernels& table) {
  table.winograd = {input, gradient, output, weights, weight_gradient, split, merge};
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
