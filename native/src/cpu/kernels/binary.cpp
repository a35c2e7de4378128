#include "functors/binary.h"

#include "cpu/kernels/fill.h"
#include "functors/activation.h"
#include "functors/binary_table.h"
#include "functors/compare.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
using Result = decltype(std::declval<F<T>>()(T{}, T{}));

template <template <class> class F, class T>
void loop(void* out, const void* const* in, int64_t n, const Scalar* params) {
  const F<T> f = fn::make<F<T>>(params);
  auto* to = static_cast<Result<F, T>*>(out);
  const T* a = static_cast<const T*>(in[0]);
  const T* b = static_cast<const T*>(in[1]);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] = f(a[i], b[i]);
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
