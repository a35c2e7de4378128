// The gradient for convolution's bias, for every dtype.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

void conv_backward_bias(const ConvArgs& args);

}  // namespace nt::cpu
