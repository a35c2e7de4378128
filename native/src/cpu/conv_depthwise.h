// Convolution with one channel a group, 3 x 3 or 5 x 5 and stride 1, of planes whose rows fill vectors.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Of what direct_conv_takes.
bool depthwise_takes(const ConvArgs& args);
void depthwise_forward(const ConvArgs& args);
void depthwise_backward_input(const ConvArgs& args);
void depthwise_backward_weights(const ConvArgs& args);

}  // namespace nt::cpu
