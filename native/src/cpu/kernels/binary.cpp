#include "functors/binary.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"
#include "functors/activation.h"
#include "functors/binary_table.h"
#include "functors/compare.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
using Result = decltype(std::declval<F<T>>()(T{}, T{}));

template <template <class> class F, class T>
void loop(const MapRun& run) {
  map_run<Result<F, T>, T, T>(run, fn::make<F<T>>(run.params));
}

template <template <class> class F, class T>
void add(Kernels& table, BinaryRow op) {
  const int o = static_cast<int>(op), d = static_cast<int>(DtypeOf<T>::value);
  table.map[o][d] = loop<F, T>;
  table.map_result[o][d] = DtypeOf<Result<F, T>>::value;
}

}  // namespace

void fill_binary(Kernels& table) {
#define NT_BINARY_ROW(name, Functor, TYPES) NT_ADD_##TYPES(BinaryRow::name, Functor)
#define NT_ONLY_VECTOR_ROWS
#include "functors/binary_rows.h"
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
