// Norms whose groups are neighbouring columns. Four rows are taken at a time, so that what is kept of each column is loaded
// and stored once for four elements, and memory is read in long runs. Sums of 32 rows are kept in float; their moments are
// found around their own means, as in norm.cpp, and joined in double.
#include <type_traits>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/joined_mean.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kRows = 32;

// f(row, number of rows as a constant) over rows, by fours and then one by one.
template <class F>
NT_INLINE void for_each_rows(int64_t rows, F&& f) {
  int64_t r = 0;
  for (; r + 4 <= rows; r += 4) f(r, std::integral_constant<int, 4>{});
  for (; r < rows; ++r) f(r, std::integral_constant<int, 1>{});
}

template <class T, int N>
NT_INLINE T sum_of(const T (&d)[N]) {
  if constexpr (N == 4) return (d[0] + d[1]) + (d[2] + d[3]);
  return d[0];
}

NT_INLINE void join_column(double& mean, double& squares, double mean_of_more, double squares_of_more, double share,
                           double both) {
  const double delta = mean_of_more - mean;
  mean = joined_mean(mean, mean_of_more, share);
  squares += squares_of_more + delta * delta * both;
}

// to[j] += x - center, or the square of it.
template <class T, bool kSquare, int N>
NT_INLINE void add_rows(T* __restrict to, const T* __restrict x, int64_t step, int64_t width,
                        const T* __restrict center) {
  for (int64_t j = 0; j < width; ++j) {
    T d[N];
    for (int k = 0; k < N; ++k) {
      const T difference = x[k * step + j] - center[j];
      d[k] = kSquare ? difference * difference : difference;
    }
    to[j] += sum_of(d);
  }
}

// A block where T overflowed or something is not finite: in double, and an infinity gives an infinite mean.
template <class T>
[[gnu::noinline]] void join_exactly(double* mean, double* squares, const T* block, NormTile tile, double share,
                                    double both) {
  for (int64_t j = 0; j < tile.width; ++j) {
    double sum = 0, around = 0;
    for (int64_t r = 0; r < tile.rows; ++r) sum += static_cast<double>(block[r * tile.step + j]);
    const double own = sum / static_cast<double>(tile.rows);
    for (int64_t r = 0; r < tile.rows; ++r) {
      const double d = static_cast<double>(block[r * tile.step + j]) - own;
      around += d * d;
    }
    join_column(mean[j], squares[j], own, around, share, both);
  }
}

template <class T>
void moments(double* mean, double* squares, const void* from, NormTile tile) {
  const T* x = static_cast<const T*>(from);
  const int64_t width = tile.width;
  for (int64_t j = 0; j < width; ++j) mean[j] = squares[j] = 0;
  for (int64_t start = 0; start < tile.rows; start += kRows) {
    const int64_t rows = tile.rows - start < kRows ? tile.rows - start : kRows;
    const T* block = x + start * tile.step;
    T first[kNormColumns], sum[kNormColumns], center[kNormColumns], square[kNormColumns];
    double own[kNormColumns];
    for (int64_t j = 0; j < width; ++j) {
      first[j] = block[j];
      sum[j] = square[j] = 0;
    }
    for_each_rows(
        rows, [&](int64_t r, auto n) __attribute__((always_inline)) {
          add_rows<T, false, n>(sum, block + r * tile.step, tile.step, width, first);
        });
    const double count = static_cast<double>(rows), before = static_cast<double>(start);
    for (int64_t j = 0; j < width; ++j) {
      own[j] = static_cast<double>(first[j]) + static_cast<double>(sum[j]) / count;
      center[j] = static_cast<T>(own[j]);
    }
    for_each_rows(
        rows, [&](int64_t r, auto n) __attribute__((always_inline)) {
          add_rows<T, true, n>(square, block + r * tile.step, tile.step, width, center);
        });
    const double share = count / (before + count), both = before * share;
    int odd = 0;
    for (int64_t j = 0; j < width; ++j) odd |= !(square[j] - square[j] == 0);
    if (odd) {
      join_exactly(mean, squares, block, {rows, tile.step, width}, share, both);
      continue;
    }
    for (int64_t j = 0; j < width; ++j) {
      const double off = own[j] - static_cast<double>(center[j]);
      const double around = static_cast<double>(square[j]) - count * off * off;
      join_column(mean[j], squares[j], own[j], around < 0 ? 0 : around, share, both);
    }
  }
}

