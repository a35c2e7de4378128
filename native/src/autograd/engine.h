// Reverse mode: runs the graph from outputs to leaves.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace nt {

struct BackwardOptions {
  bool retain_graph = false;
  bool create_graph = false;
  bool allow_unused = false;
};

// Adds gradients to the .grad of every leaf that was used (only of `inputs`, where given). An undefined gradient stands
// for 1 and needs a one-element output.
void backward(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
              const std::vector<Tensor>& inputs, BackwardOptions options);

// The gradients for `inputs` themselves; undefined for one that was not used, where that is allowed.
std::vector<Tensor> grad(const std::vector<Tensor>& outputs, const std::vector<Tensor>& gradients,
                         const std::vector<Tensor>& inputs, BackwardOptions options);

}  // namespace nt
