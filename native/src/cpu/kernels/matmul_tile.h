// The register tile of matrix products: R x V vectors of c stay in registers while V vectors of b's row meet R broadcasts of
// a, so that R V multiply-adds cost R + V loads: 24 to 14 with 32 registers (12 cycles to 7), 12 to 8 with 16 (6 to 4).
#pragma once

#include "cpu/kernels/vector.h"
#include "cpu/kernels/vector_part.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace tiles {

// Where a core's other hyperthread takes half of the instructions' slots, each one beside the multiply-adds shows: with 12 of
// them a step, four steps a turn of the loop keep 0.88 of the peak where single ones keep 0.71.
#if defined(__AVX512F__)
constexpr int kRows = 12;  // 24 sums, 2 of b, 1 of a in 32 registers
constexpr int kSteps = 1;
#define NT_VECTOR "v"
#else
constexpr int kRows = 6;  // 12 sums, 2 of b, 1 of a in 16
constexpr int kSteps = 4;
#define NT_VECTOR "x"
#endif
// b's rows that lie apart are fetched so many steps before they are used.
constexpr int64_t kAhead = 8;
// At most so many steps of k are summed in registers before they go to c.
constexpr int64_t kDepth = 384;

// How a lies: element (r, p) is a[r * a_row + p] or a[p * kRows + r].
enum class Left { rows, columns };

// Where c's tile begins, how much of it there is, and what is wanted next: four lines a step, at `lines`, `near` and `far`
// behind it and at both's sum.
template <class T>
struct Target {
  T* c;
  int64_t row;
  int64_t columns;
  bool accumulate;
  const T* lines;
  int64_t near, far, step;
};

// sum += a b. GCC 12, left to itself, overwrites a factor instead of the sum, and spills.
template <class T>
NT_INLINE void multiply_add(Vector<T>& sum, const Vector<T>& a, const Vector<T>& b) {
#if defined(__FMA__)
  if constexpr (sizeof(T) == 4) {
    asm("vfmadd231ps %2, %1, %0" : "+" NT_VECTOR(sum) : NT_VECTOR(a), NT_VECTOR(b));
  } else {
    asm("vfmadd231pd %2, %1, %0" : "+" NT_VECTOR(sum) : NT_VECTOR(a), NT_VECTOR(b));
  }
#else
  sum += a * b;
#endif
}

template <class T, int R, int V, bool kAccumulate>
NT_INLINE void put_whole(const Target<T>& to, const Vector<T> (&sum)[R][V]) {
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) {
      T* c = to.c + r * to.row + v * kLanes<T>;
      store(c, kAccumulate ? load(c) + sum[r][v] : sum[r][v]);
    }
  }
}

template <class T, int R, int V>
NT_INLINE void put(const Target<T>& to, const Vector<T> (&sum)[R][V]) {
  if (to.columns == V * kLanes<T>)
    return to.accumulate ? put_whole<T, R, V, true>(to, sum) : put_whole<T, R, V, false>(to, sum);
  Vector<T> spilled[R][V];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) spilled[r][v] = sum[r][v];
  }
  for (int r = 0; r < R; ++r) {
    T* c = to.c + r * to.row;
    for (int v = 0; v < V && v * kLanes<T> < to.columns; ++v, c += kLanes<T>) {
      const int64_t count = to.columns - v * kLanes<T> < kLanes<T> ? to.columns - v * kLanes<T> : kLanes<T>;
      store_part(c, to.accumulate ? load_part(c, count) + spilled[r][v] : spilled[r][v], count);
    }
  }
}

// Where b's rows lie: b_row apart; so, and to be packed too; or packed, side by side.
enum class Right { apart, to_pack, packed };

// c's tile of R x (V vectors) (+)= a b; b's rows go to `packed` too where they are to be packed.
template <class T, int R, int V, Left kLeft, Right kRight>
NT_INLINE void sum_tile(int64_t k, const T* a, int64_t a_row, const T* b, int64_t b_row, T* packed,
                        const Target<T>& to) {
  constexpr int kLine = 64 / kVectorBytes;  // vectors of a cache line
  if constexpr (kRight == Right::packed) b_row = V * kLanes<T>;
  Vector<T> sum[R][V];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) sum[r][v] = Vector<T>{};
  }
  // Every third row has a pointer, the others are one or two strides away: more pointers than registers would be spilled.
  constexpr int kPointers = kLeft == Left::rows ? (R + 2) / 3 : 1;
  const T* rows[kPointers];
