// Draws the inputs that a case describes; Suites/OpCase.cs says how they are written.
#pragma once

#include <string>
#include <vector>

#include "core/tensor.h"

namespace nt::bench {

std::vector<Tensor> draw(const std::string& description);
Tensor randn(const Dims& sizes);

}  // namespace nt::bench
