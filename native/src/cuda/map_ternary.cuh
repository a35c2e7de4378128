// The ternary rows of one family.
#pragma once

#include "cuda/map_family.cuh"
#include "functors/ternary.h"

namespace nt::cuda {

template <int kFamily>
void map_ternary_family(const Queue& queue, MapOp op, const Iter& it) {
  switch (op) {
#define NT_TERNARY_ROW(name, Functor, TYPES) \
  case MapOp::name:                          \
    return Family<in_family(MapOp::name, kFamily)>::template map<fn::Functor, Types::TYPES, 3>(queue, it);
#include "functors/ternary.def"
#undef NT_TERNARY_ROW
    default:
      return;
  }
}

}  // namespace nt::cuda
