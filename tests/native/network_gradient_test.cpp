// Ops over windows, statistics and grids against central differences, first and second derivatives.
#include "ops/norms.h"
#include "ops/sampling.h"
#include "ops/windows.h"
#include "support.h"

namespace nt::test {
namespace {

using Inputs = std::vector<Tensor>;

// Values that look random, and differ from each other.
Tensor wave(const Dims& sizes, double start = 0.1) {
  Tensor t = linspace(start, start + 2.39 * static_cast<double>(numel_of(sizes)), numel_of(sizes), Dtype::float64);
  for (int64_t i = 0; i < t.numel(); ++i) t.data<double>()[i] = std::sin(t.data<double>()[i]);
  return reshape(t, sizes);
}

// (2, 2, 4), (2, 2, 4, 5) or (2, 2, 4, 5, 3)
Tensor image(int rank) {
  Dims sizes{2, 2, 4, 5, 3};
  while (sizes.size() > rank + 2) sizes.pop_back();
  return wave(sizes);
}

Dims kernel_sizes(int64_t first, int64_t second, int rank) {
  Dims sizes{first, second, 2, 3, 2};
  while (sizes.size() > rank + 2) sizes.pop_back();
  return sizes;
}

class Ranks : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Spatial, Ranks, testing::Values(1, 2, 3));

TEST_P(Ranks, ConvolutionMatchesDifferences) {
  const int rank = GetParam();
  const Tensor w = wave(kernel_sizes(4, 1, rank), 0.3), bias = wave({4}, 0.7);
  check_gradient([=](const Inputs& in) { return conv(rank, in[0], in[1], in[2], {2}, {1}, {1}, 2); },
                 {image(rank), w, bias});
  check_gradient([=](const Inputs& in) { return conv_same(rank, in[0], in[1], {}, {1}, {2}, 2); }, {image(rank), w});
}

TEST_P(Ranks, TransposedConvolutionMatchesDifferences) {
  const int rank = GetParam();
  check_gradient([=](const Inputs& in) { return conv_transpose(rank, in[0], in[1], in[2], {2}, {1}, {1}, 2, {1}); },
                 {image(rank), wave(kernel_sizes(2, 2, rank), 0.3), wave({4}, 0.7)});
}

TEST_P(Ranks, PoolingMatchesDifferences) {
  const int rank = GetParam();
  const Tensor x = image(rank);
  const int64_t divisor = -3;
  check_gradient([=](const Inputs& in) { return max_pool(rank, in[0], {2}, {1}, {1}, {2}, true, false).first; }, {x});
  check_gradient([=](const Inputs& in) { return max_pool(rank, in[0], {2}, {}, {0}, {1}, false, false).first; }, {x});
  check_gradient([=](const Inputs& in) { return avg_pool(rank, in[0], {3}, {2}, {1}, true, false, nullptr); }, {x});
  check_gradient([=](const Inputs& in) { return avg_pool(rank, in[0], {2}, {1}, {1}, false, true, &divisor); }, {x});
  check_gradient([=](const Inputs& in) { return adaptive_avg_pool(rank, in[0], {3}); }, {x});
  check_gradient([=](const Inputs& in) { return adaptive_max_pool(rank, in[0], {2}, true).first; }, {x});
  const auto [pooled, places] = max_pool(rank, x, {2}, {}, {0}, {1}, false, true);
  check_gradient([=, places = places](const Inputs& in) { return max_unpool(rank, in[0], places, {2}, {}, {0}, x.sizes()); }, {pooled});
}

TEST_P(Ranks, NormsMatchDifferences) {
  const int rank = GetParam();
  const Tensor x = image(rank), weight = wave({2}, 0.3), bias = wave({2}, 0.7), mean = wave({2}), var = square(wave({2}, 0.9));
  for (bool training : {true, false}) {
    check_gradient(
        [&](const Inputs& in) { return batch_norm(in[0], clone(mean), clone(var), in[1], in[2], training, 0.1, 1e-3); },
        {x, weight, bias});
  }
  check_gradient([&](const Inputs& in) { return instance_norm(in[0], {}, {}, in[1], in[2], true, 0.1, 1e-3); }, {x, weight, bias});
  check_gradient([&](const Inputs& in) { return group_norm(in[0], 1, in[1], in[2], 1e-3); }, {x, weight, bias});
  const Dims last{x.size(x.dim() - 1)};
  check_gradient([&](const Inputs& in) { return layer_norm("layer_norm", in[0], last, in[1], in[2], 1e-3).result; },
                 {x, wave(last, 0.3), wave(last, 0.7)});
  check_gradient([&](const Inputs& in) { return local_response_norm(in[0], 2, 0.5, 0.75, 1); }, {x});
}

TEST_P(Ranks, InterpolationMatchesDifferences) {
  const int rank = GetParam();
  std::vector<Interpolation> modes{Interpolation::nearest, Interpolation::nearest_exact, Interpolation::area};
  modes.push_back(rank == 1 ? Interpolation::linear : rank == 2 ? Interpolation::bilinear : Interpolation::trilinear);
  if (rank == 2) modes.push_back(Interpolation::bicubic);
  for (Interpolation mode : modes) {
    check_gradient([=](const Inputs& in) { return interpolate(in[0], {}, {1.7}, mode, Choice::open, Choice::open, false); },
                   {image(rank)});
  }
  if (rank != 2) return;
  check_gradient(
      [=](const Inputs& in) { return interpolate(in[0], {2, 3}, {}, Interpolation::bicubic, Choice::yes, Choice::open, true); },
      {image(2)});
}

TEST(GridSampleGradient, MatchesDifferences) {
  using Mode = GridSampleArgs::Mode;
  using Padding = GridSampleArgs::Padding;
  for (int rank : {2, 3}) {
    const Tensor grid = rank == 2 ? wave({2, 3, 2, 2}, 0.37) : wave({2, 2, 2, 2, 3}, 0.37);
    for (Mode mode : {Mode::bilinear, Mode::bicubic}) {
      if (rank == 3 && mode == Mode::bicubic) continue;
      for (Padding padding : {Padding::zeros, Padding::border, Padding::reflection}) {
        for (bool align : {true, false}) {
          check_gradient([=](const Inputs& in) { return grid_sample(in[0], in[1] * 1.3, mode, padding, align); },
                         {image(rank), grid}, false);
        }
      }
    }
  }
}

}  // namespace
}  // namespace nt::test
