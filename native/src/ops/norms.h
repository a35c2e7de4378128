// Normalization: (x - mean) / sqrt(var + eps) * weight + bias, with statistics over a part of x.
#pragma once

#include "core/tensor.h"

namespace nt {

// A result with the statistics that it was made with: means and 1 / sqrt(var + eps).
struct Normalized {
  Tensor result, mean, rstd;
  Tensor var;  // undefined where statistics were given
};

// Over batch and space, for each channel. In training the running statistics, where given, are changed in place.
Tensor batch_norm(const Tensor& self, const Tensor& running_mean, const Tensor& running_var, const Tensor& weight,
                  const Tensor& bias, bool training, double momentum, double eps);
// The same for one element a channel too, with its statistics, which are empty where it is not training.
Normalized native_batch_norm(const char* op, const Tensor& self, const Tensor& weight, const Tensor& bias,
                             const Tensor& running_mean, const Tensor& running_var, bool training, double momentum,
                             double eps);
Tensor instance_norm(const Tensor& self, const Tensor& running_mean, const Tensor& running_var, const Tensor& weight,
                     const Tensor& bias, bool use_input_stats, double momentum, double eps);
Normalized layer_norm(const char* op, const Tensor& self, const Dims& normalized_shape, const Tensor& weight,
                      const Tensor& bias, double eps);
Tensor group_norm(const Tensor& self, int64_t num_groups, const Tensor& weight, const Tensor& bias, double eps);
Tensor local_response_norm(const Tensor& self, int64_t size, double alpha, double beta, double k);

}  // namespace nt
