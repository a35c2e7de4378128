// The first `count` lanes of a vector, where what lies behind must not be touched.
#pragma once

#include <immintrin.h>

#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

#if defined(__AVX512F__)
NT_INLINE Vector<float> load_part(const float* from, int64_t count) {
  return reinterpret_cast<Vector<float>>(_mm512_maskz_loadu_ps(static_cast<__mmask16>((1 << count) - 1), from));
}
NT_INLINE Vector<double> load_part(const double* from, int64_t count) {
  return reinterpret_cast<Vector<double>>(_mm512_maskz_loadu_pd(static_cast<__mmask8>((1 << count) - 1), from));
}
NT_INLINE void store_part(float* to, const Vector<float>& v, int64_t count) {
  _mm512_mask_storeu_ps(to, static_cast<__mmask16>((1 << count) - 1), reinterpret_cast<__m512>(v));
}
NT_INLINE void store_part(double* to, const Vector<double>& v, int64_t count) {
  _mm512_mask_storeu_pd(to, static_cast<__mmask8>((1 << count) - 1), reinterpret_cast<__m512d>(v));
}
#elif defined(__AVX2__)
NT_INLINE Vector<float> load_part(const float* from, int64_t count) {
  const Lanes<float> lane{0, 1, 2, 3, 4, 5, 6, 7};
  return _mm256_maskload_ps(from, reinterpret_cast<__m256i>(static_cast<int32_t>(count) > lane));
}
NT_INLINE Vector<double> load_part(const double* from, int64_t count) {
  const Lanes<double> lane{0, 1, 2, 3};
  return _mm256_maskload_pd(from, reinterpret_cast<__m256i>(count > lane));
}
// By halves: masked stores are slow.
NT_INLINE void store_part(float* to, const Vector<float>& v, int64_t count) {
  if (count >= 8) return store(to, v);
  __m128 part = _mm256_castps256_ps128(v);
  if (count & 4) {
    _mm_storeu_ps(to, part);
    part = _mm256_extractf128_ps(v, 1);
    to += 4;
  }
  if (count & 2) {
    _mm_storel_pi(reinterpret_cast<__m64*>(to), part);
    part = _mm_movehl_ps(part, part);
    to += 2;
  }
  if (count & 1) _mm_store_ss(to, part);
}
NT_INLINE void store_part(double* to, const Vector<double>& v, int64_t count) {
  if (count >= 4) return store(to, v);
  __m128d part = _mm256_castpd256_pd128(v);
  if (count & 2) {
    _mm_storeu_pd(to, part);
    part = _mm256_extractf128_pd(v, 1);
    to += 2;
  }
  if (count & 1) _mm_store_sd(to, part);
}
#else
template <class T>
NT_INLINE Vector<T> load_part(const T* from, int64_t count) {
  Vector<T> v{};
  for (int64_t i = 0; i < count; ++i) v[i] = from[i];
  return v;
}
template <class T>
NT_INLINE void store_part(T* to, const Vector<T>& v, int64_t count) {
  for (int64_t i = 0; i < count; ++i) to[i] = v[i];
}
#endif

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
