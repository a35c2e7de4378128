// One matrix product by our own loops, for kernels that are made of products.
#pragma once

#include "cpu/kernels/kernels.h"

namespace nt::cpu {

// On this thread; no size is 0, the dtype is neither bool nor a 16-bit float.
void multiply(Dtype dtype, const Product& product);

}  // namespace nt::cpu
