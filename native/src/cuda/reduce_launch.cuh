// Chooses and launches the kernels of a reduction.
#pragma once

#include "cuda/allocator.h"
#include "cuda/kernels.h"
#include "cuda/reduce.cuh"
#include "functors/make.h"

namespace nt::cuda {

// The input's elements, converted to dtype T and brought into the order of the iterator, and an iterator over them.
template <class T>
class DenseInput {
 public:
  DenseInput(const Queue& queue, const Iter& it) : memory_(queue, it.numel * int64_t{sizeof(T)}), iter_(it) {
    Iter copied = it;
    const nt::Operand in = it.operand[it.outputs];
    nt::Operand dense;
    dense.data = static_cast<char*>(memory_.data());
    dense.dtype = DtypeOf<T>::value;
    // Reduced dimensions first: each result's elements become one run.
    int64_t step = sizeof(T);
    for (bool reduced : {true, false}) {
      for (int d = 0; d < it.ndim; ++d) {
        if ((it.reduced[d] != 0) != reduced) continue;
        dense.strides[d] = step;
        step *= it.shape[d];
      }
    }
    copied.count = 2;
    copied.outputs = 1;
    copied.operand[0] = dense;
    copied.operand[1] = in;
    for (int d = 0; d < it.ndim; ++d) copied.reduced[d] = 0;
    copied.simplify();
    copy(copied);
    iter_.operand[it.outputs] = dense;
    iter_.simplify();
  }
  const Iter& iter() const { return iter_; }

 private:
  Workspace memory_;
  Iter iter_;
};

template <class S, class T, class F>
void run_reduce(const Queue& queue, const F& f, ReducePlan plan) {
  using Acc = typename F::Acc;
  const int64_t count = plan.splits > 1 ? plan.splits * plan.args.results : 0;
  const Workspace partials(queue, count * int64_t{sizeof(Acc)});
  auto* data = static_cast<Acc*>(partials.data());
  queue.launch(reduce_elements<F, S, T>, plan.blocks, plan.threads, f, plan.args, data);
  if (!data) return;
  plan.merge_partials();
  queue.launch(reduce_partials<F>, plan.blocks, plan.threads, f, plan.args, static_cast<const Acc*>(data));
}

// kAnyInput: the op is asked for with inputs of other dtypes so often that it has a kernel for them.
template <class F, class T, bool kAnyInput>
void reduce_as(const Queue& queue, const Iter& it) {
  const F f = fn::make<F>(it.params);
  const ReducePlan plan(it, queue.resident_blocks());
  const Dtype dtype = plan.args.in_dtype;
  if (plan.fits) {
    if (dtype == DtypeOf<T>::value) return run_reduce<T, T>(queue, f, plan);
    if constexpr (std::is_same_v<T, float>) {
      if (dtype == Dtype::float16) return run_reduce<float16, T>(queue, f, plan);
      if (dtype == Dtype::bfloat16) return run_reduce<bfloat16, T>(queue, f, plan);
    }
    if constexpr (kAnyInput) return run_reduce<AnyDtype, T>(queue, f, plan);
  }
  const DenseInput<T> dense(queue, it);
  run_reduce<T, T>(queue, f, ReducePlan(dense.iter(), queue.resident_blocks()));
}

}  // namespace nt::cuda
