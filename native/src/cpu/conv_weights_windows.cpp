// The gradient for convolution's weights from a max pooling's gradient, window by window (kernels/conv_windows.cpp): of
// 3 x 3 windows with stride 2 at most a quarter of the convolution's places have a gradient that is not 0.
#include <algorithm>
#include <atomic>
#include <vector>

#include "core/late_gradient.h"
#include "cpu/conv_dots.h"
#include "cpu/kernels/conv_windows.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kPack = 6 << 10;   // floats of some images' inputs, which stay in the first cache
constexpr int64_t kMost = 32 << 10;  // and of one image's, in the second

// Brings the next images from memory, a share at a time, while others are used.
class Ahead {
 public:
  Ahead(const ConvArgs& a, int64_t image, int64_t images, int64_t shares) {
    const int64_t size = a.in_channels * a.in[1] * a.in[2] * static_cast<int64_t>(sizeof(float));
    next_ = static_cast<const char*>(a.input) + image * size;
    end_ = next_ + (a.groups == 1 ? std::max<int64_t>(0, std::min(images, a.batch - image)) * size : 0);
    share_ = divide_up(end_ - next_, shares);
  }
  void fetch() {
    const char* stop = std::min(end_, next_ + share_);
    for (; next_ < stop; next_ += kLine) __builtin_prefetch(next_);
  }

 private:
  static constexpr int64_t kLine = 64;
  const char *next_, *end_;
  int64_t share_;
};

// The input lies row by row, in each row the channels, zeros around: row of taps n, of channel n % channels, is n rows
// on.
class Windows {
 public:
  explicit Windows(const ConvArgs& a) : a_(a), s_(a), pool_(a.late_grad_output->pool()), loops_(kernels().conv) {
    lanes_ = a.kernel[2] <= 4 ? 4 : 8;
    rows_ = s_.channels * a.kernel[1];
    tile_ = even_part(rows_, kMaxWindowRows);
    height_ = (a.out[1] - 1) * a.stride[1] + a.kernel[1];
    pitch_ = (a.out[2] - 1) * a.stride[2] + a.kernel[2];
    image_ = height_ * s_.channels * pitch_;
    images_ = even_part(a.batch, kPack / image_);
  }

  bool pays() const {
    // With 16 lanes the dense way has twice as much for the same instructions, and this one was not measured.
    const bool part = a_.kernel[2] > 1 && a_.kernel[2] <= 8 && loops_.lanes <= 8;
    const bool dense = a_.dilation[1] == 1 && a_.dilation[2] == 1 && pool_.places;
    const bool sparse = windows() * loops_.lanes * 4 <= s_.places * a_.kernel[2] * 5;
    return a_.dtype == Dtype::float32 && part && dense && sparse && image_ <= kMost;
  }

  bool run() {
    find_windows();
    sum_passes(a_, divide_up(a_.batch, images_),
               [&](int64_t g, int64_t begin, int64_t end, float* weights, float* bias) {
                 passes(g, begin, end, weights, bias);
               });
    return finite_;
  }

 private:
  static constexpr int64_t kBytes = sizeof(float);

  int64_t windows() const { return pool_.out[1] * pool_.out[2]; }

  void find_windows() {
    const auto byte_of = [&](int64_t y, int64_t x) {
      return (y * a_.stride[1] * s_.channels * pitch_ + x * a_.stride[2]) * kBytes;
    };
    for (int64_t i = 0; i < images_; ++i) {
      for (int64_t r = 0; r < pool_.out[1]; ++r) {
        for (int64_t c = 0; c < pool_.out[2]; ++c) {
          window_.push_back(i * image_ * kBytes +
                            byte_of(r * pool_.stride[1] - pool_.padding[1], c * pool_.stride[2] - pool_.padding[2]));
        }
      }
    }
    for (int64_t y = 0; y < pool_.kernel[1]; ++y) {
      for (int64_t x = 0; x < pool_.kernel[2]; ++x)
        place_.push_back(byte_of(y * pool_.dilation[1], x * pool_.dilation[2]));
    }
  }

