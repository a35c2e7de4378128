// The rows of unary_plain.def and binary_plain.def, compiled once for every machine.
#include "cpu/plain_kernels.h"

#include "cpu/kernels/fill.h"
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
void unary_loop(void* out, const void* const* in, int64_t n, const Scalar* params) {
  const F<T> f = fn::make<F<T>>(params);
  auto* to = static_cast<Result<F<T>, T>*>(out);
  const T* x = static_cast<const T*>(in[0]);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] = f(x[i]);
}

template <template <class> class F, class T>
void binary_loop(void* out, const void* const* in, int64_t n, const Scalar* params) {
  const F<T> f = fn::make<F<T>>(params);
  auto* to = static_cast<Result<F<T>, T, T>*>(out);
  const T* a = static_cast<const T*>(in[0]);
  const T* b = static_cast<const T*>(in[1]);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] = f(a[i], b[i]);
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
