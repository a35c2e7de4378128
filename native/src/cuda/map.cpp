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

// By number: each table has a range of its own.
constexpr std::array<Row, kMaxMapOps> rows = [] {
  std::array<Row, kMaxMapOps> result{};
#define NT_UNARY_ROW(name, ...) result[static_cast<int>(MapOp::name)] = Row{#name, 1};
#define NT_BINARY_ROW(name, ...) result[static_cast<int>(MapOp::name)] = Row{#name, 2};
#define NT_TERNARY_ROW(name, ...) result[static_cast<int>(MapOp::name)] = Row{#name, 3};
#include "functors/rows.h"
#include "functors/ternary.def"
#undef NT_TERNARY_ROW
  return result;
}();

using Map = void (*)(const Queue&, MapOp, const Iter&);

template <int... kFamily>
void dispatch(std::integer_sequence<int, kFamily...>, const Queue& queue, MapOp op, const Iter& it) {
  static constexpr Map unary[] = {map_unary_family<kFamily>...};
  static constexpr Map binary[] = {map_binary_family<kFamily>...};
  static constexpr Map ternary[] = {map_ternary_family<kFamily>...};
  const int number = static_cast<int>(op);
  const int family = number % NT_MAP_FAMILIES;
  const auto inputs = rows[static_cast<size_t>(number)].inputs;
  (inputs == 1 ? unary : inputs == 2 ? binary : ternary)[family](queue, op, it);
}

}  // namespace

void map(MapOp op, const Iter& it) {
  if (it.numel == 0) return;
  const Queue queue(rows[static_cast<size_t>(op)].name, it.device_index);
  dispatch(std::make_integer_sequence<int, NT_MAP_FAMILIES>(), queue, op, it);
}

}  // namespace nt::cuda
