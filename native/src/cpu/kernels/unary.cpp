#include "cpu/kernels/fill.h"
#include "functors/activation.h"
#include "functors/near.h"
#include "functors/unary.h"
#include "functors/unary_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
using Result = decltype(std::declval<F<T>>()(T{}));

template <template <class> class F, class T>
void loop(void* out, const void* const* in, int64_t n, const Scalar* params) {
  const F<T> f = fn::make<F<T>>(params);
  auto* to = static_cast<Result<F, T>*>(out);
  const T* x = static_cast<const T*>(in[0]);
  // A branch for far arguments would keep the loop scalar: sin and cos decide by block.
  if constexpr (fn::has_near<F<T>, T>) return fn::map_by_block(f, x, to, n);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] = f(x[i]);
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
