#include "functors/ternary.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"
#include "functors/ternary_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
void loop(const MapRun& run) {
  map_run<T, T, T, T>(run, fn::make<F<T>>(run.params));
}

template <template <class> class F, class T>
void add(Kernels& table, TernaryRow op) {
  const int o = static_cast<int>(op), d = static_cast<int>(DtypeOf<T>::value);
  table.map[o][d] = loop<F, T>;
  table.map_result[o][d] = DtypeOf<T>::value;
}

}  // namespace

void fill_ternary(Kernels& table) {
#define NT_TERNARY_ROW(name, Functor, TYPES) NT_ADD_##TYPES(TernaryRow::name, Functor)
#include "functors/ternary.def"
#undef NT_TERNARY_ROW
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
