// 16-bit floats as storage: arithmetic happens in float, conversions round to nearest even.
#pragma once

#include <cstdint>
#include <cstring>

#include "core/macros.h"

#if defined(__CUDACC__)
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#endif

namespace nt {

namespace detail {
template <class To, class From>
NT_HD To bit_cast(From from) {
  static_assert(sizeof(To) == sizeof(From), "bit_cast needs equal sizes");
  To to;
  memcpy(&to, &from, sizeof(to));
  return to;
}

// Branch-free so that loops over it vectorise: denormals go through a float addition, the rest through integer shifts.
NT_HD float half_bits_to_float(uint16_t bits) {
  const uint32_t sign = static_cast<uint32_t>(bits & 0x8000u) << 16;
  const uint32_t magnitude = static_cast<uint32_t>(bits & 0x7fffu) << 13;
  const uint32_t exponent = magnitude & 0x0f800000u;
  const uint32_t normal = magnitude + 0x38000000u;
  const uint32_t special = magnitude + 0x70000000u;
  const float denormal = bit_cast<float>(magnitude + 0x38800000u) - bit_cast<float>(0x38800000u);
  uint32_t result = exponent == 0x0f800000u ? special : normal;
  result = exponent == 0 ? bit_cast<uint32_t>(denormal) : result;
  return bit_cast<float>(result | sign);
}

NT_HD uint16_t float_to_half_bits(float value) {
  const uint32_t bits = bit_cast<uint32_t>(value);
  const uint32_t sign = (bits >> 16) & 0x8000u;
  const uint32_t magnitude = bits & 0x7fffffffu;
  // Adding 0.5 shifts a denormal result's bits into place, with the FPU's own rounding.
  const uint32_t denormal = bit_cast<uint32_t>(bit_cast<float>(magnitude) + 0.5f) - 0x3f000000u;
  const uint32_t normal = (magnitude + 0xc8000fffu + ((magnitude >> 13) & 1u)) >> 13;
  uint32_t result = magnitude < 0x38800000u ? denormal : normal;
  result = magnitude >= 0x477ff000u ? 0x7c00u : result;
  result = magnitude > 0x7f800000u ? 0x7e00u : result;
  return static_cast<uint16_t>(result | sign);
}

NT_HD uint16_t float_to_bfloat16_bits(float value) {
  const uint32_t bits = bit_cast<uint32_t>(value);
  const uint32_t rounded = bits + 0x7fffu + ((bits >> 16) & 1u);
  return static_cast<uint16_t>((value != value ? 0x7fc00000u : rounded) >> 16);
}
}  // namespace detail

struct float16 {
  uint16_t bits;
  float16() = default;
  NT_HD explicit float16(float value) : bits(detail::float_to_half_bits(value)) {}
  NT_HD explicit operator float() const { return detail::half_bits_to_float(bits); }
};

struct bfloat16 {
  uint16_t bits;
  bfloat16() = default;
  NT_HD explicit bfloat16(float value) : bits(detail::float_to_bfloat16_bits(value)) {}
  NT_HD explicit operator float() const { return detail::bit_cast<float>(static_cast<uint32_t>(bits) << 16); }
};

}  // namespace nt
