// Elementwise ops about rounding, division and the form of numbers, beside the rows of the table.
#pragma once

#include <utility>

#include "core/tensor.h"

namespace nt {

// none: the exact quotient; trunc: towards zero; floor: downwards.
enum class Rounding : int32_t { none = -1, trunc = 0, floor = 1 };

Tensor div(const Tensor& self, const Tensor& other, Rounding rounding, Tensor* into);
Tensor round_decimals(const Tensor& self, int64_t decimals, Tensor* into = nullptr);
Tensor float_power(const Tensor& self, const Tensor& exponent, Tensor* into = nullptr);
// self 2^other.
Tensor ldexp(const Tensor& self, const Tensor& other, Tensor* into = nullptr);
std::pair<Tensor, Tensor> frexp(const Tensor& self);
Tensor nan_to_num(const Tensor& self, const double* nan, const double* posinf, const double* neginf, Tensor* into = nullptr);
Tensor positive(const Tensor& self);
Tensor isreal(const Tensor& self);
// Bounds that are not given are undefined.
Tensor clamp(const Tensor& self, const Tensor& min, const Tensor& max, Tensor* into);
// A new tensor of self's shape with one value everywhere.
Tensor fill(const Tensor& self, const Tensor& value);

}  // namespace nt
