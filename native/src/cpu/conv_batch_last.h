// Convolution with the images of a batch in a vector's lanes: nothing is computed for borders, and any size of plane
// fills the lanes. It pays where planes are small and kernels wide.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether the batch fills vectors and an image's part of the work fits the second cache.
bool batch_last_takes(const ConvArgs& args);
void batch_last_forward(const ConvArgs& args);
void batch_last_backward_input(const ConvArgs& args);

}  // namespace nt::cpu
