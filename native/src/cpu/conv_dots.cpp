#include "cpu/conv_dots.h"

#include <algorithm>

#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kFlopGrain = 2 << 20;  // below it a second thread costs more than it brings
// Each part of a group has sums of its own, whose lanes are added at its end.
constexpr int64_t kFlopsOfPart = 16 << 20, kMostParts = 64;

void add_parts(const float* parts, int64_t stride, int64_t count, float* to, int64_t n) {
  if (!to) return;
  for (int64_t i = 0; i < n; ++i) {
    float sum = parts[i];
    for (int64_t p = 1; p < count; ++p) sum += parts[p * stride + i];
    to[i] = sum;
  }
}

}  // namespace

DotsTile dots_tile(const ConvLoops& loops, int64_t outputs, int64_t rows) {
  DotsTile best{1, 1};
  int64_t least = INT64_MAX;
  for (int64_t k = 1; k <= kMaxConvDots; ++k) {
    for (int64_t m = 1; m <= kMaxConvDots; ++m) {
      if (!loops.dots[m][k]) continue;
      const int64_t step = std::max<int64_t>({8, m * k, m + k}) + 2;  // loads and multiply-adds
      const int64_t time = divide_up(outputs, m) * divide_up(rows, k) * step;
      if (time >= least) continue;
      least = time;
      best = {even_part(outputs, m), even_part(rows, k)};
    }
  }
  return best;
}

void sum_lanes(const ConvLoops& loops, const DotsTile& tile, int64_t outputs, int64_t rows, const float* sums,
               const int64_t* weight, float* to) {
  const Workspace<float> totals(outputs * rows);
  loops.sum_lanes(sums, outputs * rows, totals.data());
  const float* from = totals.data();
  for (int64_t m = 0; m < outputs; m += tile.m) {
    const int64_t ms = std::min(tile.m, outputs - m);
    for (int64_t k = 0; k < rows; k += tile.k) {
      const int64_t ks = std::min(tile.k, rows - k);
      for (int64_t i = 0; i < ms; ++i) {
        for (int64_t j = k; j < k + ks; ++j) to[(m + i) * rows + (weight ? weight[j] : j)] = *from++;
      }
    }
  }
}

void sum_passes(const ConvArgs& args, int64_t passes,
                const std::function<void(int64_t, int64_t, int64_t, float*, float*)>& part) {
  const GroupSizes s(args);
  const int64_t sums = s.outputs * s.channels * s.taps, flops = 2 * args.batch * sums * s.places;
  float *weights = static_cast<float*>(args.grad_weight), *bias = static_cast<float*>(args.grad_bias);
  const int64_t parts = std::min(passes, std::clamp<int64_t>(flops / kFlopsOfPart, 2, kMostParts));
  if (args.groups > 1 || parts < 2 || flops <= kFlopGrain) {
    return parallel_for(args.groups, kFlopGrain / std::max<int64_t>(1, flops) + 1, [&](int64_t begin, int64_t end) {
      for (int64_t g = begin; g < end; ++g) {
        part(g, 0, passes, weights + g * sums, bias ? bias + g * s.outputs : nullptr);
      }
    });
  }
  const int64_t size = sums + s.outputs;
  const Workspace<float> partial(parts * size);
  parallel_for(parts, 1, [&](int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) {
      float* to = partial.data() + p * size;
      part(0, passes * p / parts, passes * (p + 1) / parts, to, bias ? to + sums : nullptr);
    }
  });
  add_parts(partial.data(), size, parts, weights, sums);
  add_parts(partial.data() + sums, size, parts, bias, s.outputs);
}

}  // namespace nt::cpu
