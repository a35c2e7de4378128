#include "cpu/conv_pointwise.h"

#include <algorithm>

#include "core/backend.h"
#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Below these a product's packing costs more than it brings.
constexpr int64_t kFewestChannels = 64, kFewestPlaces = 128;

class Pointwise {
 public:
  explicit Pointwise(const ConvArgs& a)
      : a_(a),
        strided_(a.stride[1] > 1 || a.stride[2] > 1),
        in_(a.in[1] * a.in[2]),
        places_(a.out[1] * a.out[2]),
        input_(static_cast<const float*>(a.input)),
        weight_(static_cast<const float*>(a.weight)),
        grad_(static_cast<const float*>(a.grad_output)) {}

  void forward() const {
    const auto* bias = static_cast<const float*>(a_.bias);
    each_image([&](int64_t image, float* gathered) {
      float* out = static_cast<float*>(a_.output) + image * a_.out_channels * places_;
      for (int64_t m = 0; bias && m < a_.out_channels; ++m) std::fill_n(out + m * places_, places_, bias[m]);
      multiply({a_.out_channels, places_, a_.in_channels}, weight_, a_.in_channels, 1, source(image, gathered), places_,
               1, out, bias != nullptr);
    });
  }

  void backward_input() const {
    each_image([&](int64_t image, float* gathered) {
      float* to = static_cast<float*>(a_.grad_input) + image * a_.in_channels * in_;
      multiply({a_.in_channels, places_, a_.out_channels}, weight_, 1, a_.in_channels, grad_of(image), places_, 1,
               strided_ ? gathered : to, false);
      if (strided_) spread(gathered, to);
    });
  }

  // Threads share out its rows, each of which sums over all images in turn.
  void backward_weight() const {
    const int64_t image_size = a_.in_channels * places_;
    const Workspace<float> all(strided_ ? a_.batch * image_size : 0);
    if (strided_) {
      parallel_for(a_.batch, 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) gather(i, all.data() + i * image_size);
      });
    }
    const int64_t flops = 2 * a_.batch * image_size;
    parallel_for(a_.out_channels, std::max<int64_t>(16, kGrain * 32 / flops), [&](int64_t begin, int64_t end) {
      float* to = static_cast<float*>(a_.grad_weight) + begin * a_.in_channels;
      for (int64_t image = 0; image < a_.batch; ++image) {
        const float* from = strided_ ? all.data() + image * image_size : input_ + image * image_size;
        multiply({end - begin, a_.in_channels, places_}, grad_of(image) + begin * places_, places_, 1, from, 1, places_,
                 to, image > 0);
      }
    });
  }

 private:
  struct Sizes {
    int64_t m, n, k;
  };

  // A single image is left to the product's own threads.
  template <class F>
  void each_image(F&& f) const {
    parallel_for(a_.batch, a_.batch < max_threads() ? a_.batch : 1, [&](int64_t begin, int64_t end) {
      const Workspace<float> gathered(strided_ ? a_.in_channels * places_ : 0);
      for (int64_t i = begin; i < end; ++i) f(i, gathered.data());
    });
  }

  void multiply(Sizes s, const float* a, int64_t a_row, int64_t a_col, const float* b, int64_t b_row, int64_t b_col,
                float* c, bool accumulate) const {
    matmul({Dtype::float32, 1, s.m, s.n, s.k, a, 0, a_row, a_col, b, 0, b_row, b_col, c, 0, s.n, accumulate, 0});
  }

  const float* grad_of(int64_t image) const { return grad_ + image * a_.out_channels * places_; }

  const float* source(int64_t image, float* gathered) const {
    if (!strided_) return input_ + image * a_.in_channels * in_;
    gather(image, gathered);
    return gathered;
  }

  // The places of an image that count, dense.
  void gather(int64_t image, float* to) const {
    const int64_t none = 0;
    kernels().conv.pack({input_ + image * a_.in_channels * in_, a_.in_channels, in_, a_.in[1], a_.in[2], 1,
                         a_.stride[2], a_.stride[1], &none, 1, 0, &none, a_.out[1], a_.out[2], to, places_, places_});
  }

  // The reverse, with zeros between.
  void spread(const float* from, float* to) const {
    std::fill_n(to, a_.in_channels * in_, 0.0f);
    for (int64_t c = 0; c < a_.in_channels; ++c) {
      for (int64_t y = 0; y < a_.out[1]; ++y) {
        float* row = to + c * in_ + y * a_.stride[1] * a_.in[2];
        for (int64_t x = 0; x < a_.out[2]; ++x) row[x * a_.stride[2]] = *from++;
      }
    }
  }

  const ConvArgs& a_;
  bool strided_;
  int64_t in_, places_;
  const float *input_, *weight_, *grad_;
};

}  // namespace

bool pointwise_takes(const ConvArgs& a) {
  for (int d = 0; d < kSpatial; ++d) {
    if (a.kernel[d] != 1 || a.padding[d] != 0) return false;
  }
  return a.dtype == Dtype::float32 && a.groups == 1 && a.in[0] == 1 && a.batch > 0 &&
         a.in_channels >= kFewestChannels && a.out_channels >= kFewestChannels && a.out[1] * a.out[2] >= kFewestPlaces;
}

void pointwise_forward(const ConvArgs& args) { Pointwise(args).forward(); }

void pointwise_backward_input(const ConvArgs& args) { Pointwise(args).backward_input(); }

void pointwise_backward_weights(const ConvArgs& args) { Pointwise(args).backward_weight(); }

}  // namespace nt::cpu
