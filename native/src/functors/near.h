// Some functors are right everywhere only with a branch, which keeps a loop from being vectorised, or with work that
// numbers of ordinary size don't need. Beside operator() such a functor has is_near(x), and a branch-free near(x) for the
// elements where that holds; in practice all of them.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "functors/isa.h"

NT_BEGIN_FUNCTORS

template <class F, class T, class = void>
constexpr bool has_near = false;
template <class F, class T>
constexpr bool has_near<F, T, std::void_t<decltype(std::declval<const F&>().near(T{}))>> = true;

// out[i] = f(x[i]), block by block: near(x) over blocks that are near, which costs next to nothing to find out.
template <class F, class T, class R>
void map_by_block(const F& f, const T* x, R* out, int64_t n) {
  constexpr int64_t kBlock = 512;
  for (int64_t begin = 0; begin < n; begin += kBlock) {
    const int64_t end = begin + kBlock < n ? begin + kBlock : n;
    int far = 0;  // an int, or the loop isn't vectorised
    for (int64_t i = begin; i < end; ++i) far |= !f.is_near(x[i]);
    if (far != 0) {
      for (int64_t i = begin; i < end; ++i) out[i] = f(x[i]);
    } else {
#pragma GCC ivdep
      for (int64_t i = begin; i < end; ++i) out[i] = f.near(x[i]);
    }
  }
}

NT_END_FUNCTORS
