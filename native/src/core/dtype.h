// The element types, listed once.
#pragma once

#include <cstdint>
#include <ostream>

#include "core/error.h"
#include "core/half.h"

namespace nt {

// _(PyTorch's name, C++ type), in the order of nt_dtype.
#define NT_FORALL_DTYPES(_) \
  _(boolean, bool)          \
  _(uint8, uint8_t)         \
  _(int8, int8_t)           \
  _(int16, int16_t)         \
  _(int32, int32_t)         \
  _(int64, int64_t)         \
  _(float16, ::nt::float16) \
  _(bfloat16, ::nt::bfloat16) \
  _(float32, float)         \
  _(float64, double)

enum class Dtype : int32_t {
#define NT_ENUM(name, type) name,
  NT_FORALL_DTYPES(NT_ENUM)
#undef NT_ENUM
};
constexpr int kDtypeCount = 10;
constexpr Dtype kDefaultFloat = Dtype::float32;

template <class T>
struct DtypeOf;
#define NT_DTYPE_OF(name, type)                     \
  template <>                                       \
  struct DtypeOf<type> {                            \
    static constexpr Dtype value = Dtype::name;     \
  };
NT_FORALL_DTYPES(NT_DTYPE_OF)
#undef NT_DTYPE_OF

inline int64_t size_of(Dtype dtype) {
  constexpr int64_t sizes[] = {1, 1, 1, 2, 4, 8, 2, 2, 4, 8};
  return sizes[static_cast<int>(dtype)];
}
inline const char* name_of(Dtype dtype) {
  constexpr const char* names[] = {"bool",    "uint8",   "int8",     "int16",   "int32",
                                   "int64",   "float16", "bfloat16", "float32", "float64"};
  return names[static_cast<int>(dtype)];
}
inline std::ostream& operator<<(std::ostream& out, Dtype dtype) { return out << name_of(dtype); }

inline bool is_floating(Dtype dtype) { return dtype >= Dtype::float16; }
inline bool is_integral(Dtype dtype) { return dtype >= Dtype::uint8 && dtype <= Dtype::int64; }
inline bool is_bool(Dtype dtype) { return dtype == Dtype::boolean; }

// The dtype in which the CPU and the GPU compute: 16-bit floats are widened.
inline Dtype compute_dtype(Dtype dtype) {
  return dtype == Dtype::float16 || dtype == Dtype::bfloat16 ? Dtype::float32 : dtype;
}

// Calls f(T{}) with the C++ type of dtype.
template <class F>
auto visit_dtype(Dtype dtype, F&& f) {
  switch (dtype) {
#define NT_CASE(name, type) \
  case Dtype::name:         \
    return f(type{});
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
  fail(Code::internal, "[visit_dtype] ", static_cast<int>(dtype), " is no dtype");
}

// PyTorch's promotion lattice for two tensors of equal rank category.
Dtype promote(Dtype a, Dtype b);

// Whether a result of dtype `from` may be written into a tensor of dtype `to` (float to int and number to bool may not).
bool can_cast(Dtype from, Dtype to);

}  // namespace nt
