// Convolution of float32 with windows of one element: products of the weight, (out_channels, in_channels), with each image,
// (in_channels, places). With a stride the places that count are gathered first.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether the others take this convolution: one group, and sizes that fill a product's tiles.
bool pointwise_takes(const ConvArgs& args);
void pointwise_forward(const ConvArgs& args);
void pointwise_backward_input(const ConvArgs& args);
void pointwise_backward_weights(const ConvArgs& args);

}  // namespace nt::cpu
