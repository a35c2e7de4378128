// Changing the size of a grid. All modes are linear and separable: along each dimension a result is a sum of some places of
// the input with weights that depend on the place alone. The derivative is the transpose of that map, and so on.
#include <algorithm>
#include <cmath>
#include <memory>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/sampling.h"
#include "ops/widen.h"
#include "ops/windows.h"

namespace nt {
namespace {

// The map along one dimension.
struct AxisMap {
  int dim;
  int64_t in, out, taps = 1;
  std::vector<int64_t> positions;
  std::vector<double> weights;  // none: elements are copied
};
using Maps = std::vector<AxisMap>;

// How many elements of the input one of the result stands for.
template <class T>
T pixel_scale(int64_t in, int64_t out, bool align_corners, double factor) {
  if (align_corners) return out > 1 ? static_cast<T>(in - 1) / static_cast<T>(out - 1) : T(0);
  return factor > 0 ? static_cast<T>(1.0 / factor) : static_cast<T>(in) / static_cast<T>(out);
}

int64_t floor_place(double x, int64_t in) { return std::clamp<int64_t>(static_cast<int64_t>(std::floor(x)), 0, in - 1); }

// PyTorch computes places in the tensor's own precision, and rounds them to float before it takes the floor.
template <class T>
void fill_nearest(AxisMap& map, bool exact, double factor) {
  const T scale = pixel_scale<T>(map.in, map.out, false, factor);
  for (int64_t i = 0; i < map.out; ++i) {
    const T at = exact ? std::max(T(0), scale * (static_cast<T>(i) + T(0.5)) - T(0.5)) + T(0.5) : scale * static_cast<T>(i);
    map.positions.push_back(floor_place(static_cast<float>(at), map.in));
  }
}

template <class T>
void fill_linear(AxisMap& map, bool align_corners, double factor) {
  map.taps = 2;
  const T scale = pixel_scale<T>(map.in, map.out, align_corners, factor);
  for (int64_t i = 0; i < map.out; ++i) {
    T at = static_cast<T>(i);
    if (map.in != map.out) at = align_corners ? scale * at : std::max(T(0), scale * (at + T(0.5)) - T(0.5));
    const int64_t first = floor_place(at, map.in);
    const T share = std::clamp(at - static_cast<T>(first), T(0), T(1));
    map.positions.insert(map.positions.end(), {first, std::min(first + 1, map.in - 1)});
    map.weights.insert(map.weights.end(), {static_cast<double>(T(1) - share), static_cast<double>(share)});
  }
}

// Keys' kernel: near for distances up to 1, far up to 2.
template <class T>
T cubic_near(T x, T a) { return ((a + 2) * x - (a + 3)) * x * x + 1; }
template <class T>
T cubic_far(T x, T a) { return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a; }

template <class T>
void fill_cubic(AxisMap& map, bool align_corners, double factor) {
  map.taps = 4;
  const T a = T(-0.75), scale = pixel_scale<T>(map.in, map.out, align_corners, factor);
  for (int64_t i = 0; i < map.out; ++i) {
    const T place = static_cast<T>(i);
    const T at = align_corners ? scale * place : scale * (place + T(0.5)) - T(0.5);
    const T whole = std::floor(at), t = at - whole;
    for (int64_t k = -1; k <= 2; ++k) {
      map.positions.push_back(std::clamp<int64_t>(static_cast<int64_t>(whole) + k, 0, map.in - 1));
    }
    for (T w : {cubic_far(t + 1, a), cubic_near(t, a), cubic_near(1 - t, a), cubic_far(2 - t, a)}) {
      map.weights.push_back(static_cast<double>(w));
    }
  }
}

// A filter as wide as what one element of the result covers, so that nothing is left out where the grid shrinks.
template <class T>
void fill_antialiased(AxisMap& map, bool cubic, bool align_corners, double factor) {
  const T scale = pixel_scale<T>(map.in, map.out, align_corners, factor), wide = std::max(scale, T(1));
  const T support = (cubic ? 2 : 1) * wide;
  map.taps = std::min(static_cast<int64_t>(std::ceil(support)) * 2 + 1, map.in);
  auto filter = [&](T x) {
    x = std::abs(x);
    if (!cubic) return x < 1 ? 1 - x : T(0);
    return x < 1 ? cubic_near(x, T(-0.5)) : x < 2 ? cubic_far(x, T(-0.5)) : T(0);
  };
  for (int64_t i = 0; i < map.out; ++i) {
    const T center = scale * (static_cast<T>(i) + T(0.5));
    const int64_t first = std::clamp<int64_t>(static_cast<int64_t>(center - support + T(0.5)), 0, map.in - 1);
    const int64_t end = std::min(static_cast<int64_t>(center + support + T(0.5)), map.in);
    std::vector<T> weights(static_cast<size_t>(map.taps), T(0));
    T total = 0;
    for (int64_t j = first; j < end && j - first < map.taps; ++j) {
      const T w = filter((static_cast<T>(j) - center + T(0.5)) / wide);
      weights[static_cast<size_t>(j - first)] = w;
      total += w;
    }
    for (int64_t k = 0; k < map.taps; ++k) {
      map.positions.push_back(std::min(first + k, map.in - 1));
      map.weights.push_back(static_cast<double>(total != 0 ? weights[static_cast<size_t>(k)] / total : T(0)));
    }
  }
}

struct How {
  Interpolation mode;
  bool align_corners, antialias;
};

template <class T>
void fill(AxisMap& map, const How& how, double factor) {
  switch (how.mode) {
    case Interpolation::nearest: return fill_nearest<T>(map, false, factor);
    case Interpolation::nearest_exact: return fill_nearest<T>(map, true, factor);
    default: break;
  }
  const bool cubic = how.mode == Interpolation::bicubic;
  if (how.antialias) return fill_antialiased<T>(map, cubic, how.align_corners, factor);
  cubic ? fill_cubic<T>(map, how.align_corners, factor) : fill_linear<T>(map, how.align_corners, factor);
}

Tensor along(const Tensor& x, const AxisMap& map, bool transposed) {
  const Tensor input = contiguous(x);
  Dims sizes = x.sizes();
  sizes[map.dim] = transposed ? map.in : map.out;
  Tensor out = Tensor::empty(sizes, x.dtype(), x.device());
  ResampleArgs args{};
  args.dtype = x.dtype();
  args.device_index = x.device().index;
  args.outer = args.inner = 1;
  for (int d = 0; d < map.dim; ++d) args.outer *= x.size(d);
  for (int d = map.dim + 1; d < x.dim(); ++d) args.inner *= x.size(d);
  args.in = map.in;
  args.out = map.out;
  args.taps = map.taps;
  args.transposed = transposed;
  args.positions = map.positions.data();
  args.weights = map.weights.empty() ? nullptr : map.weights.data();
  args.input = input.raw();
  args.output = out.raw();
  if (out.numel() > 0) backend(x.device()).resample(args);
  return out;
}

Tensor resample(const Tensor& x, const std::shared_ptr<const Maps>& maps, bool transposed, const char* node) {
  Tensor out = detach(x);
  for (const AxisMap& map : *maps) out = along(out, map, transposed);
  record(node, out, {&x}, {},
         [maps, transposed, node](Backward& b) { b[0] = resample(b.grad(), maps, !transposed, node); });
  return out;
}

const char* node_of(const How& how, int rank) {
  static const char* const kNearest[] = {"UpsampleNearest1DBackward0", "UpsampleNearest2DBackward0",
                                         "UpsampleNearest3DBackward0"};
  static const char* const kExact[] = {"UpsampleNearestExact1DBackward0", "UpsampleNearestExact2DBackward0",
                                       "UpsampleNearestExact3DBackward0"};
  switch (how.mode) {
    case Interpolation::nearest: return kNearest[rank - 1];
    case Interpolation::nearest_exact: return kExact[rank - 1];
    case Interpolation::linear: return "UpsampleLinear1DBackward0";
    case Interpolation::bilinear: return how.antialias ? "UpsampleBilinear2DAaBackward0" : "UpsampleBilinear2DBackward0";
    case Interpolation::bicubic: return how.antialias ? "UpsampleBicubic2DAaBackward0" : "UpsampleBicubic2DBackward0";
    default: return "UpsampleTrilinear3DBackward0";
  }
}

void check_mode(const Tensor& x, Interpolation mode, Choice align_corners, bool antialias) {
  constexpr const char* op = "interpolate";
  const int dim = x.dim();
  NT_CHECK(dim >= 3 && dim <= 5, Code::shape, "[", op, "] input ", x.sizes(), " has not 1 to 3 spatial dimensions");
  const bool nearest = mode == Interpolation::nearest || mode == Interpolation::nearest_exact;
  NT_CHECK(!(nearest || mode == Interpolation::area) || align_corners == Choice::open, Code::argument, "[", op,
           "] align_corners goes with linear, bilinear, bicubic and trilinear alone");
  const int wanted = mode == Interpolation::linear ? 3 : mode == Interpolation::trilinear ? 5 : 4;
  NT_CHECK(nearest || mode == Interpolation::area || dim == wanted, Code::shape, "[", op, "] the mode wants ", wanted,
           " dimensions, input is ", x.sizes());
  NT_CHECK(!antialias || mode == Interpolation::bilinear || mode == Interpolation::bicubic, Code::argument, "[", op,
           "] antialias goes with bilinear and bicubic alone");
  NT_CHECK(is_floating(x.dtype()) || (nearest && x.dtype() == Dtype::uint8), Code::dtype, "[", op, "] not defined for ",
           x.dtype());
  for (int d = 1; d < dim; ++d) {
    NT_CHECK(x.size(d) > 0, Code::shape, "[", op, "] input ", x.sizes(), " is empty along a dimension that is no batch");
  }
}

}  // namespace

Tensor interpolate(const Tensor& self, const Dims& size, const std::vector<double>& scale_factor, Interpolation mode,
                   Choice align_corners, Choice recompute_scale_factor, bool antialias) {
  constexpr const char* op = "interpolate";
  check_mode(self, mode, align_corners, antialias);
  const int rank = self.dim() - 2, scales = static_cast<int>(scale_factor.size());
  NT_CHECK(size.empty() != scale_factor.empty(), Code::argument, "[", op, "] either size or scale_factor must be given");
  NT_CHECK(size.size() <= 1 || size.size() == rank, Code::argument, "[", op, "] size ", size, " does not fit input ",
           self.sizes());
  NT_CHECK(scales <= 1 || scales == rank, Code::argument, "[", op, "] ", scales, " scale factors do not fit input ",
           self.sizes());
  NT_CHECK(size.empty() || recompute_scale_factor != Choice::yes, Code::argument, "[", op,
           "] recompute_scale_factor means nothing beside a size");
  const bool keep_factor = recompute_scale_factor != Choice::yes && mode != Interpolation::area;
  Dims sizes;
  std::vector<double> factors;
  for (int i = 0; i < rank; ++i) {
    const double factor = scales == 0 ? 0 : scale_factor[static_cast<size_t>(scales == 1 ? 0 : i)];
    const double scaled = std::floor(static_cast<double>(self.size(2 + i)) * factor);
    NT_CHECK(scales == 0 || (scaled >= 1 && scaled <= INT32_MAX), Code::argument, "[", op, "] scale factor ", factor,
             " gives size ", scaled, " for input ", self.sizes());
    sizes.push_back(scales > 0 ? static_cast<int64_t>(scaled) : size[size.size() == 1 ? 0 : i]);
    NT_CHECK(sizes[i] > 0 && sizes[i] <= INT32_MAX, Code::argument, "[", op, "] size ", sizes[i], " is not possible");
    factors.push_back(keep_factor ? factor : 0);
  }
  if (mode == Interpolation::area) return adaptive_avg_pool(rank, self, sizes);
  if (is_floating(self.dtype()) && needs_widening(self)) {
    return to(interpolate(widened(self), size, scale_factor, mode, align_corners, recompute_scale_factor, antialias),
              self.dtype());
  }
  const How how{mode, align_corners == Choice::yes, antialias};
  auto maps = std::make_shared<Maps>();
  for (int i = 0; i < rank; ++i) {
    AxisMap map{};
    map.dim = 2 + i;
    map.in = self.size(2 + i);
    map.out = sizes[i];
    map.taps = 1;
    const double factor = factors[static_cast<size_t>(i)];
    if (self.numel() > 0) {  // an empty batch needs no places, however many there would be
      self.dtype() == Dtype::float64 ? fill<double>(map, how, factor) : fill<float>(map, how, factor);
    }
    maps->push_back(std::move(map));
  }
  return resample(self, maps, false, node_of(how, rank));
}

}  // namespace nt
