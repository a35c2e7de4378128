/* Autograd: grad mode, leaves, backward. */
#ifndef NATIVETORCH_AUTOGRAD_H
#define NATIVETORCH_AUTOGRAD_H

#include "base.h"
#include "callback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether ops on this thread record a graph. @trivial */
NT_API uint8_t nt_grad_enabled(void);

/** Switches recording on this thread; returns what it was. @trivial */
NT_API uint8_t nt_set_grad_enabled(uint8_t enabled);

/** Whether this thread is in inference mode. @trivial */
NT_API uint8_t nt_inference_mode(void);

/** Switches inference mode on this thread: what is allocated in it can never be part of a graph; returns what it was.
 *  @trivial @torch torch.inference_mode */
NT_API uint8_t nt_set_inference_mode(uint8_t enabled);

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

/** Runs `function` on `inputs` now, and once more when a gradient first asks for what its ops would have saved: that is
 *  not kept in between. It is given the inputs; its results are the caller's affair, and must be the same each time.
 *  @torch torch.utils.checkpoint.checkpoint */
NT_API nt_status nt_autograd_checkpoint(nt_callback function, void* state, nt_free free, nt_tensor* const* inputs,
                                        int32_t input_count);

/** Counts: while more callers switched it on than off, every node remembers where its op was called, errors of a backward
 *  say so, and a gradient that is NaN is an error. @torch torch.autograd.set_detect_anomaly */
NT_API nt_status nt_autograd_set_anomaly(uint8_t enabled, nt_describe_place place);

#ifdef __cplusplus
}
#endif
#endif
