#include "functors/ternary.h"

#include "cpu/kernels/fill.h"
#include "functors/ternary_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <template <class> class F, class T>
void loop(void* out, const void* const* in, int64_t n, const Scalar* params) {
  const F<T> f = fn::make<F<T>>(params);
  T* to = static_cast<T*>(out);
  const T* a = static_cast<const T*>(in[0]);
  const T* b = static_cast<const T*>(in[1]);
  const T* c = static_cast<const T*>(in[2]);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] = f(a[i], b[i], c[i]);
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
