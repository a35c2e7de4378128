#include "core/dtype.h"

namespace nt {

Dtype promote(Dtype a, Dtype b) {
  if (a == b) return a;
  if (a > b) std::swap(a, b);  // the enum's order makes b the stronger but for the pairs below
  if (a == Dtype::boolean) return b;
  if (a == Dtype::uint8 && b == Dtype::int8) return Dtype::int16;
  if (a == Dtype::float16 && b == Dtype::bfloat16) return Dtype::float32;
  return b;
}

bool can_cast(Dtype from, Dtype to) {
  if (is_floating(from) && !is_floating(to)) return false;
  return is_bool(from) || !is_bool(to);
}

}  // namespace nt
