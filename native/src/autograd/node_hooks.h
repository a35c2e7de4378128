// The calls that a user hung on a node, around its backward; each may give another tensor in a gradient's place.
#pragma once

#include <span>
#include <vector>

#include "core/node.h"

namespace nt {

// Hooks on the tensors that the node made.
void call_gradient_hooks(const Node& node, const NodeExtras& extras, std::span<Tensor> grads);

// Gives gradients to tensors that asked to keep theirs although they are no leaves.
void retain_gradients(const NodeExtras& extras, std::span<const Tensor> grads);

void call_hooks_before(const Node& node, const NodeExtras& extras, std::span<Tensor> grads);
void call_hooks_after(const NodeExtras& extras, std::span<const Tensor> grads, std::vector<Tensor>& results);

}  // namespace nt
