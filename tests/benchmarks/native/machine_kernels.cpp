// The machine's limits in one instruction set. Arrays are aligned to 64 bytes and hold a multiple of 128 floats.
#include <immintrin.h>

#include "machine.h"

namespace nt::bench::NT_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int kLanes = 16, kChains = 12;
typedef float Vector __attribute__((vector_size(64)));
void stream(float* at, Vector v) { _mm512_stream_ps(at, v); }
#elif defined(__AVX__)
constexpr int kLanes = 8, kChains = 12;
typedef float Vector __attribute__((vector_size(32)));
void stream(float* at, Vector v) { _mm256_stream_ps(at, v); }
#else
constexpr int kLanes = 4, kChains = 12;
typedef float Vector __attribute__((vector_size(16)));
void stream(float* at, Vector v) { _mm_stream_ps(at, v); }
#endif

Vector load(const float* at) { return *reinterpret_cast<const Vector*>(at); }
void store(float* at, Vector v) { *reinterpret_cast<Vector*>(at) = v; }

// Chains enough to hide the latency of two units; kept in registers, since their addresses are never taken.
__attribute__((noinline)) float fma(int64_t steps) {
  Vector chains[kChains], factor, addend;
  for (int i = 0; i < kLanes; ++i) {
    factor[i] = 0.999f;
    addend[i] = 0.001f;
  }
  for (int c = 0; c < kChains; ++c) chains[c] = addend;
  for (int64_t s = 0; s < steps; ++s)
#pragma GCC unroll 12
    for (int c = 0; c < kChains; ++c) chains[c] = chains[c] * factor + addend;
  float total = 0;
  for (int c = 0; c < kChains; ++c)
    for (int i = 0; i < kLanes; ++i) total += chains[c][i];
  return total;
}

__attribute__((noinline)) float read(const float* a, size_t n) {
  Vector sums[8] = {};
  for (size_t i = 0; i < n; i += 8 * kLanes)
#pragma GCC unroll 8
    for (size_t j = 0; j < 8; ++j) sums[j] += load(a + i + j * kLanes);
  float total = 0;
  for (int j = 0; j < 8; ++j)
    for (int i = 0; i < kLanes; ++i) total += sums[j][i];
  return total;
}

__attribute__((noinline)) void copy(const float* a, float* b, size_t n, bool streaming) {
  if (streaming) {
    for (size_t i = 0; i < n; i += 4 * kLanes)
#pragma GCC unroll 4
      for (size_t j = i; j < i + 4 * kLanes; j += kLanes) stream(b + j, load(a + j));
    _mm_sfence();
  } else {
    for (size_t i = 0; i < n; i += 4 * kLanes)
#pragma GCC unroll 4
      for (size_t j = i; j < i + 4 * kLanes; j += kLanes) store(b + j, load(a + j));
  }
}

__attribute__((noinline)) void add(const float* a, const float* b, float* c, size_t n, bool streaming) {
  if (streaming) {
    for (size_t i = 0; i < n; i += 4 * kLanes)
#pragma GCC unroll 4
      for (size_t j = i; j < i + 4 * kLanes; j += kLanes) stream(c + j, load(a + j) + load(b + j));
    _mm_sfence();
  } else {
    for (size_t i = 0; i < n; i += 4 * kLanes)
#pragma GCC unroll 4
      for (size_t j = i; j < i + 4 * kLanes; j += kLanes) store(c + j, load(a + j) + load(b + j));
  }
}

}  // namespace

MachineKernels kernels() { return {2 * kLanes * kChains, fma, read, copy, add}; }

}  // namespace nt::bench::NT_ISA
