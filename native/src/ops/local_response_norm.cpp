// Local response normalization: each element over a power of the mean square of its neighbours among the channels.
#include "ops/algebra.h"
#include "ops/norms.h"
#include "ops/windows.h"

namespace nt {

Tensor local_response_norm(const Tensor& self, int64_t size, double alpha, double beta, double k) {
  NT_CHECK(self.dim() >= 3, Code::shape, "[local_response_norm] input ", self.sizes(), " has fewer than 3 dimensions");
  NT_CHECK(size > 0 && size <= INT32_MAX, Code::argument, "[local_response_norm] size ", size, " is not positive");
  if (self.numel() == 0) return self;
  const Tensor squares = channel_mean(self * self, size);
  return self / pow(squares * alpha + k, scalar_tensor(beta));
}

}  // namespace nt
