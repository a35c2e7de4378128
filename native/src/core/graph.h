// How ops enter the autograd graph. Declared here, below the ops; made in autograd/, above them.
#pragma once

#include "core/node.h"

namespace nt {

// Whether a gradient may flow into this tensor; views are brought up to date with their base.
bool needs_grad(const Tensor& tensor);

// The node behind a tensor; null for a leaf. For a view whose base changed in place it is made anew.
Ref<Node> grad_fn_of(const Tensor& tensor);

// Where the tensor's gradient goes: its grad_fn, a leaf's accumulator, or nothing.
Edge gradient_edge(const Tensor& tensor);

// Makes a new tensor result number output_nr of node.
void set_history(Tensor& out, const Ref<Node>& node);

// The same for a tensor that `node` changed in place; a view passes the change on to its base.
void rebase_history(Tensor& self, const Ref<Node>& node);

// Refuses an in-place change that autograd could not follow: of a leaf that requires grad, or of a view of one.
void check_inplace(const char* op, const Tensor& self);

// Marks out as a view of base (or of base's own base).
void set_view(Tensor& out, const Tensor& base);

}  // namespace nt
