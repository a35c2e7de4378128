// Some functors are right everywhere only with a branch, which keeps a loop from being vectorised, or with work that
// numbers of ordinary size don't need. Beside operator() such a functor of one float has kNear, and a branch-free
// near(x) for |x| <= kNear; in practice all elements.
#pragma once

#include <type_traits>

#include "functors/math_bits.h"

NT_BEGIN_FUNCTORS

template <class F, class = void>
constexpr bool has_near = false;
template <class F>
constexpr bool has_near<F, std::void_t<decltype(F::kNear)>> = true;

// Whether all of x are near, NaN not being so: by bits, of which the largest are two instructions a vector.
template <class F>
NT_INLINE bool are_near(const float* x, int64_t n) {
  uint32_t most = 0;
  for (int64_t i = 0; i < n; ++i) {
    const uint32_t bits = poly::to_bits(x[i]) & 0x7fffffffu;
    most = most < bits ? bits : most;
  }
  return most <= poly::to_bits(F::kNear);
}

NT_END_FUNCTORS
