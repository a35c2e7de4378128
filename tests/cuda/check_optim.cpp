// Optimizer steps against their functors on the host.
#include "check.h"
#include "core/optim_args.h"
#include "functors/optim.h"
#include "functors/optim_table.h"

namespace check {
namespace {

// More tensors than a launch takes, of sizes around those of a block.
constexpr int64_t kSizes[] = {1, 0, 1023, 1024, 1025, 3000};
constexpr int kCount = 60;

template <class F, class T>
void compare_step(const std::string& name, nt::StepRule rule) {
  const Dtype dtype = nt::DtypeOf<T>::value;
  std::vector<Array> arrays;  // of each tensor: the parameter, its gradient, the states
  std::vector<nt::StepTensor> tensors(kCount);
  constexpr int kArrays = 2 + nt::kStepStates;
  for (int k = 0; k < kCount; ++k) {
    nt::StepTensor& tensor = tensors[static_cast<size_t>(k)];
    tensor = {};
    tensor.numel = kSizes[k % 6];
    for (int a = 0; a < kArrays; ++a)
      arrays.push_back(Array::filled(dtype, {tensor.numel}, [=](int64_t i) {
        const double x = small_sample(dtype, i, static_cast<uint32_t>(k * kArrays + a));
        return a < 2 ? x : 0.1 + x * x;
      }));
    const Array* mine = arrays.data() + k * kArrays;
    tensor.parameter = mine[0].device();
    tensor.gradient = mine[1].device();
    for (int s = 0; s < F::kStates; ++s) tensor.states[s] = mine[2 + s].device();
    for (int c = 0; c < nt::kStepConstants; ++c) tensor.constants[c] = 0.5 + 0.01 * c + 0.001 * k;
  }
  std::vector<T> before;
  for (Array& array : arrays)
    for (int64_t i = 0; i < array.numel(); ++i) before.push_back(*reinterpret_cast<T*>(array.at(i)));
  backend().optimizer_step({rule, dtype, tensors.data(), kCount, 0});

  report().begin("step " + name + " " + nt::name_of(dtype));
  const T* at = before.data();
  for (int k = 0; k < kCount; ++k) {
    const F functor = nt::fn::step_functor<F, T>(tensors[static_cast<size_t>(k)].constants);
    Array* mine = arrays.data() + k * kArrays;
    const int64_t n = mine[0].numel();
    for (int a = 0; a < kArrays; ++a) mine[a].download();
    for (int64_t i = 0; i < n; ++i) {
      T p = at[i], s[nt::kStepStates] = {at[2 * n + i], at[3 * n + i], at[4 * n + i]};
      functor(p, at[n + i], s);
      report().compare(i, mine[0].value(i), static_cast<double>(p), tolerance(dtype) * 4, tolerance(dtype) * 4);
      for (int j = 0; j < nt::kStepStates; ++j)
        report().compare(i, mine[2 + j].value(i), static_cast<double>(s[j]), tolerance(dtype) * 4, tolerance(dtype) * 4);
    }
    at += kArrays * n;
  }
}

}  // namespace

void check_optim() {
#define NT_STEP(name, Functor)                                                     \
  compare_step<nt::fn::Functor<float>, float>(#name, nt::StepRule::name);          \
  compare_step<nt::fn::Functor<double>, double>(#name, nt::StepRule::name);
#include "functors/optim.def"
#undef NT_STEP
}

}  // namespace check
