// Sampling at places of a grid: for each place its neighbours with their weights, once, and then all channels.
#include <cmath>
#include <type_traits>

#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

using Mode = GridSampleArgs::Mode;
using Padding = GridSampleArgs::Padding;

// A place along one dimension, and how it changes with the coordinate in the grid.
template <class T>
struct Place {
  T at, slope;
};

template <class T>
Place<T> clipped(Place<T> p, int64_t size) {
  const T last = static_cast<T>(size - 1);
  if (p.at <= 0) return {T(0), T(0)};
  return p.at >= last ? Place<T>{last, T(0)} : p;
}

// Folds the line at both ends: at the centers of the outermost elements, or at their outer borders.
template <class T>
Place<T> reflected(Place<T> p, int64_t size, bool align_corners) {
  const T low = align_corners ? T(0) : T(-0.5), span = static_cast<T>(align_corners ? size - 1 : size);
  if (span == 0) return {T(0), T(0)};
  T distance = p.at - low, slope = p.slope;
  if (distance < 0) {
    distance = -distance;
    slope = -slope;
  }
  const T rest = std::fmod(distance, span);
  const bool even = std::fmod(std::floor(distance / span), T(2)) == 0;
  return even ? Place<T>{rest + low, slope} : Place<T>{span - rest + low, -slope};
}

template <class T>
Place<T> padded(Place<T> p, int64_t size, const GridSampleArgs& args) {
  if (args.padding == Padding::zeros) return p;
  return clipped(args.padding == Padding::border ? p : reflected(p, size, args.align_corners), size);
}

// Up to four neighbours along one dimension: -1 where there is none.
template <class T>
struct Axis {
  int count;
  int64_t at[4];
  T weight[4], slope[4];
};

// A whole number as an index; -1 beyond the ends, and for NaN.
template <class T>
int64_t index_of(T whole, int64_t size) {
  return whole >= 0 && whole <= static_cast<T>(size - 1) ? static_cast<int64_t>(whole) : -1;
}

template <class T>
Axis<T> cubic_axis(Place<T> p, int64_t size, const GridSampleArgs& args) {
  const T a = T(-0.75), first = std::floor(p.at), t = p.at - first;
  auto near = [=](T x) { return ((a + 2) * x - (a + 3)) * x * x + 1; };
  auto far = [=](T x) { return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a; };
  auto near_slope = [=](T x) { return (3 * (a + 2) * x - 2 * (a + 3)) * x; };
  auto far_slope = [=](T x) { return (3 * a * x - 10 * a) * x + 8 * a; };
  Axis<T> axis{4, {}, {far(t + 1), near(t), near(1 - t), far(2 - t)},
               {far_slope(t + 1), near_slope(t), -near_slope(1 - t), -far_slope(2 - t)}};
  for (int k = 0; k < 4; ++k) {
    axis.slope[k] *= p.slope;
    const T at = padded<T>({first + static_cast<T>(k - 1), T(0)}, size, args).at;
    axis.at[k] = index_of(std::floor(at), size);
  }
  return axis;
}

template <class T>
Axis<T> axis_of(T coordinate, int64_t size, const GridSampleArgs& args) {
  const T whole = static_cast<T>(size);
  const Place<T> p = args.align_corners ? Place<T>{(coordinate + 1) / 2 * (whole - 1), (whole - 1) / 2}
                                        : Place<T>{((coordinate + 1) * whole - 1) / 2, whole / 2};
  if (args.mode == Mode::bicubic) return cubic_axis(p, size, args);
  const Place<T> q = padded(p, size, args);
  if (args.mode == Mode::nearest) return {1, {index_of(std::nearbyint(q.at), size)}, {T(1)}, {T(0)}};
  const T first = std::floor(q.at), share = q.at - first;
  return {2, {index_of(first, size), index_of(first + 1, size)}, {1 - share, share}, {-q.slope, q.slope}};
}

