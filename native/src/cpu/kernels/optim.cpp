// One pass over a parameter, its gradient and its states.
#include "functors/optim.h"

#include "cpu/kernels/fill.h"
#include "functors/optim_table.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <class F, class T>
void step(const StepTensor& tensor, int64_t begin, int64_t end) {
  constexpr int kStates = F::kStates;
  const F f = fn::step_functor<F, T>(tensor.constants);
  T* p = static_cast<T*>(tensor.parameter);
  const T* g = static_cast<const T*>(tensor.gradient);
  T* s0 = static_cast<T*>(tensor.states[0]);
  T* s1 = static_cast<T*>(tensor.states[1]);
  T* s2 = static_cast<T*>(tensor.states[2]);
#pragma GCC ivdep
  for (int64_t i = begin; i < end; ++i) {
    T value = p[i], s[kStepStates];
    if constexpr (kStates > 0) s[0] = s0[i];
    if constexpr (kStates > 1) s[1] = s1[i];
    if constexpr (kStates > 2) s[2] = s2[i];
    f(value, g[i], s);
    p[i] = value;
    if constexpr (kStates > 0) s0[i] = s[0];
    if constexpr (kStates > 1) s1[i] = s[1];
    if constexpr (kStates > 2) s2[i] = s[2];
  }
}

}  // namespace

void fill_optim(Kernels& table) {
#define NT_STEP(name, Functor)                                              \
  table.step[static_cast<int>(StepRule::name)] = {step<fn::Functor<float>, float>, step<fn::Functor<double>, double>};
#include "functors/optim.def"
#undef NT_STEP
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
