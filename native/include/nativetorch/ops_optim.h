/* Optimizer steps: one call for all parameters. */
#ifndef NATIVETORCH_OPS_OPTIM_H
#define NATIVETORCH_OPS_OPTIM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The update rules. Each has, for every parameter, some tensors of state and some numbers, and options for all of them, here
 *  in their order: states; numbers; options. Truths are numbers, 0 or not. */
typedef enum nt_optimizer {
  /** momentum buffer; none; lr, momentum, dampening, weight decay, nesterov, maximize */
  NT_OPTIMIZER_SGD = 0,
  /** mean, mean of squares, its maximum; step; lr, beta1, beta2, eps, weight decay, amsgrad, maximize, decoupled decay */
  NT_OPTIMIZER_ADAM = 1,
  /** mean, norm; step; lr, beta1, beta2, eps, weight decay, maximize */
  NT_OPTIMIZER_ADAMAX = 2,
  /** mean, mean of squares; step, product of mu; lr, beta1, beta2, eps, weight decay, momentum decay, maximize */
  NT_OPTIMIZER_NADAM = 3,
  /** mean, mean of squares; step; lr, beta1, beta2, eps, weight decay, maximize */
  NT_OPTIMIZER_RADAM = 4,
  /** sum of squares; step; lr, lr decay, weight decay, first sum, eps, maximize */
  NT_OPTIMIZER_ADAGRAD = 5,
  /** mean of squares, that of changes; step; lr, rho, eps, weight decay, maximize */
  NT_OPTIMIZER_ADADELTA = 6,
  /** mean of squares, momentum buffer, mean; step; lr, alpha, eps, weight decay, momentum, centered, maximize */
  NT_OPTIMIZER_RMSPROP = 7,
  /** gradient before, step sizes; step; lr, eta-, eta+, least and greatest step size, maximize */
  NT_OPTIMIZER_RPROP = 8,
  /** mean of parameters; step, eta, mu; lr, lambd, alpha, t0, weight decay, maximize */
  NT_OPTIMIZER_ASGD = 9,
  /** mean, mean of squares; step; lr, beta1, beta2, eps, maximize. Rows whose gradient is all zero are left alone. */
  NT_OPTIMIZER_SPARSE_ADAM = 10
} nt_optimizer;

/** One step of an optimizer (nt_optimizer) over all parameters; those whose gradient is NULL are left alone. `states` has the
 *  first parameter's tensors, then the second's, and so on: a NULL that the options ask for is replaced by a new tensor,
 *  which the caller owns. `numbers` is laid out alike: 0 before a parameter's first step, and advanced here. state_count and
 *  number_count are those of all parameters together. @torch torch.optim.Optimizer.step */
NT_API nt_status nt_optimizer_step(int32_t optimizer, nt_tensor* const* parameters, int32_t parameter_count,
                                   nt_tensor** states, int32_t state_count, double* numbers, int32_t number_count,
                                   const double* options, int32_t option_count);

/** Sets the gradients of all parameters to NULL (set_to_none) or to zero. @torch torch.optim.Optimizer.zero_grad */
NT_API nt_status nt_zero_grad(nt_tensor* const* parameters, int32_t parameter_count, uint8_t set_to_none);

#ifdef __cplusplus
}
#endif
#endif
