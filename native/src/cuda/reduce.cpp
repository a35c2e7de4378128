// Finds the family of a reduction.
#include <utility>

#include "cuda/kernels.h"
#include "cuda/reduce_family.h"

namespace nt::cuda {
namespace {

constexpr const char* names[] = {
#define NT_REDUCE(name, ...) #name,
#include "functors/reduce.def"
#undef NT_REDUCE
};

template <int... kFamily>
void dispatch(std::integer_sequence<int, kFamily...>, const Queue& queue, ReduceOp op, const Iter& it) {
  using Reduce = void (*)(const Queue&, ReduceOp, const Iter&);
  static constexpr Reduce families[] = {reduce_family<kFamily>...};
  families[static_cast<int>(op) % NT_REDUCE_FAMILIES](queue, op, it);
}

}  // namespace

void reduce(ReduceOp op, const Iter& it) {
  for (int d = 0; d < it.ndim; ++d) {
    if (!it.reduced[d] && it.shape[d] == 0) return;  // no results
  }
  const Queue queue(names[static_cast<int>(op)], it.device_index);
  dispatch(std::make_integer_sequence<int, NT_REDUCE_FAMILIES>(), queue, op, it);
}

}  // namespace nt::cuda
