// Rows of a table by number, and sums of them.
#pragma once

#include <cstdint>

#include "core/tensor.h"

namespace nt {

enum class BagMode : int32_t { sum, mean, max };

// Null numbers are not given. max_norm rescales the rows that are used, in place.
Tensor embedding(const Tensor& indices, Tensor& weight, const int64_t* padding_idx, const double* max_norm, double norm_type,
                 bool scale_grad_by_freq);
Tensor embedding_bag(const Tensor& indices, Tensor& weight, const Tensor& offsets, const double* max_norm, double norm_type,
                     bool scale_grad_by_freq, BagMode mode, const Tensor& per_sample_weights, bool include_last_offset,
                     const int64_t* padding_idx);

}  // namespace nt
