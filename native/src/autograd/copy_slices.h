// The two nodes that make in-place changes of views right, as in PyTorch.
#pragma once

#include "core/node.h"

namespace nt {

// d base = zeros with the view's gradient in the view's place.
Ref<Node> as_strided_node(const Tensor& base, const Tensor& view);

// base after `change` was applied to the view inside it: the view's part of the gradient goes through `change`, the rest
// past it.
Ref<Node> copy_slices_node(const Tensor& base, const Tensor& view, const Ref<Node>& change);

}  // namespace nt
