// A functor from an op's scalar parameters, whether it has any or not.
#pragma once

#include <type_traits>

#include "core/scalar.h"
#include "functors/isa.h"

NT_BEGIN_FUNCTORS

template <class F>
F make(const Scalar* params) {
  if constexpr (std::is_constructible_v<F, const Scalar*>)
    return F(params);
  else
    return F{};
}

NT_END_FUNCTORS