  void passes(int64_t g, int64_t begin, int64_t end, float* weights, float* bias) {
    const int64_t sums = s_.outputs * rows_ * lanes_, size = images_ * image_ + lanes_;
    const Workspace<float> scratch(sums + size);
    float* source = scratch.data() + sums;
    std::fill_n(scratch.data(), sums + size, 0.0f);
    std::vector<double> totals(static_cast<size_t>(s_.outputs));
    std::vector<const char*> places;  // of each tile of rows
    for (int64_t row = 0; row < rows_; row += tile_) {
      for (int64_t place : place_) places.push_back(reinterpret_cast<const char*>(source + row * pitch_) + place);
    }
    for (int64_t image = begin * images_; image < std::min(a_.batch, end * images_); image += images_) {
      const int64_t images = std::min(images_, a_.batch - image);
      if (!copy(g, image, images, source)) finite_ = false;
      if (!finite_) return;
      add(g, image, images, places.data(), scratch.data(), totals.data());
    }
    write(scratch.data(), weights);
    if (bias) std::copy(totals.begin(), totals.end(), bias);
  }

  // What the taps reach; the borders stay zero.
  bool copy(int64_t g, int64_t image, int64_t images, float* to) const {
    bool finite = true;
    for (int64_t i = 0; i < images; ++i) {
      const float* from =
          static_cast<const float*>(a_.input) + ((image + i) * a_.in_channels + g * s_.channels) * s_.in;
      finite &= loops_.copy_rows({from, s_.channels, s_.in, std::min(a_.in[1], height_ - a_.padding[1]), a_.in[2],
                                  std::min(a_.in[2], pitch_ - a_.padding[2]),
                                  to + i * image_ + a_.padding[1] * s_.channels * pitch_ + a_.padding[2], pitch_});
    }
    return finite;
  }

  void add(int64_t g, int64_t image, int64_t images, const char* const* places, float* sums, double* totals) const {
    const int64_t of_image = a_.out_channels * windows();
    Ahead ahead(a_, image + images, images_, s_.outputs * divide_up(rows_, tile_));
    for (int64_t row = 0; row < rows_; row += tile_, places += place_.size()) {
      const int64_t rows = std::min(tile_, rows_ - row);
      for (int64_t m = 0; m < s_.outputs; ++m) {
        ahead.fetch();
        const int64_t at = image * of_image + (g * s_.outputs + m) * windows();
        const float* grad = static_cast<const float*>(pool_.grad_output) + at;
        loops_.windows[lanes_ == 8][rows]({images, windows(), pitch_, grad, pool_.places + at, of_image, window_.data(),
                                           places, sums + (m * rows_ + row) * lanes_});
        if (row > 0) continue;
        for (int64_t i = 0; i < images; ++i) {
          totals[m] += static_cast<double>(loops_.sum(grad + i * of_image, windows()));
        }
      }
    }
  }

  void write(const float* sums, float* to) const {
    for (int64_t m = 0; m < s_.outputs; ++m) {
      for (int64_t c = 0; c < s_.channels; ++c) {
        for (int64_t i = 0; i < a_.kernel[1]; ++i) {
          to = std::copy_n(sums + (m * rows_ + i * s_.channels + c) * lanes_, a_.kernel[2], to);
        }
      }
    }
  }

  const ConvArgs& a_;
  const GroupSizes s_;
  const PoolArgs pool_;
  const ConvLoops& loops_;
  int64_t lanes_, rows_, tile_, height_, pitch_, image_, images_;
  std::vector<int64_t> window_, place_;  // bytes to a window's place 0, and on to each of its places
  std::atomic<bool> finite_ = true;
};

}  // namespace

bool conv_weights_by_windows(const ConvArgs& args) {
  Windows windows(args);
  return windows.pays() && windows.run();
}

}  // namespace nt::cpu
