/* The autograd graph: grad mode, leaves, backward and walking. */
#ifndef NATIVETORCH_AUTOGRAD_H
#define NATIVETORCH_AUTOGRAD_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether ops on this thread record a graph. @trivial */
NT_API uint8_t nt_grad_enabled(void);

/** Switches recording on this thread; returns what it was. @trivial */
NT_API uint8_t nt_set_grad_enabled(uint8_t enabled);

/** Marks a leaf as one that wants a gradient. Only floating dtypes can. @torch torch.Tensor.requires_grad_ */
NT_API nt_status nt_tensor_set_requires_grad(nt_tensor* self, uint8_t requires_grad);

/** The accumulated gradient; NULL where there is none. @torch torch.Tensor.grad */
NT_API nt_status nt_tensor_grad(const nt_tensor* self, nt_tensor** out);

/** Replaces the gradient; NULL removes it. */
NT_API nt_status nt_tensor_set_grad(nt_tensor* self, const nt_tensor* grad);

/** Keeps the gradient of a tensor that is not a leaf. @torch torch.Tensor.retain_grad */
NT_API nt_status nt_tensor_retain_grad(nt_tensor* self);

/** Adds d(outputs)/d(leaf) to every leaf's gradient. A gradient that is NULL stands for 1 and needs a one-element output.
 *  `inputs`, where not empty, restricts accumulation to these tensors. @torch torch.autograd.backward */
NT_API nt_status nt_autograd_backward(nt_tensor* const* outputs, nt_tensor* const* gradients, int32_t output_count,
                                      nt_tensor* const* inputs, int32_t input_count, uint8_t retain_graph,
                                      uint8_t create_graph);

/** Gradients of the outputs for `inputs`, into `grads`; an input that was not used is an error, or NULL where
 *  `allow_unused`. @torch torch.autograd.grad */
NT_API nt_status nt_autograd_grad(nt_tensor* const* outputs, nt_tensor* const* gradients, int32_t output_count,
                                  nt_tensor* const* inputs, int32_t input_count, uint8_t retain_graph,
                                  uint8_t create_graph, uint8_t allow_unused, nt_tensor** grads);

/** The node that computes this tensor's gradient; NULL for a leaf. @torch torch.Tensor.grad_fn */
NT_API nt_status nt_tensor_grad_fn(const nt_tensor* self, nt_node** out);

/** PyTorch's name of the node, for example "MulBackward0". It lives as long as the library. */
NT_API nt_status nt_node_name(const nt_node* self, const char** out);

/** How many inputs the node passes gradients to. */
NT_API nt_status nt_node_edge_count(const nt_node* self, int32_t* out);

/** The node behind input `index` (NULL where it needs no gradient) and which of that node's outputs it is. */
NT_API nt_status nt_node_edge(const nt_node* self, int32_t index, nt_node** node, int32_t* output_nr);

/** The leaf that an AccumulateGrad node fills; NULL for other nodes. */
NT_API nt_status nt_node_variable(const nt_node* self, nt_tensor** out);

/** 1 where both handles mean the same node. */
NT_API nt_status nt_node_equals(const nt_node* self, const nt_node* other, uint8_t* out);

NT_API void nt_node_release(nt_node* self);

#ifdef __cplusplus
}
#endif
#endif
