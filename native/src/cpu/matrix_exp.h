// The exponential of one matrix.
#pragma once

#include <cstdint>

namespace nt::cpu {

// a (n x n, columns) becomes e^a.
void matrix_exp(int32_t n, double* a);

}  // namespace nt::cpu
