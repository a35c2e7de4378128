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
