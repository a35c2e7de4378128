// What the loops of norms share with their drivers (cpu/norm.cpp and its neighbours). Numbers are float32 or float64, what
// is summed leaves in double.
#pragma once

#include <cstdint>

namespace nt::cpu {

// `count` runs of `length` dense elements, `step` elements apart: a group, or a part of it.
struct NormRuns {
  int64_t count, step, length;
};

// Mean of so many elements, and the sum of squares around it.
struct NormMoments {
  double count = 0, mean = 0, squares = 0;
};

// Sums of g and of g (x - mean).
struct NormSums {
  double plain = 0, moment = 0;
};

// The map of a run: (x - mean) rstd w + b. Weight and bias lie `step` apart from run to run; null where there are none.
struct NormMap {
  double mean, rstd;
  const void *weight, *bias;
  int64_t step;
};

// The derivative of a run: g w rstd + (x - mean) slope + shift; the first alone where statistics are constants.
struct NormSlope {
  double mean, rstd, slope, shift;
  const void* weight;
  int64_t step;
  bool given;
};

// Columns [0, width) of `rows` rows that lie `step` elements apart, at most kNormColumns.
struct NormTile {
  int64_t rows, step, width;
};
constexpr int64_t kNormColumns = 512;

struct NormLoops {
  NormMoments (*moments)(const void* x, NormRuns runs) = nullptr;
  NormMoments (*join)(const NormMoments* parts, int64_t n) = nullptr;
  void (*apply)(void* y, const void* x, NormRuns runs, const NormMap& map) = nullptr;
  // The sums over all runs, or those of each run where `each`.
  void (*sums)(NormSums* to, const void* g, const void* x, NormRuns runs, double mean, bool each) = nullptr;
  void (*gradient)(void* grad_x, const void* g, const void* x, NormRuns runs, const NormSlope& slope) = nullptr;

  // The same for one run of n elements that have a weight each; sums are of g w.
  void (*apply_elements)(void* y, const void* x, int64_t n, const NormMap& map) = nullptr;
  NormSums (*sums_elements)(const void* g, const void* x, const void* weight, int64_t n, double mean) = nullptr;
  void (*gradient_elements)(void* grad_x, const void* g, const void* x, int64_t n, const NormSlope& slope) = nullptr;
  // plain[j] += g[j] and moment[j] += g[j] (x[j] - mean) rstd.
  void (*add_elements)(void* plain, void* moment, const void* g, const void* x, int64_t n, double mean,
                       double rstd) = nullptr;
  // to[j] += from[j], which is 0 then.
  void (*drain)(double* to, void* from, int64_t n) = nullptr;
};

// Norms whose groups are the columns of a tile.
struct NormColumnLoops {
  // The moments of each column of a tile.
  void (*moments)(double* mean, double* squares, const void* x, NormTile tile) = nullptr;
  // Those of `before` rows take those of `more`.
  void (*join)(double* mean, double* squares, double before, const double* mean_of_more, const double* squares_of_more,
               double more, int64_t width) = nullptr;
  // (x - mean) scale + shift
  void (*apply)(void* y, const void* x, NormTile tile, const void* mean, const void* scale,
                const void* shift) = nullptr;
  void (*sums)(double* plain, double* moment, const void* g, const void* x, NormTile tile, const void* mean) = nullptr;
  // g scale + (x - mean) slope + shift; g scale where slope is null.
  void (*gradient)(void* grad_x, const void* g, const void* x, NormTile tile, const void* mean, const void* scale,
                   const void* slope, const void* shift) = nullptr;
};

}  // namespace nt::cpu
