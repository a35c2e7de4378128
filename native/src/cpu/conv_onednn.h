#pragma once

#include "core/backend.h"

namespace nt::cpu {

// float32 only.
void onednn_conv2d_forward(const Conv2dArgs& args);
void onednn_conv2d_backward(const Conv2dArgs& args);

}  // namespace nt::cpu
