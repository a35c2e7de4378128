#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// float32 only. Whether oneDNN takes these sizes: what a window leaves over behind the input must be less than a stride.
bool onednn_takes(const ConvArgs& args);
void onednn_conv_forward(const ConvArgs& args);
void onednn_conv_backward(const ConvArgs& args);

}  // namespace nt::cpu