#pragma GCC unroll 16
  for (int i = 0; i < kPointers; ++i) rows[i] = a + 3 * i * a_row;
  // Step u of those that one turn of the loop takes.
  auto step = [&](int u) __attribute__((always_inline)) {
    Vector<T> right[V];
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) {
      right[v] = load(b + u * b_row + v * kLanes<T>);
      if constexpr (kRight != Right::packed || kSteps == 1) {
        if (v % kLine == 0) __builtin_prefetch(b + (kAhead + u) * b_row + v * kLanes<T>);
      }
      if constexpr (kRight == Right::to_pack) store(packed + (u * V + v) * kLanes<T>, right[v]);
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
      const Vector<T> left = splat(kLeft == Left::rows ? rows[r / 3][r % 3 * a_row + u] : a[u * kRows + r]);
#pragma GCC unroll 2
      for (int v = 0; v < V; ++v) {
        if constexpr (V == 1) {
          sum[r][v] += left * right[v];  // reads a on the way
        } else {
          multiply_add<T>(sum[r][v], left, right[v]);
        }
      }
    }
  };
  auto advance = [&](int steps) __attribute__((always_inline)) {
    b += steps * b_row;
    if constexpr (kRight == Right::to_pack) packed += steps * V * kLanes<T>;
    if constexpr (kLeft == Left::columns) {
      a += steps * kRows;
    } else {
#pragma GCC unroll 16
      for (int i = 0; i < kPointers; ++i) rows[i] += steps;
    }
  };
  const int64_t first = R < k ? R : k;
  T* c = to.c;
  const T* lines = to.lines;
  int64_t p = 0;
#pragma GCC unroll 1
  for (; p < first; ++p, c += to.row) {
#pragma GCC unroll 2
    for (int v = 0; v < V; v += kLine) __builtin_prefetch(c + v * kLanes<T>, 1);
    if (lines) {
      __builtin_prefetch(lines);
      __builtin_prefetch(lines + to.near);
      __builtin_prefetch(lines + to.far);
      __builtin_prefetch(lines + to.near + to.far);
      lines += to.step;
    }
    step(0);
    advance(1);
  }
#pragma GCC unroll 1
  for (; p + kSteps <= k; p += kSteps) {
#pragma GCC unroll 4
    for (int u = 0; u < kSteps; ++u) step(u);
    advance(kSteps);
  }
#pragma GCC unroll 1
  for (; p < k; ++p) {
    step(0);
    advance(1);
  }
  put<T, R, V>(to, sum);
}

template <class T>
using TileLoop = void (*)(int64_t k, const T* a, int64_t a_row, const T* b, int64_t b_row, T* packed,
                          const Target<T>& to);

template <class T, int R, int V, Left kLeft, Right kRight>
__attribute__((noinline)) void tile(int64_t k, const T* a, int64_t a_row, const T* b, int64_t b_row, T* packed,
                                    const Target<T>& to) {
  sum_tile<T, R, V, kLeft, kRight>(k, a, a_row, b, b_row, packed, to);
}

// tile for `rows` of kLeast..kRows.
template <class T, int V, Left kLeft, Right kRight, int kLeast, int R = kRows>
TileLoop<T> tile_of(int64_t rows) {
  if constexpr (R > kLeast) {
    if (rows < R) return tile_of<T, V, kLeft, kRight, kLeast, R - 1>(rows);
  }
  return tile<T, R, V, kLeft, kRight>;
}

template <class T, int V, Left kLeft>
TileLoop<T> tile_of(Right right, int64_t rows) {
  // Products that pack b have at least two thirds of kRows, and panels of two vectors.
  if constexpr (V == 2) {
    if (right == Right::to_pack) return tile_of<T, V, kLeft, Right::to_pack, kRows * 2 / 3>(rows);
  }
  return right == Right::packed ? tile_of<T, V, kLeft, Right::packed, 1>(rows)
                                : tile_of<T, V, kLeft, Right::apart, 1>(rows);
}

template <class T, int V>
TileLoop<T> tile_of(Left left, Right right, int64_t rows) {
  return left == Left::rows ? tile_of<T, V, Left::rows>(right, rows) : tile_of<T, V, Left::columns>(right, rows);
}

#undef NT_VECTOR

}  // namespace tiles
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
