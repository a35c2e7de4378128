#include "cpu/optim.h"

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

namespace nt::cpu {

// Threads share the elements of all tensors, wherever a tensor ends.
void optimizer_step(const StepArgs& args) {
  const StepLoops& loops = kernels().step[static_cast<int>(args.rule)];
  const StepLoop loop = args.dtype == Dtype::float64 ? loops.float64 : loops.float32;
  int64_t total = 0;
  for (int64_t i = 0; i < args.count; ++i) total += args.tensors[i].numel;
  parallel_for(total, kGrain, [&](int64_t begin, int64_t end) {
    for (const StepTensor* tensor = args.tensors; end > 0; ++tensor) {
      if (begin < tensor->numel) loop(*tensor, std::max<int64_t>(begin, 0), std::min(end, tensor->numel));
      begin -= tensor->numel;
      end -= tensor->numel;
    }
  });
}

}  // namespace nt::cpu
