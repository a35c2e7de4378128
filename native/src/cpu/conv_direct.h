// Convolution of float32 in one and two dimensions by kernels of our own: forward, and backward to the input.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether each tap along dimension d stands over the input for some place of the output.
bool taps_meet_input(const ConvArgs& args, int d);
// Whether the others, and the ways of conv_weights.h, take this convolution.
bool direct_conv_takes(const ConvArgs& args);
// Whether output planes fill vectors.
bool direct_conv_fills(const ConvArgs& args);
void direct_conv_forward(const ConvArgs& args);
// Whether a sum over all of the output's gradient and the zeros around it wastes little for the input's gradient.
bool direct_conv_pays(const ConvArgs& args);
void direct_conv_backward_input(const ConvArgs& args);

}  // namespace nt::cpu
