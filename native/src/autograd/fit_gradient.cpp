#include "autograd/fit_gradient.h"

#include "ops/base_table.h"
#include "ops/ops.h"

namespace nt {

Tensor fit_gradient(const Node& by, const Node& target, int output_nr, Tensor grad) {
  const OutputMeta& meta = target.outputs[static_cast<size_t>(output_nr)];
  if (grad.sizes() != meta.sizes) {
    bool reducible = grad.dim() >= meta.sizes.size();
    for (int i = 1; reducible && i <= meta.sizes.size(); ++i) {
      const int64_t want = meta.sizes[meta.sizes.size() - i];
      reducible = want == 1 || want == grad.size(grad.dim() - i);
    }
    NT_CHECK(reducible, Code::autograd, "[", by.name(), "] gave a gradient of sizes ", grad.sizes(), " for ",
             target.name(), "'s result of sizes ", meta.sizes);
    grad = sum_to_size(grad, meta.sizes);
  }
  if (grad.dtype() != meta.dtype) grad = to(grad, meta.dtype, grad.device());
  if (grad.device() != meta.device) grad = to(grad, grad.dtype(), meta.device);
  return grad;
}

}  // namespace nt
