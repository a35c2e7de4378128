// Finds the family of an elementwise op.
#include <array>
#include <utility>

#include "cuda/kernels.h"
#include "cuda/map_family.h"

namespace nt::cuda {
namespace {

struct Row {
  const char* name;
  int inputs;
};

constexpr Row rows[] = {
#define NT_UNARY_ROW(name, ...) {#name, 1},
#define NT_BINARY_ROW(name, ...) {#name, 2},
#include "functors/rows.h"
};

using Map = void (*)(const Queue&, MapOp, const Iter&);

template <int... kFamily>
void dispatch(std::integer_sequence<int, kFamily...>, const Queue& queue, MapOp op, const Iter& it) {
  static constexpr Map unary[] = {map_unary_family<kFamily>...};
  static constexpr Map binary[] = {map_binary_family<kFamily>...};
  const int number = static_cast<int>(op);
  const int family = number % NT_MAP_FAMILIES;
  (rows[number].inputs == 1 ? unary : binary)[family](queue, op, it);
}

}  // namespace

void map(MapOp op, const Iter& it) {
  if (it.numel == 0) return;
  const Queue queue(rows[static_cast<int>(op)].name, it.device_index);
  dispatch(std::make_integer_sequence<int, NT_MAP_FAMILIES>(), queue, op, it);
}

}  // namespace nt::cuda
