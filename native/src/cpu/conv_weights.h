// The ways to the gradient for convolution's weights.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// One group's sizes.
struct GroupSizes {
  int64_t channels, outputs, taps, in, places;

  explicit GroupSizes(const ConvArgs& a)
      : channels(a.in_channels / a.groups),
        outputs(a.out_channels / a.groups),
        taps(a.kernel[1] * a.kernel[2]),
        in(a.in[1] * a.in[2]),
        places(a.out[1] * a.out[2]) {}
};

void conv_weights_by_dots(const ConvArgs& args);
// Whether channels fill vectors.
bool panels_pay(const ConvArgs& args);
void conv_weights_by_panels(const ConvArgs& args);
// Whether planes are small and images fill vectors.
bool batch_last_weights_pay(const ConvArgs& args);
void conv_weights_batch_last(const ConvArgs& args);
// From a pooling's late gradient as it lies, one number a window. False, and nothing counts, where that does not pay, or
// where an input is not finite: times the zeros between them, that would be NaN.
bool conv_weights_by_windows(const ConvArgs& args);

}  // namespace nt::cpu
