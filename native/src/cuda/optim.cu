// Optimizer steps, one launch for as many tensors as its arguments have room for. Bound by memory: Adam reads 16 and writes
// 12 bytes an element of float32.
#include "cuda/kernels.h"
#include "cuda/queue.h"
#include "functors/optim.h"
#include "functors/optim_table.h"

namespace nt::cuda {
namespace {

constexpr int kPerThread = 4;
constexpr int64_t kChunk = int64_t{kThreads} * kPerThread;  // elements of a block

template <class F, class T>
struct Tensors {
  struct One {
    T* parameter;
    const T* gradient;
    T* states[kStepStates];
    int64_t numel, first_block;
    F functor;
  };
  static constexpr int kMost = 3968 / sizeof(One);  // a launch has 4 KiB of arguments
  One one[kMost];
  int count;
};

template <class F, class T>
__global__ void __launch_bounds__(kThreads) step(Tensors<F, T> tensors) {
  int k = tensors.count - 1;
  while (blockIdx.x < tensors.one[k].first_block) --k;
  const auto& one = tensors.one[k];
  const int64_t start = (int64_t{blockIdx.x} - one.first_block) * kChunk + threadIdx.x;
#pragma unroll
  for (int j = 0; j < kPerThread; ++j) {
    const int64_t i = start + j * kThreads;
    if (i >= one.numel) return;
    T value = one.parameter[i], states[kStepStates];
#pragma unroll
    for (int s = 0; s < F::kStates; ++s) states[s] = one.states[s][i];
    one.functor(value, one.gradient[i], states);
    one.parameter[i] = value;
#pragma unroll
    for (int s = 0; s < F::kStates; ++s) one.states[s][i] = states[s];
  }
}

template <class F, class T>
void step_all(const Queue& queue, const StepArgs& args) {
  Tensors<F, T> tensors{};
  int64_t blocks = 0;
  auto launch = [&] {
    if (blocks > 0) queue.launch(step<F, T>, blocks, kThreads, tensors);
    tensors.count = 0;
    blocks = 0;
  };
  for (const StepTensor* t = args.tensors; t != args.tensors + args.count; ++t) {
    if (t->numel == 0) continue;
    auto& one = tensors.one[tensors.count++];
    one.parameter = static_cast<T*>(t->parameter);
    one.gradient = static_cast<const T*>(t->gradient);
    for (int s = 0; s < kStepStates; ++s) one.states[s] = static_cast<T*>(t->states[s]);
    one.numel = t->numel;
    one.first_block = blocks;
    one.functor = fn::step_functor<F, T>(t->constants);
    blocks += ceil_div(t->numel, kChunk);
    if (tensors.count == Tensors<F, T>::kMost) launch();
  }
  launch();
}

}  // namespace

void optimizer_step(const StepArgs& args) {
  const Queue queue("optimizer step", args.device_index);
  switch (args.rule) {
#define NT_STEP(name, Functor)                                                              \
  case StepRule::name:                                                                      \
    return args.dtype == Dtype::float64 ? step_all<fn::Functor<double>, double>(queue, args) \
                                        : step_all<fn::Functor<float>, float>(queue, args);
#include "functors/optim.def"
#undef NT_STEP
    case StepRule::count:
      break;
  }
}

}  // namespace nt::cuda
