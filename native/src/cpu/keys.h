// Elements as unsigned keys whose order is theirs, so that four widths serve all dtypes; NaNs are equal and the greatest.
#pragma once

#include <cstdint>
#include <type_traits>

#include "core/dtype.h"

namespace nt::cpu {

// The bits of a float as a key; infinity: the bits of +inf. -0 equals 0.
template <class K>
K float_key(K bits, K infinity) {
  constexpr K sign = static_cast<K>(K(1) << (sizeof(K) * 8 - 1));
  const K magnitude = static_cast<K>(bits & static_cast<K>(~sign));
  if (magnitude > infinity) return static_cast<K>(~K(0));
  if (magnitude == 0) return sign;
  return bits & sign ? static_cast<K>(~bits) : static_cast<K>(bits | sign);
}

template <class K, class T>
K integer_key(T x) {
  constexpr K sign = static_cast<K>(K(1) << (sizeof(K) * 8 - 1));
  return static_cast<K>(static_cast<K>(x) ^ (std::is_signed_v<T> ? sign : K(0)));
}

inline uint8_t key_of(bool x) { return x; }
inline uint8_t key_of(uint8_t x) { return x; }
inline uint8_t key_of(int8_t x) { return integer_key<uint8_t>(x); }
inline uint16_t key_of(int16_t x) { return integer_key<uint16_t>(x); }
inline uint32_t key_of(int32_t x) { return integer_key<uint32_t>(x); }
inline uint64_t key_of(int64_t x) { return integer_key<uint64_t>(x); }
inline uint16_t key_of(float16 x) { return float_key<uint16_t>(x.bits, 0x7c00); }
inline uint16_t key_of(bfloat16 x) { return float_key<uint16_t>(x.bits, 0x7f80); }
inline uint32_t key_of(float x) { return float_key<uint32_t>(nt::detail::bit_cast<uint32_t>(x), 0x7f800000u); }
inline uint64_t key_of(double x) { return float_key<uint64_t>(nt::detail::bit_cast<uint64_t>(x), 0x7ff0000000000000u); }

}  // namespace nt::cpu
