// Values of one dtype as another, with PyTorch's rules, and access to memory whose dtype is known only at run time.
#pragma once

#include <cuda_runtime.h>

#include <type_traits>

#include "core/dtype.h"

namespace nt::cuda {

template <class T>
constexpr bool is_16bit_float = std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>;

// One instruction each on the device.
NT_HD float to_float(float16 x) {
#if defined(__CUDA_ARCH__)
  float result;
  asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(x.bits));
  return result;
#else
  return static_cast<float>(x);
#endif
}
NT_HD float to_float(bfloat16 x) { return static_cast<float>(x); }

template <class To>
NT_HD To from_float(float x) {
#if defined(__CUDA_ARCH__)
  To result;
  if constexpr (std::is_same_v<To, float16>) {
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result.bits) : "f"(x));
  } else {
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(result.bits) : "f"(x));
  }
  return result;
#else
  return To(x);
#endif
}

// bool is "not zero", floats are cut to integers (small ones through int64), 16-bit floats go through float.
template <class To, class From>
NT_HD To convert(From value) {
  if constexpr (std::is_same_v<To, From>) {
    return value;
  } else if constexpr (is_16bit_float<From>) {
    return convert<To>(to_float(value));
  } else if constexpr (is_16bit_float<To>) {
    return from_float<To>(static_cast<float>(value));
  } else if constexpr (std::is_same_v<To, bool>) {
    return value != From(0);
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To> && sizeof(To) < 4) {
    return static_cast<To>(static_cast<int64_t>(value));
  } else {
    return static_cast<To>(value);
  }
}

// Every dtype, out of line: one copy a file instead of one an access.
template <class T>
__device__ __attribute__((noinline)) T load_any(const char* from, Dtype dtype) {
  switch (dtype) {
#define NT_CASE(name, type) \
  case Dtype::name:         \
    return convert<T>(*reinterpret_cast<const type*>(from));
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
  return T{};
}

template <class T>
__device__ __attribute__((noinline)) void store_any(char* to, Dtype dtype, T value) {
  switch (dtype) {
#define NT_CASE(name, type)                              \
  case Dtype::name:                                      \
    *reinterpret_cast<type*>(to) = convert<type>(value); \
    return;
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
}

// The likely dtypes are tried in line; all threads take the same way.
template <class T>
__device__ inline T load_as(const char* from, Dtype dtype) {
  if (dtype == DtypeOf<T>::value) return *reinterpret_cast<const T*>(from);
  if constexpr (std::is_same_v<T, float>) {
    if (dtype == Dtype::float16) return to_float(*reinterpret_cast<const float16*>(from));
    if (dtype == Dtype::bfloat16) return to_float(*reinterpret_cast<const bfloat16*>(from));
  }
  return load_any<T>(from, dtype);
}

template <class T>
__device__ inline void store_as(char* to, Dtype dtype, T value) {
  if (dtype == DtypeOf<T>::value) {
    *reinterpret_cast<T*>(to) = value;
    return;
  }
  if constexpr (std::is_same_v<T, float>) {
    if (dtype == Dtype::float16) {
      *reinterpret_cast<float16*>(to) = from_float<float16>(value);
      return;
    }
    if (dtype == Dtype::bfloat16) {
      *reinterpret_cast<bfloat16*>(to) = from_float<bfloat16>(value);
      return;
    }
  }
  store_any<T>(to, dtype, value);
}

}  // namespace nt::cuda
