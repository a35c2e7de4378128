// How the loops of elementwise ops go over memory: in tiles of a few vectors. What they read may be one number for all
// elements, and what they write may go past the caches, tile by tile, so that computing, reading and storing overlap.
// Kernel files only.
#pragma once

#include <immintrin.h>

#include <algorithm>
#include <utility>

#include "cpu/kernels/kernels.h"
#include "cpu/kernels/vector.h"
#include "functors/near.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

// Vectors of the widest operand in a tile. All their stores wait while the next tile is computed.
constexpr int64_t kTileVectors = 8;

#if defined(__AVX512F__)
NT_INLINE void store_past(void* to, const void* from) {
  _mm512_stream_si512(static_cast<__m512i*>(to), _mm512_loadu_si512(from));
}
#elif defined(__AVX2__)
NT_INLINE void store_past(void* to, const void* from) {
  _mm256_stream_si256(static_cast<__m256i*>(to), _mm256_loadu_si256(static_cast<const __m256i*>(from)));
}
#else
NT_INLINE void store_past(void* to, const void* from) {
  _mm_stream_si128(static_cast<__m128i*>(to), _mm_loadu_si128(static_cast<const __m128i*>(from)));
}
#endif

// What a loop reads, tile by tile.
template <class T, int64_t kTile>
class Source {
 public:
  NT_INLINE Source(const char* from, bool is_number)
      : at(reinterpret_cast<const T*>(from)), step(is_number ? 0 : kTile) {
    if (!is_number) return;
    const T number = *at;
    for (int64_t i = 0; i < kTile; ++i) numbers_[i] = number;
    at = numbers_;
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  NT_INLINE void next() { at += step; }
  // While stores past the caches wait, the processor by itself reads too little.
  NT_INLINE void fetch_ahead(int64_t bytes) const {
    constexpr int64_t kLine = 64;
    for (int64_t i = 0; i < kTile * static_cast<int64_t>(sizeof(T)); i += kLine)
      _mm_prefetch(reinterpret_cast<const char*>(at) + bytes + i, _MM_HINT_T0);
  }

  const T* at;
  const int64_t step;

 private:
  T numbers_[kTile];
};

template <class F, class R, class... T>
NT_INLINE void map_elements(const F& f, R* to, int64_t n, const T*... x) {
  if constexpr (fn::has_near<F>) {
    if (fn::are_near<F>(x..., n)) {
#pragma GCC ivdep
#pragma GCC unroll 2
      for (int64_t i = 0; i < n; ++i) to[i] = f.near(x[i]...);
      return;
    }
  }
#pragma GCC ivdep
#pragma GCC unroll 2
  for (int64_t i = 0; i < n; ++i) to[i] = f(x[i]...);
}

// f is a copy, of which no store can be thought to change a number.
template <int64_t kTile, class R, class F, class... S>
NT_INLINE void map_tiles(const F f, R* to, int64_t n, bool past, S&&... x) {
  // Bytes that all operands together are read ahead.
  constexpr int64_t kAhead = 1024;
  const int64_t reading = (int64_t{x.step != 0} + ...), ahead = reading > 1 ? kAhead / reading : kAhead;
  alignas(64) R tile[kTile];
  for (; n >= kTile; n -= kTile, to += kTile) {
    if (past) (x.fetch_ahead(ahead), ...);
    map_elements(f, past ? tile : to, kTile, x.at...);
    if (past) {
      for (int64_t i = 0; i < kTile; i += kVectorBytes / static_cast<int64_t>(sizeof(R))) store_past(to + i, tile + i);
    }
    (x.next(), ...);
  }
  if (n > 0) map_elements(f, to, n, x.at...);
}

// Not inlined, or the compiler writes the row's loops once more for each kind of run.
template <class R, class... T, class F, size_t... k>
__attribute__((noinline)) void map_row(const MapRun& run, const F& f, int64_t row, std::index_sequence<k...>) {
  constexpr int64_t kTile = kTileVectors * kVectorBytes / static_cast<int64_t>(std::max({sizeof(T)...}));
  R* to = reinterpret_cast<R*>(static_cast<char*>(run.out) + row * run.out_step);
  map_tiles<kTile>(f, to, run.n, run.past,
                   Source<T, kTile>(static_cast<const char*>(run.in[k]) + row * run.in_step[k], run.is_number[k])...);
}

// A loop's body: R is what f makes of numbers of types T.
template <class R, class... T, class F>
NT_INLINE void map_run(const MapRun& run, const F& f) {
  for (int64_t row = 0; row < run.rows; ++row) map_row<R, T...>(run, f, row, std::index_sequence_for<T...>{});
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
