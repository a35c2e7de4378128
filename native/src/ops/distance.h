// Distances between vectors.
#pragma once

#include "core/tensor.h"

namespace nt {

enum class CdistMode : int32_t { if_necessary, use_mm, no_mm };
Tensor cdist(const Tensor& x1, const Tensor& x2, double p, CdistMode mode);
Tensor pdist(const Tensor& self, double p);

}  // namespace nt
