// One matrix product by our own loops, for kernels that are made of products.
#pragma once

#include "cpu/kernels/kernels.h"

namespace nt::cpu {

// On this thread, whatever the size; not for bool and 16-bit floats.
void multiply(Dtype dtype, const Product& product);

}  // namespace nt::cpu
