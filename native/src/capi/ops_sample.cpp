#include "capi/boundary.h"
#include "ops/sampling.h"

using namespace nt;
using namespace nt::capi;

// A number of the ABI as a member of an enum, whose last is given.
template <class E>
static E one_of(const char* op, const char* what, int32_t value, E first, E last) {
  NT_CHECK(value >= static_cast<int32_t>(first) && value <= static_cast<int32_t>(last), Code::argument, "[", op, "] ", what,
           " ", value, " is not known");
  return static_cast<E>(value);
}

static Choice choice(const char* what, int32_t value) {
  return one_of("interpolate", what, value, Choice::open, Choice::yes);
}

nt_status nt_interpolate(const nt_tensor* self, const int64_t* size, int32_t size_count, const double* scale_factor,
                         int32_t scale_factor_count, int32_t mode, int32_t align_corners, int32_t recompute_scale_factor,
                         uint8_t antialias, nt_tensor** out) {
  return boundary([&] {
    NT_CHECK(scale_factor_count >= 0, Code::argument, "[interpolate] a negative number of scale factors");
    if (scale_factor_count > 0) check_pointer(scale_factor, "scale_factor");
    const std::vector<double> factors(scale_factor, scale_factor + scale_factor_count);
    give(out, interpolate(*In(self), dims(size, size_count), factors,
                          one_of("interpolate", "mode", mode, Interpolation::nearest, Interpolation::nearest_exact),
                          choice("align_corners", align_corners), choice("recompute_scale_factor", recompute_scale_factor),
                          antialias != 0));
  });
}

nt_status nt_grid_sample(const nt_tensor* self, const nt_tensor* grid, int32_t mode, int32_t padding_mode,
                         uint8_t align_corners, nt_tensor** out) {
  using Mode = GridSampleArgs::Mode;
  using Padding = GridSampleArgs::Padding;
  return boundary([&] {
    give(out, grid_sample(*In(self), *In(grid), one_of("grid_sample", "mode", mode, Mode::bilinear, Mode::bicubic),
                          one_of("grid_sample", "padding_mode", padding_mode, Padding::zeros, Padding::reflection),
                          align_corners != 0));
  });
}
