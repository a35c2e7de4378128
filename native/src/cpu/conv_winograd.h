// Convolution of 3 x 3 windows with stride 1 by Winograd's F(2x2, 3x3), which needs 16 multiplications for the 36 of the
// other ways: for float32 and channels that are many enough to make up for its transforms. Of convolutions that
// direct_conv_takes. Each returns false, with results that don't count, where another way is faster, or where numbers are
// not finite: infinities would spread to neighbours, which the other ways leave alone. Finite ones do so by their rounding: a
// result's error is some eps of the largest numbers of its 4 x 4 tile.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether sizes allow it.
bool winograd_takes(const ConvArgs& args);
bool winograd_forward(const ConvArgs& args);
bool winograd_backward_input(const ConvArgs& args);
// Whether that is the fastest way to the gradient for weights; it gives the one for the bias too, where that is asked for.
bool winograd_weights_pay(const ConvArgs& args);
bool winograd_backward_weights(const ConvArgs& args);

}  // namespace nt::cpu
