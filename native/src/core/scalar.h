// A number that remembers whether it was a truth value, an integer or a float.
#pragma once

#include <cstdint>
#include <ostream>
#include <type_traits>

#include "core/dtype.h"

namespace nt {

struct Scalar {
  enum class Kind : int32_t { boolean, integer, floating, none };

  int64_t i = 0;
  double d = 0;
  Kind kind = Kind::none;

  Scalar() = default;
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  Scalar(T value) {
    if constexpr (std::is_floating_point_v<T>) {
      d = static_cast<double>(value);
      kind = Kind::floating;
    } else {
      i = static_cast<int64_t>(value);
      d = static_cast<double>(value);
      kind = std::is_same_v<T, bool> ? Kind::boolean : Kind::integer;
    }
  }

  NT_HD bool given() const { return kind != Kind::none; }
  NT_HD bool is_floating() const { return kind == Kind::floating; }

  // Integers are converted from the integer, so that int64 keeps all its bits.
  template <class T>
  NT_HD T to() const {
    if constexpr (std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>) {
      return T(static_cast<float>(d));
    } else if constexpr (std::is_same_v<T, bool>) {
      return is_floating() ? d != 0 : i != 0;
    } else {
      return is_floating() ? static_cast<T>(d) : static_cast<T>(i);
    }
  }

  // The dtype that PyTorch gives a plain number.
  Dtype dtype() const {
    return kind == Kind::floating ? kDefaultFloat : kind == Kind::integer ? Dtype::int64 : Dtype::boolean;
  }

  friend std::ostream& operator<<(std::ostream& out, const Scalar& s) {
    if (s.kind == Kind::floating) return out << s.d;
    if (s.kind == Kind::boolean) return out << (s.i ? "true" : "false");
    return out << s.i;
  }
};

}  // namespace nt
