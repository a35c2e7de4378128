// Several neighbouring elements moved by one access of up to 16 bytes.
#pragma once

#include <cuda_runtime.h>

#include <cstdint>
#include <cstring>

#include "core/macros.h"

namespace nt::cuda {

namespace detail {
template <int kBytes>
struct Word;
template <>
struct Word<1> {
  using Type = uint8_t;
};
template <>
struct Word<2> {
  using Type = uint16_t;
};
template <>
struct Word<4> {
  using Type = uint32_t;
};
template <>
struct Word<8> {
  using Type = uint2;
};
template <>
struct Word<16> {
  using Type = uint4;
};
}  // namespace detail

// Elements in a pack: 16 bytes of the widest type, but at most 8, each of which costs a copy of the functor.
NT_HD constexpr int pack_width(int widest_bytes) { return widest_bytes <= 2 ? 8 : 16 / widest_bytes; }

template <class T, int kWidth>
__device__ inline void load_pack(T (&to)[kWidth], const T* from) {
  using Word = typename detail::Word<sizeof(T) * kWidth>::Type;
  const Word word = *reinterpret_cast<const Word*>(from);
  memcpy(to, &word, sizeof word);
}

template <class T, int kWidth>
__device__ inline void store_pack(T* to, const T (&from)[kWidth]) {
  using Word = typename detail::Word<sizeof(T) * kWidth>::Type;
  Word word;
  memcpy(&word, from, sizeof word);
  *reinterpret_cast<Word*>(to) = word;
}

}  // namespace nt::cuda
