// Products, convolution, pooling and softmax on the CPU. 16-bit floats are widened by the ops before they come here.
#pragma once

#include "core/backend.h"

namespace nt::cpu {

void matmul(const MatmulArgs& args);
void conv2d_forward(const Conv2dArgs& args);
void conv2d_backward(const Conv2dArgs& args);
void max_pool2d_forward(const Pool2dArgs& args);
void max_pool2d_backward(const Pool2dArgs& args);
void avg_pool2d_forward(const Pool2dArgs& args);
void avg_pool2d_backward(const Pool2dArgs& args);
void softmax_forward(const SoftmaxArgs& args);
void softmax_backward(const SoftmaxArgs& args);

}  // namespace nt::cpu
