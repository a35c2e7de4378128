// The backend's ops as functions, one group a file.
#pragma once

#include "core/backend.h"
#include "core/network_args.h"

namespace nt::cuda {

void map(MapOp op, const Iter& it);
void copy(const Iter& it);
void where(const Iter& it);
void reduce(ReduceOp op, const Iter& it);

void matmul(const MatmulArgs& args);
// Any strides, any dtype that is not a float.
void matmul_integer(const MatmulArgs& args);

void softmax_forward(const SoftmaxArgs& args);
void softmax_backward(const SoftmaxArgs& args);
void max_pool_forward(const PoolArgs& args);
void max_pool_backward(const PoolArgs& args);
void avg_pool_forward(const PoolArgs& args);
void avg_pool_backward(const PoolArgs& args);
void optimizer_step(const StepArgs& args);

}  // namespace nt::cuda
