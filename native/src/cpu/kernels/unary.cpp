#include "functors/unary.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"
#include "functors/activation.h"
#include "functors/unary_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
using Result = decltype(std::declval<F<T>>()(T{}));

template <template <class> class F, class T>
void loop(const MapRun& run) {
  map_run<Result<F, T>, T>(run, fn::make<F<T>>(run.params));
}

template <template <class> class F, class T>
void add(Kernels& table, UnaryRow op) {
  const int o = static_cast<int>(op), d = static_cast<int>(DtypeOf<T>::value);
  table.map[o][d] = loop<F, T>;
  table.map_result[o][d] = DtypeOf<Result<F, T>>::value;
}

}  // namespace

void fill_unary(Kernels& table) {
#define NT_UNARY_ROW(name, Functor, TYPES) NT_ADD_##TYPES(UnaryRow::name, Functor)
#define NT_ONLY_VECTOR_ROWS
#include "functors/unary_rows.h"
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
