#pragma once

#include <vector>

#include "core/node.h"

namespace nt {

// node.apply() in anomaly mode: errors say where the op was called, and a gradient that is NaN is one.
void apply_and_watch(Node& node, const Tensor* grads, std::vector<Tensor>& results);

}  // namespace nt
