// Results as numbers that are compared between frameworks.
#pragma once

#include <string>
#include <vector>

#include "core/tensor.h"

namespace nt::bench {

// A JSON list: element count, sum, sum of absolute values and up to 16 elements of each result.
std::string check(const std::vector<Tensor>& results);

}  // namespace nt::bench
