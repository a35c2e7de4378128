// The unary rows of one family.
#pragma once

#include "cuda/map_family.cuh"
#include "functors/activation.h"
#include "functors/compare.h"
#include "functors/number.h"
#include "functors/special.h"
#include "functors/unary.h"

namespace nt::cuda {

template <int kFamily>
void map_unary_family(const Queue& queue, MapOp op, const Iter& it) {
  switch (op) {
#define NT_UNARY_ROW(name, Functor, TYPES) \
  case MapOp::name:                        \
    return Family<in_family(MapOp::name, kFamily)>::template map<fn::Functor, Types::TYPES, 1>(queue, it);
#define NT_BINARY_ROW(...)
#include "functors/rows.h"
    default:
      return;
  }
}

}  // namespace nt::cuda
