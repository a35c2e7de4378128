// The norms' kinds: their own files, and one door (norm.cpp).
#pragma once

#include <cmath>

#include "core/network_args.h"

namespace nt::cpu {

// Groups that share a weight for a run or more; groups of one run whose elements have a weight each.
void norm_runs_backward(const NormArgs& args);
void norm_elements_backward(const NormArgs& args);

// Whether runs with a weight each are shorter than a vector, and lie so that a group can be taken as one run whose elements
// have a weight each.
bool runs_are_short(const NormArgs& args);
void norm_short_runs_forward(const NormArgs& args);
void norm_short_runs_backward(const NormArgs& args);

// Whether the groups are the columns of a dense matrix, each with a weight of its own.
bool groups_are_columns(const NormArgs& args);
void norm_columns_forward(const NormArgs& args);
void norm_columns_backward(const NormArgs& args);

// Writes a group's statistics from its mean and its variance.
template <class T>
void store_statistics(const NormArgs& args, int64_t group, double mean, double var) {
  const T rounded = static_cast<T>(var);
  static_cast<T*>(args.mean)[group] = static_cast<T>(mean);
  static_cast<T*>(args.rstd)[group] = 1 / std::sqrt(rounded + static_cast<T>(args.eps));
  if (args.var) static_cast<T*>(args.var)[group] = rounded;
}

}  // namespace nt::cpu
