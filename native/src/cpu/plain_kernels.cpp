// The rows of unary_plain.def and binary_plain.def, compiled once for every machine.
#include "cpu/plain_kernels.h"

#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"
#include "functors/activation.h"
#include "functors/binary.h"
#include "functors/binary_table.h"
#include "functors/number.h"
#include "functors/special.h"
#include "functors/unary_table.h"

namespace nt::cpu {
namespace {

template <class F, class... T>
using Result = decltype(std::declval<F>()(T{}...));

template <template <class> class F, class T>
void unary_loop(const MapRun& run) {
  map_run<Result<F<T>, T>, T>(run, fn::make<F<T>>(run.params));
}

template <template <class> class F, class T>
void binary_loop(const MapRun& run) {
  map_run<Result<F<T>, T, T>, T, T>(run, fn::make<F<T>>(run.params));
}

template <template <class> class F, class T>
void add(Kernels& table, UnaryRow op) {
  const int o = static_cast<int>(op), d = static_cast<int>(DtypeOf<T>::value);
  table.map[o][d] = unary_loop<F, T>;
  table.map_result[o][d] = DtypeOf<Result<F<T>, T>>::value;
}

template <template <class> class F, class T>
void add(Kernels& table, BinaryRow op) {
  const int o = static_cast<int>(op), d = static_cast<int>(DtypeOf<T>::value);
  table.map[o][d] = binary_loop<F, T>;
  table.map_result[o][d] = DtypeOf<Result<F<T>, T, T>>::value;
}

}  // namespace

void fill_plain(Kernels& table) {
#define NT_ONLY_PLAIN_ROWS
#define NT_UNARY_ROW(name, Functor, TYPES) NT_ADD_##TYPES(UnaryRow::name, Functor)
#include "functors/unary_rows.h"
#define NT_BINARY_ROW(name, Functor, TYPES) NT_ADD_##TYPES(BinaryRow::name, Functor)
#include "functors/binary_rows.h"
}

}  // namespace nt::cpu