// One neighbour of a place: where in a plane, its weight, and how that changes with each coordinate.
template <class T>
struct Tap {
  int64_t at;
  T weight, slope[kSpatial];
};

template <class T>
struct Taps {
  int count = 0;
  Tap<T> tap[16];
};

// grid: x, y and for three dimensions z.
template <class T>
Taps<T> taps_of(const T* grid, const GridSampleArgs& args) {
  const Axis<T> x = axis_of(grid[0], args.in[2], args), y = axis_of(grid[1], args.in[1], args);
  const Axis<T> z = args.rank == 3 ? axis_of(grid[2], args.in[0], args) : Axis<T>{1, {0}, {T(1)}, {T(0)}};
  Taps<T> taps;
  for (int k = 0; k < z.count; ++k) {
    for (int j = 0; j < y.count; ++j) {
      for (int i = 0; i < x.count; ++i) {
        if (x.at[i] < 0 || y.at[j] < 0 || z.at[k] < 0) continue;
        taps.tap[taps.count++] = {(z.at[k] * args.in[1] + y.at[j]) * args.in[2] + x.at[i],
                                  x.weight[i] * y.weight[j] * z.weight[k],
                                  {x.slope[i] * y.weight[j] * z.weight[k], x.weight[i] * y.slope[j] * z.weight[k],
                                   x.weight[i] * y.weight[j] * z.slope[k]}};
      }
    }
  }
  return taps;
}

template <class T>
void forward(const GridSampleArgs& args) {
  const int64_t plane = args.in[0] * args.in[1] * args.in[2], work = std::max<int64_t>(1, args.channels * 8);
  parallel_for(args.batch * args.points, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const int64_t n = i / args.points, at = i % args.points;
      const Taps<T> taps = taps_of(static_cast<const T*>(args.grid) + i * args.rank, args);
      for (int64_t c = n * args.channels; c < (n + 1) * args.channels; ++c) {
        const T* x = static_cast<const T*>(args.input) + c * plane;
        T sum = 0;
        for (int k = 0; k < taps.count; ++k) sum += taps.tap[k].weight * x[taps.tap[k].at];
        static_cast<T*>(args.output)[c * args.points + at] = sum;
      }
    }
  });
}

// Adds to gradients that are 0 before. Places of one image share elements, images do not.
template <class T>
void backward(const GridSampleArgs& args) {
  const int64_t plane = args.in[0] * args.in[1] * args.in[2];
  const int64_t work = std::max<int64_t>(1, args.points * args.channels * 8);
  parallel_for(args.batch, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin * args.points; i < end * args.points; ++i) {
      const int64_t n = i / args.points, at = i % args.points;
      const Taps<T> taps = taps_of(static_cast<const T*>(args.grid) + i * args.rank, args);
      T slopes[kSpatial] = {};
      for (int64_t c = n * args.channels; c < (n + 1) * args.channels; ++c) {
        const T g = static_cast<const T*>(args.grad_output)[c * args.points + at];
        const T* x = static_cast<const T*>(args.input) + c * plane;
        T* grad = args.grad_input ? static_cast<T*>(args.grad_input) + c * plane : nullptr;
        for (int k = 0; k < taps.count; ++k) {
          const Tap<T>& tap = taps.tap[k];
          if (grad) grad[tap.at] += tap.weight * g;
          for (int d = 0; d < kSpatial; ++d) slopes[d] += tap.slope[d] * x[tap.at] * g;
        }
      }
      if (!args.grad_grid) continue;
      for (int d = 0; d < args.rank; ++d) static_cast<T*>(args.grad_grid)[i * args.rank + d] = slopes[d];
    }
  });
}

}  // namespace

void grid_sample_forward(const GridSampleArgs& args) {
  args.dtype == Dtype::float64 ? forward<double>(args) : forward<float>(args);
}

void grid_sample_backward(const GridSampleArgs& args) {
  args.dtype == Dtype::float64 ? backward<double>(args) : backward<float>(args);
}

}  // namespace nt::cpu
