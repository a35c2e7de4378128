/* The nodes of the autograd graph, and hooks on them. */
#ifndef NATIVETORCH_AUTOGRAD_GRAPH_H
#define NATIVETORCH_AUTOGRAD_GRAPH_H

#include "base.h"
#include "callback.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/** How many results the node's op has. */
NT_API nt_status nt_node_output_count(const nt_node* self, int32_t* out);

/** What result `index` of the node's op is: its dtype, its rank, and its sizes, at most `capacity` of them. */
NT_API nt_status nt_node_output(const nt_node* self, int32_t index, int32_t* dtype, int32_t* dim, int64_t* sizes,
                                int32_t capacity);

/** How many tensors the node keeps for its derivative. */
NT_API nt_status nt_node_saved_count(const nt_node* self, int32_t* out);

/** Tensor `index` of those; NULL where it is not needed. An error where it was changed in place or already let go. */
NT_API nt_status nt_node_saved(const nt_node* self, int32_t index, nt_tensor** out);

/** Bytes of the tensors that the node keeps for its derivative. */
NT_API nt_status nt_node_saved_bytes(const nt_node* self, int64_t* out);

/** Where the node's op was called; empty but in anomaly mode. Valid while the node is. */
NT_API nt_status nt_node_called_from(const nt_node* self, const char** out);

/** When a hook on a node runs. */
typedef enum nt_hook_kind {
  NT_HOOK_BEFORE = 0, /**< before the node: given and results are the gradients of its op's results; NULL keeps one */
  NT_HOOK_AFTER = 1   /**< after it: given are its gradients for its inputs, then those of its results; results as the former */
} nt_hook_kind;

/** Calls `hook` whenever the node runs; `id` is for nt_node_remove_hook. @torch torch.autograd.graph.Node.register_hook */
NT_API nt_status nt_node_add_hook(nt_node* self, int32_t kind, nt_callback hook, void* state, nt_free free, int64_t* id);

/** Calls `hook` with the gradient of this tensor when it is known; what it gives takes the gradient's place. The hook is
 *  kept by `node`. @torch torch.Tensor.register_hook */
NT_API nt_status nt_tensor_add_hook(const nt_tensor* self, nt_callback hook, void* state, nt_free free, nt_node** node,
                                    int64_t* id);

/** Calls `hook` with this leaf whenever its gradient was changed by a backward.
 *  @torch torch.Tensor.register_post_accumulate_grad_hook */
NT_API nt_status nt_tensor_add_accumulated_hook(const nt_tensor* self, nt_callback hook, void* state, nt_free free,
                                                nt_node** node, int64_t* id);

/** Removes a hook; one that is not there (any more) is no error. */
NT_API nt_status nt_node_remove_hook(nt_node* self, int64_t id);

/** What a result of a function of the caller's is. */
typedef enum nt_function_output {
  NT_OUTPUT_NEW = 0,               /**< computed from the inputs */
  NT_OUTPUT_NOT_DIFFERENTIABLE = 1, /**< has no gradient */
  NT_OUTPUT_DIRTY = 2              /**< an input that the function changed in place */
} nt_function_output;

/** Makes `outputs` the results of a function whose derivative is `backward`: it is given the gradients of all outputs (NULL
 *  where nothing flowed, or zeros where `materialize`) and gives those for all inputs. `saved` is kept for it, to be read with
 *  nt_node_saved. Must be called where gradients are recorded and some input needs one. @torch torch.autograd.Function */
NT_API nt_status nt_autograd_function(const char* name, nt_callback backward, void* state, nt_free free,
                                      nt_tensor* const* inputs, int32_t input_count, nt_tensor* const* outputs,
                                      int32_t output_count, const int32_t* kinds, nt_tensor* const* saved,
                                      int32_t saved_count, uint8_t materialize, nt_node** out);

NT_API void nt_node_release(nt_node* self);

#ifdef __cplusplus
}
#endif
#endif
