// Products, convolution, pooling, norms, resampling and softmax on the CPU. 16-bit floats are widened by the ops before they come here.
#pragma once

#include "core/backend.h"
#include "core/network_args.h"

namespace nt::cpu {

void matmul(const MatmulArgs& args);
void conv_forward(const ConvArgs& args);
void conv_backward(const ConvArgs& args);
void max_pool_forward(const PoolArgs& args);
void max_pool_backward(const PoolArgs& args);
void avg_pool_forward(const PoolArgs& args);
void avg_pool_backward(const PoolArgs& args);
void max_unpool(const PoolArgs& args);
void norm_forward(const NormArgs& args);
void norm_backward(const NormArgs& args);
void grid_sample_forward(const GridSampleArgs& args);
void grid_sample_backward(const GridSampleArgs& args);
void resample(const ResampleArgs& args);
void softmax_forward(const SoftmaxArgs& args);
void softmax_backward(const SoftmaxArgs& args);

}  // namespace nt::cpu
