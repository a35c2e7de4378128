// 2-d max pooling a plane at a time, with a byte for each argmax.
#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether the two others take this pooling.
bool pools_by_planes(const PoolArgs& args);
void plane_max_pool_forward(const PoolArgs& args);
void plane_max_pool_backward(const PoolArgs& args);

}  // namespace nt::cpu
