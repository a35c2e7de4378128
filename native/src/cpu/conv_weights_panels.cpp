// The gradient for convolution's weights as matrix products.
#include <algorithm>
#include <vector>

#include "cpu/conv_weights.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// As the forward's product, for channels that fill vectors: sums[tap][output][channel] over places, from the input turned
// to (place, channel) and the gradient turned to (place, outputs of a tile). Threads share out the outputs.
class Panels {
 public:
  explicit Panels(const ConvArgs& a) : a_(a), s_(a), loops_(kernels().conv) {
    const int64_t vectors = divide_up(s_.channels, loops_.lanes);
    const int64_t most =
        std::min<int64_t>(loops_.lanes, loops_.most_rows == 12 && vectors % 3 == 0 ? 8 : loops_.most_rows);
    tile_ = even_part(s_.outputs, most);
    panel_vectors_ = std::min<int64_t>(vectors, loops_.tile[tile_]);
    panel_ = panel_vectors_ * loops_.lanes;
    panels_ = divide_up(vectors, panel_vectors_);
    tiles_ = divide_up(s_.outputs, tile_);
    reach_ = (a.kernel[1] - 1) * a.dilation[1] + 1;
    width_ = std::max((a.out[2] - 1) * a.stride[2] + (a.kernel[2] - 1) * a.dilation[2] + 1, a.padding[2] + a.in[2]);
    // About kPack floats of a panel a pass.
    const int64_t rows = kPack / (panel_ * width_);
    height_ = even_part(a.out[1], (rows - reach_) / a.stride[1] + 1);
    pack_rows_ = (height_ - 1) * a.stride[1] + reach_;
    images_ = height_ == a.out[1] ? even_part(a.batch, rows / pack_rows_) : 1;
    for (int64_t i = 0; i < images_; ++i) {
      for (int64_t y = 0; y < height_; ++y) source_.push_back((i * pack_rows_ + y * a.stride[1]) * width_ * panel_);
    }
    for (int64_t v = 0; v < panel_vectors_; ++v) vectors_.push_back({v * loops_.lanes, v * loops_.lanes, loops_.lanes});
  }

  void run() {
    const int64_t flops = 2 * a_.batch * tile_ * s_.channels * s_.taps * s_.places;
    parallel_for(a_.groups * tiles_, (2 << 20) / std::max<int64_t>(1, flops) + 1, [&](int64_t begin, int64_t end) {
      Workspace<float> scratch;
      while (begin < end) {
        const int64_t g = begin / tiles_, last = std::min(end, (g + 1) * tiles_);
        some_tiles(g, begin - g * tiles_, last - g * tiles_, scratch);
        begin = last;
      }
    });
  }

 private:
  static constexpr int64_t kPack = 36 << 10;

  void some_tiles(int64_t g, int64_t begin, int64_t end, Workspace<float>& scratch) const {
    const int64_t first_output = begin * tile_, outputs = std::min(s_.outputs, end * tile_) - first_output;
    const int64_t sums = panels_ * s_.taps * outputs * panel_, source = images_ * pack_rows_ * width_ * panel_;
    scratch.grow(sums + source + images_ * height_ * a_.out[2] * outputs + loops_.lanes);
    float* const packed = scratch.data() + sums;
    std::vector<double> totals(static_cast<size_t>(outputs));
    const int64_t heights = divide_up(a_.out[1], height_), passes = divide_up(a_.batch, images_) * heights;
    for (int64_t p = 0; p < passes; ++p) {
      const int64_t image = p / heights * images_, first = p % heights * height_;
      const Pass pass{
          g,      image, std::min(images_, a_.batch - image), first, std::min(height_, a_.out[1] - first), first_output,
          outputs};
      pack_gradient(pass, packed + source, totals.data());
      for (int64_t panel = 0; panel < panels_; ++panel) {
        if (p == 0 || heights > 1 || panels_ > 1) clear_border(packed, source);
        pack_input(pass, panel, packed);
        multiply(pass, p > 0, packed, packed + source, scratch.data() + panel * s_.taps * outputs * panel_);
      }
    }
    write(g, first_output, outputs, scratch.data());
    if (a_.grad_bias) {
      std::copy(totals.begin(), totals.end(), static_cast<float*>(a_.grad_bias) + g * s_.outputs + first_output);
    }
  }

