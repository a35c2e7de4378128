/* Optimizer steps: one call for all parameters. */
#ifndef NATIVETORCH_OPS_OPTIM_H
#define NATIVETORCH_OPS_OPTIM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One step of stochastic gradient descent over all parameters. momenta may be NULL where momentum is 0; a NULL in it is
 *  replaced by a new buffer. g += weight_decay * p; b = momentum * b + (1 - dampening) * g (b = g at first);
 *  p -= lr * (nesterov ? g + momentum * b : b). Parameters whose gradient is NULL are left alone. @torch torch.optim.SGD */
NT_API nt_status nt_sgd_step(nt_tensor* const* parameters, nt_tensor** momenta, int32_t parameter_count, double lr,
                             double momentum, double dampening, double weight_decay, uint8_t nesterov, uint8_t maximize);

/** One step of Adam over all parameters. steps[i] counts the steps of parameter i and is advanced here; a NULL moment is
 *  replaced by a new buffer; parameters whose gradient is NULL are left alone.
 *  m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= lr / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + eps); with
 *  decoupled weight decay (AdamW) p *= 1 - lr * weight_decay first, else g += weight_decay * p. max_squares, where not
 *  NULL, is AMSGrad. @torch torch.optim.Adam */
NT_API nt_status nt_adam_step(nt_tensor* const* parameters, nt_tensor** first_moments, nt_tensor** second_moments,
                              nt_tensor** max_squares, int64_t* steps, int32_t parameter_count, double lr, double beta1,
                              double beta2, double eps, double weight_decay, uint8_t decoupled, uint8_t maximize);

/** Sets the gradients of all parameters to NULL (set_to_none) or to zero. @torch torch.optim.Optimizer.zero_grad */
NT_API nt_status nt_zero_grad(nt_tensor* const* parameters, int32_t parameter_count, uint8_t set_to_none);

#ifdef __cplusplus
}
#endif
#endif
