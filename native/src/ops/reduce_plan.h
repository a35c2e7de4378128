// What all reductions share: which dimensions go, the call of a kernel, and a gradient's way back.
#pragma once

#include "core/backend.h"
#include "functors/reduce_table.h"
#include "ops/ops.h"

namespace nt {

// Which dimensions are reduced, and the result's sizes with and without them.
struct ReducePlan {
  bool reduced[kMaxDims] = {};
  Dims kept_sizes;    // reduced dimensions are 1
  Dims result_sizes;  // as asked for
  int64_t count = 1;  // elements for each result

  ReducePlan(const char* op, const Tensor& self, const Dims& dims, bool keep_dim) {
    for (int64_t dim : dims) {
      const int d = wrap_dim(op, dim, self.dim());
      NT_CHECK(!reduced[d], Code::argument, "[", op, "] dimension ", d, " stands twice in ", dims);
      reduced[d] = true;
    }
    for (int d = 0; d < self.dim(); ++d) {
      reduced[d] = reduced[d] || dims.empty();
      kept_sizes.push_back(reduced[d] ? 1 : self.size(d));
      if (reduced[d]) count *= self.size(d);
      if (!reduced[d] || keep_dim) result_sizes.push_back(kept_sizes[d]);
    }
  }
};

// self reduced by a kernel; compute is the dtype that the functor sees, param its own parameter.
Tensor reduce_by(ReduceOp op, const Tensor& self, const ReducePlan& plan, Dtype compute, Dtype result, Scalar param = {});

void need_floating(const char* op, Dtype dtype);
void need_elements(const char* op, const Tensor& self, const ReducePlan& plan);

// g, a result's gradient, over the whole of sizes.
inline Tensor spread(const Tensor& g, const ReducePlan& plan, const Dims& sizes) {
  return expand(reshape(g, plan.kept_sizes), sizes);
}

Dims reduced_dims(const ReducePlan& plan, const Tensor& x);

}  // namespace nt
