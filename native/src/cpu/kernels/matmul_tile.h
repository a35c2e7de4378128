// The register tile of matrix products: R x V vectors of c stay in registers while V vectors of b's row meet R
// broadcasts of a, so that R V multiply-adds cost R + V loads: 24 to 14 with 32 registers (12 cycles to 7), 12 to 8
// with 16 (6 to 4).
#pragma once

#include "cpu/kernels/vector.h"
#include "cpu/kernels/vector_part.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace tiles {

// Where a core's other hyperthread takes half of the instructions' slots, each one beside the multiply-adds shows: with
// 12 of them a step, eight steps a turn of the loop keep 0.90 of the peak where single ones keep 0.80.
#if defined(__AVX512F__)
constexpr int kRows = 12;  // 24 sums, 2 of b, 1 of a in 32 registers
constexpr int kSteps = 1;
#define NT_VECTOR "v"
#else
constexpr int kRows = 6;  // 12 sums, 2 of b, 1 of a in 16
constexpr int kSteps = 8;
#define NT_VECTOR "x"
#endif
// b's rows that lie apart are fetched so many steps before they are used.
constexpr int64_t kAhead = 8;
// At most so many steps of k are summed in registers before they go to c.
constexpr int64_t kDepth = 384;

// How a lies: element (r, p) is a[r * a_row + p] or a[p * kRows + r].
enum class Left { rows, columns };

// What the tiles of a line want from memory for the next: four lines a step, at `lines`, `near` and `far` behind it and
// at both's sum; `next` further for each of `tiles` tiles.
template <class T>
struct Wanted {
  const T* lines;
  int64_t near, far, step, next, tiles;
};

// `count` tiles of c in a line, and where a, b and c begin for the first and how far from one to the next; `packed` is
// one panel after the other.
template <class T>
struct Line {
  int64_t k, count;
  const T* a;
  int64_t a_row, a_next;
  const T* b;
  int64_t b_row, b_next;
  T* packed;
  T* c;
  int64_t c_row, c_next;
  bool accumulate;
  Wanted<T> wanted;
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

// What is known of x, so that GCC adds to it where it is used instead of keeping registers for its multiples.
template <class X>
NT_INLINE void forget(X& x) {
  asm("" : "+r"(x));
}

template <class T>
NT_INLINE T* behind(T* from, int64_t bytes) {
  return reinterpret_cast<T*>(reinterpret_cast<uintptr_t>(from) + static_cast<uintptr_t>(bytes));
}

// A row of a or c by one pointer for each three rows, `row` bytes apart: the processor adds a stride or two on the way,
// and more pointers would not fit the registers.
template <class T>
NT_INLINE T* row_at(T* const* pointers, int r, int64_t row) {
  return behind(pointers[r / 3], r % 3 * row);
}

template <class T, int R, int V, bool kAccumulate>
NT_INLINE void put(T* const* c, int64_t c_row, const Vector<T> (&sum)[R][V]) {
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
    T* to = row_at(c, r, c_row);
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) {
      store(to + v * kLanes<T>, kAccumulate ? load(to + v * kLanes<T>) + sum[r][v] : sum[r][v]);
    }
  }
}

// Where b's rows lie: b_row apart; so, and to be packed too; or packed, side by side.
enum class Right { apart, to_pack, packed };

// c's tile of R x (V vectors) (+)= a b; b's rows go to `packed` too where they are to be packed.
template <class T, int R, int V, Left kLeft, Right kRight>
NT_INLINE void sum_tile(const Line<T>& line, const T* a, const T* b, T* packed, T* c, const T* wanted) {
  constexpr int kCacheLine = 64 / kVectorBytes;  // vectors
  int64_t a_row = line.a_row * static_cast<int64_t>(sizeof(T)), c_row = line.c_row * static_cast<int64_t>(sizeof(T));
  const int64_t k = line.k, b_row = kRight == Right::packed ? V * kLanes<T> : line.b_row;
  Vector<T> sum[R][V];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) sum[r][v] = Vector<T>{};
  }
  constexpr int kPointers = (R + 2) / 3;
  const T* rows[kPointers];
  T* to[kPointers];
