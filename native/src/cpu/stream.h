// Stores past the caches, for results so large that nothing of them would be there when they are read next: then their lines
// need not be fetched before they are written, which saves one of three transfers where two are read.
#pragma once

#include <emmintrin.h>

#include <algorithm>
#include <cstdint>

#include "cpu/kernels/kernels.h"

namespace nt::cpu {

// Bytes from which on it pays: what the largest caches hold. Bytes that are asked for ahead of what is read: while such
// stores wait, the processor by itself reads too little.
constexpr int64_t kStreamBytes = 32 << 20, kAhead = 1024;
constexpr int64_t kLine = 64;

// From an address to the next line.
inline int64_t to_line(const char* at) { return -static_cast<int64_t>(reinterpret_cast<uintptr_t>(at)) & (kLine - 1); }

inline void fetch_ahead(const char* from, int64_t bytes) {
  for (int64_t i = 0; i < bytes; i += kLine) _mm_prefetch(from + kAhead + i, _MM_HINT_T0);
}

// memcpy past the caches.
inline void stream_row(char* to, const char* from, int64_t bytes) {
  for (int64_t start = 0; start < bytes;) {
    const int64_t n = std::min(bytes - start, start == 0 ? kAhead + to_line(to) : kAhead);
    fetch_ahead(from + start, n);
    kernels().stream(to + start, from + start, n);
    start += n;
  }
  _mm_sfence();
}

}  // namespace nt::cpu
