#pragma once

#include "core/node.h"

namespace nt {

// Sums over broadcast dimensions and converts, so that a gradient looks like the tensor that it belongs to: result
// `output_nr` of `target`. `by` is the node that made the gradient.
Tensor fit_gradient(const Node& by, const Node& target, int output_nr, Tensor grad);

}  // namespace nt