#pragma GCC unroll 16
  for (int i = 0; i < kPointers; ++i) {
    rows[i] = behind(a, 3 * i * a_row);
    to[i] = behind(c, 3 * i * c_row);
  }
  // Step u of those that one turn of the loop takes.
  auto step = [&](int u) __attribute__((always_inline)) {
    const int u_of_b = kRight == Right::packed ? u : 0;
    Vector<T> right[V];
#pragma GCC unroll 2
    for (int v = 0; v < V; ++v) {
      right[v] = load(b + u_of_b * b_row + v * kLanes<T>);
      if constexpr (kRight != Right::packed || kSteps == 1) {
        if (v % kCacheLine == 0) __builtin_prefetch(b + kAhead * b_row + v * kLanes<T>);
      }
      if constexpr (kRight == Right::to_pack) store(packed + (u * V + v) * kLanes<T>, right[v]);
    }
    if constexpr (kRight != Right::packed) {
      b += b_row;
      forget(b);
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
      const Vector<T> left = splat(kLeft == Left::rows ? row_at(rows, r, a_row)[u] : a[u * kRows + r]);
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
    if constexpr (kRight == Right::packed) b += steps * b_row;
    if constexpr (kRight == Right::to_pack) packed += steps * V * kLanes<T>;
    if constexpr (kLeft == Left::columns) {
      a += steps * kRows;
    } else {
#pragma GCC unroll 16
      for (int i = 0; i < kPointers; ++i) rows[i] += steps;
    }
  };
  int64_t p = 0;
  if constexpr (kSteps == 1) {
#pragma GCC unroll 1
    for (; p < R && p < k; ++p, c = behind(c, c_row)) {
#pragma GCC unroll 2
      for (int v = 0; v < V; v += kCacheLine) __builtin_prefetch(c + v * kLanes<T>, 1);
      if (wanted) {
        __builtin_prefetch(wanted);
        __builtin_prefetch(wanted + line.wanted.near);
        __builtin_prefetch(wanted + line.wanted.far);
        __builtin_prefetch(wanted + line.wanted.near + line.wanted.far);
        wanted += line.wanted.step;
      }
      step(0);
      advance(1);
    }
  } else {
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) __builtin_prefetch(row_at(to, r, c_row), 1);
  }
#pragma GCC unroll 1
  for (; p + kSteps <= k; p += kSteps) {
    if constexpr (kSteps > 1) forget(a_row);
#pragma GCC unroll 8
    for (int u = 0; u < kSteps; ++u) step(u);
    advance(kSteps);
  }
#pragma GCC unroll 1
  for (; p < k; ++p) {
    step(0);
    advance(1);
  }
  forget(c_row);
  line.accumulate ? put<T, R, V, true>(to, c_row, sum) : put<T, R, V, false>(to, c_row, sum);
}

template <class T>
using LineLoop = void (*)(const Line<T>& line);

template <class T, int R, int V, Left kLeft, Right kRight>
__attribute__((noinline)) void sum_line(const Line<T>& line) {
  const T *a = line.a, *b = line.b, *wanted = line.wanted.lines;
  T *packed = line.packed, *c = line.c;
#pragma GCC unroll 1
  for (int64_t i = 0; i < line.count; ++i) {
    sum_tile<T, R, V, kLeft, kRight>(line, a, b, packed, c, i < line.wanted.tiles ? wanted : nullptr);
    a += line.a_next;
    b += line.b_next;
    packed += line.k * V * kLanes<T>;
    c += line.c_next;
    wanted += line.wanted.next;
  }
}

// sum_line for `rows` of kLeast..kRows.
template <class T, int V, Left kLeft, Right kRight, int kLeast, int R = kRows>
LineLoop<T> line_of(int64_t rows) {
  if constexpr (R > kLeast) {
    if (rows < R) return line_of<T, V, kLeft, kRight, kLeast, R - 1>(rows);
  }
  return sum_line<T, R, V, kLeft, kRight>;
}

template <class T, int V, Left kLeft>
LineLoop<T> line_of(Right right, int64_t rows) {
  // Tiles that pack b have at least two thirds of kRows, and panels of two vectors.
  if constexpr (V == 2) {
    if (right == Right::to_pack) return line_of<T, V, kLeft, Right::to_pack, kRows * 2 / 3>(rows);
  }
  return right == Right::packed ? line_of<T, V, kLeft, Right::packed, 1>(rows)
                                : line_of<T, V, kLeft, Right::apart, 1>(rows);
}

template <class T, int V>
LineLoop<T> line_of(Left left, Right right, int64_t rows) {
  return left == Left::rows ? line_of<T, V, Left::rows>(right, rows) : line_of<T, V, Left::columns>(right, rows);
}

// A tile of V vectors that has fewer columns. Leaves the line as it was.
template <class T, int V>
void sum_part(Line<T>& line, LineLoop<T> loop, int64_t rows, int64_t columns) {
  Vector<T> part[kRows * V];
  T* c = line.c;
  const int64_t c_row = line.c_row;
  const bool accumulate = line.accumulate;
  line.c = reinterpret_cast<T*>(part);
  line.c_row = V * kLanes<T>;
  line.accumulate = false;
  loop(line);
  line.c = c;
  line.c_row = c_row;
  line.accumulate = accumulate;
  constexpr int64_t kWhole = (V - 1) * kLanes<T>;
  for (int64_t r = 0; r < rows; ++r, c += c_row) {
    if constexpr (V == 2) store(c, accumulate ? load(c) + part[r * V] : part[r * V]);
    const Vector<T>& last = part[r * V + V - 1];
    store_part(c + kWhole, accumulate ? load_part(c + kWhole, columns - kWhole) + last : last, columns - kWhole);
  }
}

// The tile at the end of a line, of fewer columns than the others.
template <class T>
void sum_rest(Line<T>& line, Left left, Right right, int64_t rows, int64_t columns) {
  if (columns > kLanes<T>) return sum_part<T, 2>(line, line_of<T, 2>(left, right, rows), rows, columns);
  const LineLoop<T> loop = line_of<T, 1>(left, right, rows);
  columns == kLanes<T> ? loop(line) : sum_part<T, 1>(line, loop, rows, columns);
}

#undef NT_VECTOR

}  // namespace tiles
NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
