// Optimizer steps: one call for all parameters.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace nt {

struct SgdOptions {
  double lr, momentum, dampening, weight_decay;
  bool nesterov, maximize;
};
struct AdamOptions {
  double lr, beta1, beta2, eps, weight_decay;
  bool decoupled, maximize;
};

// Momenta that are undefined are made; parameters without a gradient are left alone.
void sgd_step(std::vector<Tensor>& parameters, std::vector<Tensor>* momenta, const SgdOptions& options);
void adam_step(std::vector<Tensor>& parameters, std::vector<Tensor>& first, std::vector<Tensor>& second,
               std::vector<Tensor>* max_squares, int64_t* steps, const AdamOptions& options);
void zero_grad(std::vector<Tensor>& parameters, bool set_to_none);

}  // namespace nt
