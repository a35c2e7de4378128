// The table's rows as kernels. A row belongs to family `number % NT_MAP_FAMILIES`, each of which is instantiated in one file
// that CMake generates: several compilers share the work, and a new row needs no edit here.
#pragma once

#include "cuda/map.cuh"
#include "cuda/map_family.h"
#include "cuda/row.h"

namespace nt::cuda {

template <bool kMine>
struct Family {
  template <template <class> class F, Types kTypes, int kInputs>
  static void map(const Queue&, const Iter&) {}
};

template <>
struct Family<true> {
  template <template <class> class F, Types kTypes, int kInputs>
  static void map(const Queue& queue, const Iter& it) {
    switch (it.compute) {
#define NT_CASE(name, type)                                                               \
  case Dtype::name:                                                                       \
    if constexpr (takes(kTypes, Dtype::name)) return map_as<F, type, kInputs>(queue, it); \
    break;
      NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
    }
    fail(Code::dtype, "[", queue.op(), "] has no CUDA kernel for ", it.compute);
  }
};

constexpr bool in_family(MapOp op, int family) { return static_cast<int>(op) % NT_MAP_FAMILIES == family; }

}  // namespace nt::cuda
