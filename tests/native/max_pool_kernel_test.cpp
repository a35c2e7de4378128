// Max pooling against a loop over windows: shapes, strides, ties, infinities and NaN by chance.
#include "draw.h"
#include "ops/windows.h"
#include "support.h"

namespace nt::test {
namespace {

struct Shape {
  int64_t planes, in[2], kernel[2], stride[2], padding[2], dilation[2];
  bool ceil_mode;
};

class MaxPoolKernel : public testing::TestWithParam<Dtype> {
 protected:
  Draw draw{7};

  // A shape that max_pool takes: every other one of those that nets have.
  Shape draw_shape() {
    Shape s{draw(1, 9), {}, {}, {}, {}, {}, draw(0, 1) == 1};
    if (draw(0, 1) == 0) {
      const int64_t kernel = draw(2, 3), padding = draw(0, 1);
      const int64_t rows = draw(3, 20), dilation = rows >= 5 && draw(0, 3) == 0 ? 2 : 1;
      return {s.planes, {rows, draw(3, 100)}, {kernel, kernel}, {2, 2}, {padding, padding}, {dilation, 1}, s.ceil_mode};
    }
    for (int d = 0; d < 2; ++d) {
      s.in[d] = draw(1, 40);
      s.kernel[d] = draw(1, std::min<int64_t>(5, s.in[d]));
      s.stride[d] = draw(1, 4);
      s.padding[d] = draw(0, s.kernel[d] / 2);
      const int64_t room = s.kernel[d] == 1 ? 3 : (s.in[d] + 2 * s.padding[d] - 1) / (s.kernel[d] - 1);
      s.dilation[d] = draw(1, std::min<int64_t>(3, room));
    }
    return s;
  }

  // Mostly few different numbers, so that equals are frequent.
  Tensor draw_input(const Shape& s) {
    Tensor x = Tensor::empty({1, s.planes, s.in[0], s.in[1]}, Dtype::float64);
    const double inf = std::numeric_limits<double>::infinity();
    const double special[] = {-inf, -inf, -inf, inf, std::nan("")};
    for (int64_t i = 0; i < x.numel(); ++i) {
      const int64_t kind = draw(0, 9);
      x.data<double>()[i] = kind < 2 ? special[draw(0, 4)] : static_cast<double>(draw(-3, 3)) * (kind < 5 ? 1.0 : 0.25);
    }
    return x;
  }
};

// NaN wins, then the first of equals; -1 where a window has no place inside.
int64_t maximum(const Shape& s, const double* x, int64_t r, int64_t c, double* best) {
  int64_t found = -1;
  *best = -std::numeric_limits<double>::infinity();
  for (int64_t ky = 0; ky < s.kernel[0]; ++ky) {
    for (int64_t kx = 0; kx < s.kernel[1]; ++kx) {
      const int64_t y = r * s.stride[0] - s.padding[0] + ky * s.dilation[0];
      const int64_t column = c * s.stride[1] - s.padding[1] + kx * s.dilation[1];
      if (y < 0 || y >= s.in[0] || column < 0 || column >= s.in[1]) continue;
      const double v = x[y * s.in[1] + column];
      if (found >= 0 && !(v > *best) && v == v) continue;
      found = y * s.in[1] + column;
      *best = v;
    }
  }
  return found;
}

TEST_P(MaxPoolKernel, IsTheLoopOverWindows) {
  for (int round = 0; round < 400; ++round) {
    const Shape s = draw_shape();
    const Tensor x = draw_input(s), leaf_x = leaf(to(x, GetParam()));
    auto pool = [&](bool with_indices) {
      return max_pool(2, leaf_x, {s.kernel[0], s.kernel[1]}, {s.stride[0], s.stride[1]}, {s.padding[0], s.padding[1]},
                      {s.dilation[0], s.dilation[1]}, s.ceil_mode, with_indices);
    };
    const auto [y, indices] = pool(true);
    const Tensor alone = pool(false).first;
    const Tensor g = to(wave(y.sizes(), 0.3), GetParam());
    const int64_t rows = y.size(2), columns = y.size(3);
    std::vector<double> grad(static_cast<size_t>(x.numel()), 0.0);
    const std::vector<double> got = values(y), got_alone = values(alone), gs = values(g);
    bool all_inside = true;
    for (int64_t i = 0; i < y.numel(); ++i) {
      const int64_t plane = i / (rows * columns), in = s.in[0] * s.in[1];
      double best = 0;
      const int64_t at = maximum(s, x.data<double>() + plane * in, i / columns % rows, i % columns, &best);
      const size_t n = static_cast<size_t>(i);
      EXPECT_TRUE(got[n] == best || (got[n] != got[n] && best != best)) << got[n] << " for " << best;
      EXPECT_TRUE(got_alone[n] == best || (got_alone[n] != got_alone[n] && best != best));
      all_inside = all_inside && at >= 0;
      if (at < 0) continue;
      EXPECT_EQ(indices.data<int64_t>()[i], at);
      grad[static_cast<size_t>(plane * in + at)] += gs[n];
    }
    if (!all_inside) continue;  // PyTorch gives such a window's gradient to some place of the plane
    backward({y, alone}, {g, g}, {}, {});
    for (double& v : grad) v *= 2;
    expect_near(values(grad_of(leaf_x)), grad, GetParam() == Dtype::float64 ? 1e-12 : 1e-5);
    ASSERT_FALSE(HasFailure()) << "planes " << s.planes << " of " << s.in[0] << " x " << s.in[1] << ", kernel "
                               << s.kernel[0] << " x " << s.kernel[1] << ", stride " << s.stride[0] << " x "
                               << s.stride[1] << ", padding " << s.padding[0] << " x " << s.padding[1] << ", dilation "
                               << s.dilation[0] << " x " << s.dilation[1] << (s.ceil_mode ? ", ceil" : "");
  }
}

INSTANTIATE_TEST_SUITE_P(Dtypes, MaxPoolKernel, testing::Values(Dtype::float32, Dtype::float64));

}  // namespace
}  // namespace nt::test