  struct Pass {
    int64_t group, image, images, first, height, first_output, outputs;
  };

  void clear_border(float* to, int64_t n) const {
    const bool below = (a_.out[1] - 1) * a_.stride[1] + reach_ > a_.in[1];
    if (width_ != a_.in[2] || a_.padding[1] > 0 || below) std::fill_n(to, n, 0.0f);
  }

  void pack_gradient(const Pass& p, float* to, double* totals) const {
    const int64_t count = p.height * a_.out[2];
    for (int64_t m = 0; m < p.outputs; m += tile_) {
      const int64_t ms = std::min(tile_, p.outputs - m);
      for (int64_t i = 0; i < p.images; ++i, to += ms * count) {
        const float* from = static_cast<const float*>(a_.grad_output) +
                            ((p.image + i) * a_.out_channels + p.group * s_.outputs + p.first_output + m) * s_.places +
                            p.first * a_.out[2];
        loops_.transpose({from, ms, s_.places, 1, count, to, 0, ms});
        for (int64_t k = 0; k < ms; ++k) totals[m + k] += static_cast<double>(loops_.sum(from + k * s_.places, count));
      }
    }
  }

  void pack_input(const Pass& p, int64_t panel, float* to) const {
    const int64_t first = p.first * a_.stride[1] - a_.padding[1];  // may lie above the input
    const int64_t begin = std::max<int64_t>(0, first), end = std::min(a_.in[1], first + pack_rows_),
                  lanes = loops_.lanes;
    if (begin >= end) return;
    for (int64_t i = 0; i < p.images; ++i) {
      for (int64_t v = 0; v < panel_vectors_; ++v) {
        const int64_t c = panel * panel_ + v * lanes;
        if (c >= s_.channels) break;
        const float* from = static_cast<const float*>(a_.input) +
                            ((p.image + i) * a_.in_channels + p.group * s_.channels + c) * s_.in + begin * a_.in[2];
        loops_.transpose({from, std::min(lanes, s_.channels - c), s_.in, end - begin, a_.in[2],
                          to + ((i * pack_rows_ + begin - first) * width_ + a_.padding[2]) * panel_ + v * lanes,
                          width_ * panel_, panel_});
      }
    }
  }

  void multiply(const Pass& p, bool accumulate, const float* source, const float* grad, float* sums) const {
    const int64_t count = p.images * p.height * a_.out[2];
    for (int64_t m = 0; m < p.outputs; m += tile_) {
      const int64_t ms = std::min(tile_, p.outputs - m);
      for (int64_t t = 0; t < s_.taps; ++t) {
        const int64_t y = t / a_.kernel[2] * a_.dilation[1], x = t % a_.kernel[2] * a_.dilation[2];
        loops_.run[ms]({{p.images * p.height, a_.out[2], a_.stride[2] * panel_, source_.data(), nullptr},
                        grad + m * count,
                        source + (y * width_ + x) * panel_,
                        sums + (t * p.outputs + m) * panel_,
                        panel_,
                        nullptr,
                        accumulate,
                        vectors_.data(),
                        panel_vectors_});
      }
    }
  }

  void write(int64_t g, int64_t first_output, int64_t outputs, const float* sums) const {
    float* to = static_cast<float*>(a_.grad_weight) + (g * s_.outputs + first_output) * s_.channels * s_.taps;
    for (int64_t m = 0; m < outputs; ++m) {
      for (int64_t c = 0; c < s_.channels; ++c) {
        const float* from = sums + (c / panel_ * s_.taps * outputs + m) * panel_ + c % panel_;
        for (int64_t t = 0; t < s_.taps; ++t) *to++ = from[t * outputs * panel_];
      }
    }
  }

  const ConvArgs& a_;
  const GroupSizes s_;
  const ConvLoops& loops_;
  int64_t tile_, tiles_, panel_vectors_, panel_, panels_, reach_, width_, height_, pack_rows_, images_;
  std::vector<int64_t> source_;
  std::vector<ConvVector> vectors_;
};

}  // namespace

bool panels_pay(const ConvArgs& args) {
  const int64_t channels = args.in_channels / args.groups, lanes = kernels().conv.lanes;
  return channels * 4 >= divide_up(channels, lanes) * lanes * 3;
}

void conv_weights_by_panels(const ConvArgs& args) { Panels(args).run(); }

}  // namespace nt::cpu
