// Reading tensors between their elements.
#pragma once

#include <vector>

#include "core/network_args.h"
#include "core/tensor.h"

namespace nt {

// Numbers of the C ABI.
enum class Interpolation : int32_t { nearest = 0, linear = 1, bilinear = 2, bicubic = 3, trilinear = 4, area = 5, nearest_exact = 6 };
// A choice that may be left open.
enum class Choice : int32_t { open = -1, no = 0, yes = 1 };

// Either size or scale_factor is given: one number, or one for each spatial dimension.
Tensor interpolate(const Tensor& self, const Dims& size, const std::vector<double>& scale_factor, Interpolation mode,
                   Choice align_corners, Choice recompute_scale_factor, bool antialias);
Tensor grid_sample(const Tensor& self, const Tensor& grid, GridSampleArgs::Mode mode, GridSampleArgs::Padding padding,
                   bool align_corners);

}  // namespace nt
