// 2-d convolution. float32 goes through oneDNN with channels last, its fastest plain layout; float64, which oneDNN lacks,
// through patches and a product of our own.
#include <cstring>
#include <vector>

#include "cpu/conv_onednn.h"
#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

// One image's group of channels as a matrix: a row for each (channel, kernel place), a column for each output place.
struct Patches {
  const Conv2dArgs& args;
  int64_t channels, rows, columns;

  explicit Patches(const Conv2dArgs& a)
      : args(a),
        channels(a.in_channels / a.groups),
        rows(channels * a.kernel[0] * a.kernel[1]),
        columns(a.out[0] * a.out[1]) {}

  // Calls f(place in the matrix, place in the group's planes) for every pair that is not padding.
  template <class F>
  void for_each(F&& f) const {
    int64_t row = 0;
    for (int64_t c = 0; c < channels; ++c) {
      for (int64_t kh = 0; kh < args.kernel[0]; ++kh) {
        for (int64_t kw = 0; kw < args.kernel[1]; ++kw, ++row) {
          for (int64_t oh = 0; oh < args.out[0]; ++oh) {
            const int64_t h = oh * args.stride[0] - args.padding[0] + kh * args.dilation[0];
            if (h < 0 || h >= args.in[0]) continue;
            for (int64_t ow = 0; ow < args.out[1]; ++ow) {
              const int64_t w = ow * args.stride[1] - args.padding[1] + kw * args.dilation[1];
              if (w < 0 || w >= args.in[1]) continue;
              f(row * columns + oh * args.out[1] + ow, (c * args.in[0] + h) * args.in[1] + w);
            }
          }
        }
      }
    }
  }
};

// One (image, group) of double tensors at a time.
class DoubleConv {
 public:
  explicit DoubleConv(const Conv2dArgs& args)
      : args_(args),
        patches_(args),
        out_group_(args.out_channels / args.groups),
        gemm_(kernels().gemm[static_cast<int>(Dtype::float64)]),
        matrix_(static_cast<size_t>(patches_.rows * patches_.columns)) {}

  void forward() {
    for_each([&](int64_t in, int64_t w, int64_t out, int64_t group) {
      load(static_cast<const double*>(args_.input) + in);
      double* y = static_cast<double*>(args_.output) + out;
      for (int64_t o = 0; o < out_group_; ++o) {
        const double offset = args_.bias ? static_cast<const double*>(args_.bias)[group * out_group_ + o] : 0;
        std::fill_n(y + o * patches_.columns, patches_.columns, offset);
      }
      gemm_(out_group_, patches_.columns, patches_.rows, static_cast<const double*>(args_.weight) + w, patches_.rows, 1,
            matrix_.data(), patches_.columns, 1, y, patches_.columns, true);
    });
  }

  void backward() {
    clear(args_.grad_weight, args_.out_channels * patches_.rows);
    clear(args_.grad_bias, args_.out_channels);
    clear(args_.grad_input, args_.batch * args_.in_channels * args_.in[0] * args_.in[1]);
    for_each([&](int64_t in, int64_t w, int64_t out, int64_t group) {
      const double* g = static_cast<const double*>(args_.grad_output) + out;
      if (args_.grad_bias) {
        double* bias = static_cast<double*>(args_.grad_bias) + group * out_group_;
        for (int64_t i = 0; i < out_group_ * patches_.columns; ++i) bias[i / patches_.columns] += g[i];
      }
      if (args_.grad_weight) {
        load(static_cast<const double*>(args_.input) + in);
        gemm_(out_group_, patches_.rows, patches_.columns, g, patches_.columns, 1, matrix_.data(), 1, patches_.columns,
              static_cast<double*>(args_.grad_weight) + w, patches_.rows, true);
      }
      if (args_.grad_input) {
        gemm_(patches_.rows, patches_.columns, out_group_, static_cast<const double*>(args_.weight) + w, 1, patches_.rows,
              g, patches_.columns, 1, matrix_.data(), patches_.columns, false);
        double* x = static_cast<double*>(args_.grad_input) + in;
        patches_.for_each([&](int64_t m, int64_t i) { x[i] += matrix_[static_cast<size_t>(m)]; });
      }
    });
  }

 private:
  static void clear(void* data, int64_t n) {
    if (data) memset(data, 0, static_cast<size_t>(n) * sizeof(double));
  }
  void load(const double* x) {
    std::fill(matrix_.begin(), matrix_.end(), 0.0);
    patches_.for_each([&](int64_t m, int64_t i) { matrix_[static_cast<size_t>(m)] = x[i]; });
  }
  // f(offset of the group's input planes, of its weights, of its output planes, group)
  template <class F>
  void for_each(F&& f) {
    for (int64_t n = 0; n < args_.batch; ++n) {
      for (int64_t g = 0; g < args_.groups; ++g) {
        f((n * args_.in_channels + g * patches_.channels) * args_.in[0] * args_.in[1], g * out_group_ * patches_.rows,
          (n * args_.out_channels + g * out_group_) * patches_.columns, g);
      }
    }
  }

  const Conv2dArgs& args_;
  Patches patches_;
  int64_t out_group_;
  GemmLoop gemm_;
  std::vector<double> matrix_;
};

}  // namespace

void conv2d_forward(const Conv2dArgs& args) {
  args.dtype == Dtype::float64 ? DoubleConv(args).forward() : onednn_conv2d_forward(args);
}

void conv2d_backward(const Conv2dArgs& args) {
  args.dtype == Dtype::float64 ? DoubleConv(args).backward() : onednn_conv2d_backward(args);
}

}  // namespace nt::cpu
