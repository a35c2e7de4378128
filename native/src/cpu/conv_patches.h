// Convolution as a product with patches, for every dtype and any number of dimensions. For float32 it is the fastest way where
// patches are fewer than weights: those are then read once, where they lie, while every other way would pack them.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

bool patches_pay(const ConvArgs& args);
void patches_forward(const ConvArgs& args);
void patches_backward_input(const ConvArgs& args);
void patches_backward_weights(const ConvArgs& args);

}  // namespace nt::cpu