void join(double* mean, double* squares, double before, const double* mean_of_more, const double* squares_of_more,
          double more, int64_t width) {
  const double share = more / (before + more), both = before * share;
#pragma GCC ivdep
  for (int64_t j = 0; j < width; ++j) {
    join_column(mean[j], squares[j], mean_of_more[j], squares_of_more[j], share, both);
  }
}

template <class T, int N>
NT_INLINE void apply_rows(T* y, const T* x, int64_t step, int64_t width, const T* __restrict mean,
                          const T* __restrict scale, const T* __restrict shift) {
#pragma GCC ivdep
  for (int64_t j = 0; j < width; ++j) {
    for (int k = 0; k < N; ++k) y[k * step + j] = (x[k * step + j] - mean[j]) * scale[j] + shift[j];
  }
}

template <class T>
void apply(void* y, const void* x, NormTile tile, const void* mean, const void* scale, const void* shift) {
  for_each_rows(
      tile.rows, [&](int64_t r, auto n) __attribute__((always_inline)) {
        apply_rows<T, n>(static_cast<T*>(y) + r * tile.step, static_cast<const T*>(x) + r * tile.step, tile.step,
                         tile.width, static_cast<const T*>(mean), static_cast<const T*>(scale),
                         static_cast<const T*>(shift));
      });
}

template <class T, int N>
NT_INLINE void sum_rows(T* __restrict plain, T* __restrict moment, const T* __restrict g, const T* __restrict x,
                        int64_t step, int64_t width, const T* __restrict mean) {
  for (int64_t j = 0; j < width; ++j) {
    T a[N], b[N];
    for (int k = 0; k < N; ++k) {
      a[k] = g[k * step + j];
      b[k] = g[k * step + j] * (x[k * step + j] - mean[j]);
    }
    plain[j] += sum_of(a);
    moment[j] += sum_of(b);
  }
}

template <class T>
void sums(double* plain, double* moment, const void* grad, const void* from, NormTile tile, const void* mean) {
  const T *g = static_cast<const T*>(grad), *x = static_cast<const T*>(from);
  const int64_t width = tile.width;
  for (int64_t j = 0; j < width; ++j) plain[j] = moment[j] = 0;
  for (int64_t start = 0; start < tile.rows; start += kRows) {
    const int64_t rows = tile.rows - start < kRows ? tile.rows - start : kRows;
    T a[kNormColumns], b[kNormColumns];
    for (int64_t j = 0; j < width; ++j) a[j] = b[j] = 0;
    for_each_rows(
        rows, [&](int64_t r, auto n) __attribute__((always_inline)) {
          const int64_t at = (start + r) * tile.step;
          sum_rows<T, n>(a, b, g + at, x + at, tile.step, width, static_cast<const T*>(mean));
        });
    for (int64_t j = 0; j < width; ++j) {
      plain[j] += static_cast<double>(a[j]);
      moment[j] += static_cast<double>(b[j]);
    }
  }
}

template <class T, int N>
NT_INLINE void gradient_rows(T* to, const T* g, const T* x, int64_t step, int64_t width, const T* __restrict mean,
                             const T* __restrict scale, const T* __restrict slope, const T* __restrict shift) {
  if (!slope) {
#pragma GCC ivdep
    for (int64_t j = 0; j < width; ++j) {
      for (int k = 0; k < N; ++k) to[k * step + j] = g[k * step + j] * scale[j];
    }
    return;
  }
#pragma GCC ivdep
  for (int64_t j = 0; j < width; ++j) {
    for (int k = 0; k < N; ++k) {
      to[k * step + j] = g[k * step + j] * scale[j] + ((x[k * step + j] - mean[j]) * slope[j] + shift[j]);
    }
  }
}

template <class T>
void gradient(void* grad_x, const void* g, const void* x, NormTile tile, const void* mean, const void* scale,
              const void* slope, const void* shift) {
  for_each_rows(
      tile.rows, [&](int64_t r, auto n) __attribute__((always_inline)) {
        const int64_t at = r * tile.step;
        gradient_rows<T, n>(static_cast<T*>(grad_x) + at, static_cast<const T*>(g) + at, static_cast<const T*>(x) + at,
                            tile.step, tile.width, static_cast<const T*>(mean), static_cast<const T*>(scale),
                            static_cast<const T*>(slope), static_cast<const T*>(shift));
      });
}

template <class T>
constexpr NormColumnLoops kLoops = {moments<T>, join, apply<T>, sums<T>, gradient<T>};

}  // namespace

void fill_norm_columns(Kernels& table) {
  table.norm_columns[static_cast<int>(Dtype::float32)] = kLoops<float>;
  table.norm_columns[static_cast<int>(Dtype::float64)] = kLoops<double>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
