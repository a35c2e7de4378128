#pragma once

#include "core/network_args.h"

namespace nt::cpu {

// Whether the groups are the columns of a dense matrix, each with a weight of its own.
bool groups_are_columns(const NormArgs& args);
void norm_columns_forward(const NormArgs& args);
void norm_columns_backward(const NormArgs& args);

}  // namespace nt::cpu
