// The reductions of one family; as map_family.cuh.
#pragma once

#include "cuda/reduce_family.h"
#include "cuda/reduce_launch.cuh"
#include "cuda/row.h"
#include "functors/reduce.h"

namespace nt::cuda {

template <bool kMine>
struct ReduceFamily {
  template <template <class> class F, Types kTypes, bool kAnyInput>
  static void reduce(const Queue&, const Iter&) {}
};

template <>
struct ReduceFamily<true> {
  template <template <class> class F, Types kTypes, bool kAnyInput>
  static void reduce(const Queue& queue, const Iter& it) {
    switch (it.compute) {
#define NT_CASE(name, type)                                                                          \
  case Dtype::name:                                                                                  \
    if constexpr (takes(kTypes, Dtype::name)) return reduce_as<F<type>, type, kAnyInput>(queue, it); \
    break;
      NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
    }
    fail(Code::dtype, "[", queue.op(), "] has no CUDA kernel for ", it.compute);
  }
};

// The ops with a dtype argument.
constexpr bool takes_any_input(ReduceOp op) {
  return op == ReduceOp::sum || op == ReduceOp::mean || op == ReduceOp::prod;
}

constexpr bool in_family(ReduceOp op, int family) { return static_cast<int>(op) % NT_REDUCE_FAMILIES == family; }

template <int kFamily>
void reduce_family(const Queue& queue, ReduceOp op, const Iter& it) {
  switch (op) {
#define NT_REDUCE(name, Functor, types)                                                                              \
  case ReduceOp::name:                                                                                               \
    return ReduceFamily<in_family(ReduceOp::name, kFamily)>::template reduce<fn::Functor, Types::types,              \
                                                                             takes_any_input(ReduceOp::name)>(queue, \
                                                                                                              it);
#include "functors/reduce.def"
#undef NT_REDUCE
    default:
      return;
  }
}

}  // namespace nt::cuda
