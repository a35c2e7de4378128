// Normal numbers from uniform ones, by Box and Muller, to PyTorch's last bit: its logarithm, sine and cosine are the Cephes library's
// polynomials in float32, each product fused with the sum that follows it.
#include <cstring>

#include "cpu/kernels/fill.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// Builtins: an inline function of the library would be one for all instruction sets.
NT_INLINE float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }

// Natural logarithm of a number in (0, 1].
NT_INLINE float log_of(float x) {
  int32_t bits;
  std::memcpy(&bits, &x, sizeof(bits));
  float exponent = static_cast<float>((bits >> 23) - 126);
  bits = (bits & 0x007fffff) | 0x3f000000;
  std::memcpy(&x, &bits, sizeof(bits));
  const bool low = x < 0.707106781186547524f;
  exponent -= low ? 1.0f : 0.0f;
  x = x - 1.0f + (low ? x : 0.0f);
  const float z = x * x;
  float y = 7.0376836292e-2f;
  y = fma(y, x, -1.1514610310e-1f);
  y = fma(y, x, 1.1676998740e-1f);
  y = fma(y, x, -1.2420140846e-1f);
  y = fma(y, x, 1.4249322787e-1f);
  y = fma(y, x, -1.6668057665e-1f);
  y = fma(y, x, 2.0000714765e-1f);
  y = fma(y, x, -2.4999993993e-1f);
  y = fma(y, x, 3.3333331174e-1f);
  y = fma(y * x, z, exponent * -2.12194440e-4f) - z * 0.5f;
  return fma(exponent, 0.693359375f, x + y);
}

// Sine and cosine of an angle in [0, 2 pi).
NT_INLINE void sin_cos_of(float x, float& sine, float& cosine) {
  const int32_t octant = (static_cast<int32_t>(x * 1.27323954473516f) + 1) & ~1;
  const float turns = static_cast<float>(octant);
  x = fma(turns, -0.78515625f, x);
  x = fma(turns, -2.4187564849853515625e-4f, x);
  x = fma(turns, -3.77489497744594108e-8f, x);
  const float z = x * x;
  float even = fma(2.443315711809948e-5f, z, -1.388731625493765e-3f);
  even = fma(even, z, 4.166664568298827e-2f);
  even = fma(even * z, z, -(z * 0.5f)) + 1.0f;
  float odd = fma(-1.9515295891e-4f, z, 8.3321608736e-3f);
  odd = fma(odd, z, -1.6666654611e-1f);
  odd = fma(odd * z, x, x);
  const bool swap = (octant & 2) != 0;
  sine = swap ? even : odd;
  cosine = swap ? odd : even;
  sine = (octant & 4) != 0 ? -sine : sine;
  cosine = ((octant + 2) & 4) != 0 ? -cosine : cosine;
}

void normal(float* data, int64_t blocks, float mean, float std) {
  constexpr float two_pi = static_cast<float>(2.0 * 3.14159265358979323846);
  for (int64_t b = 0; b < blocks; ++b, data += 16) {
    for (int i = 0; i < 8; ++i) {
      const float radius = __builtin_sqrtf(-2.0f * log_of(1.0f - data[i]));
      float sine, cosine;
      sin_cos_of(two_pi * data[i + 8], sine, cosine);
      data[i] = fma(radius * cosine, std, mean);
      data[i + 8] = fma(radius * sine, std, mean);
    }
  }
}

}  // namespace

void fill_normal(Kernels& table) { table.normal = normal; }

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
