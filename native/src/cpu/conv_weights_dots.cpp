// The gradient for convolution's weights as dot products.
#include <algorithm>
#include <vector>

#include "cpu/conv_weights.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// As dot products over places. The input is packed as for the forward: a plane for each (channel, column tap), in which
// the taps of one column are the same run begun so many rows further on.
class Dots {
 public:
  explicit Dots(const ConvArgs& a) : a_(a), s_(a), loops_(kernels().conv), rows_(s_.channels * s_.taps) {
    // What is far from the first row in whole steps shares a plane; of every residue there is one.
    for (int64_t j = 0; j < a.kernel[2]; ++j) columns_.push_back(j * a.dilation[2] - a.padding[2]);
    const int64_t step = a.stride[1];
    for (int64_t i = 0; i < a.kernel[1]; ++i) {
      const int64_t residue = i * a.dilation[1] % step;
      if (std::find(residues_.begin(), residues_.end(), residue) == residues_.end()) residues_.push_back(residue);
    }
    const int64_t span = (a.kernel[1] - 1) * a.dilation[1] / step, width = a.out[2], lanes = loops_.lanes;
    const auto residues = static_cast<int64_t>(residues_.size());
    // Planes of about kPack floats a pass, and rows of gradients for a tile that stay in the first cache.
    choose_tile();
    const int64_t budget = kPack / (s_.channels * a.kernel[2]);
    const int64_t places = std::max(width, kGrads / tile_m_);
    height_ = even_part(a.out[1], std::min(budget / (residues * width) - span, places / width));
    pack_rows_ = height_ + span;
    residue_plane_ = pack_rows_ * width + 2 * lanes;
    plane_ = (divide_up(residues * residue_plane_, 16) | 1) * 16;
    image_ = s_.channels * a.kernel[2] * plane_;
    images_ = height_ == a.out[1] ? std::max<int64_t>(1, std::min(budget / plane_, places / s_.places)) : 1;
    for (int64_t c = 0; c < s_.channels; ++c) {
      for (int64_t j = 0; j < a.kernel[2]; ++j) {
        for (int64_t i = 0; i < a.kernel[1]; ++i) {
          const int64_t at = i * a.dilation[1];
          const auto r = std::find(residues_.begin(), residues_.end(), at % step) - residues_.begin();
          place_.push_back((c * a.kernel[2] + j) * plane_ + r * residue_plane_ + at / step * width);
          weight_.push_back((c * a.kernel[1] + i) * a.kernel[2] + j);
        }
      }
    }
  }

  void run() {
    // Groups are independent; within one, threads take images and their sums are added in order.
    const int64_t passes = divide_up(a_.batch, images_) * divide_up(a_.out[1], height_);
    const int64_t threads = std::min<int64_t>(max_threads(), passes);
    const int64_t flops = 2 * a_.batch * s_.outputs * rows_ * s_.places;
    const int64_t per_group = a_.groups == 1 && flops > (2 << 20) ? threads : 1;
    const int64_t sums = s_.outputs * rows_, bias = a_.out_channels;
    Workspace<float> partial(per_group > 1 ? per_group * (sums + bias) : 1);
    parallel_for(a_.groups * per_group, per_group > 1 ? 1 : (2 << 20) / std::max<int64_t>(1, flops) + 1,
                 [&](int64_t begin, int64_t end) {
                   Workspace<float> scratch;
                   for (int64_t u = begin; u < end; ++u) {
                     float* to =
                         per_group > 1 ? partial.data() + u * (sums + bias) : static_cast<float*>(a_.grad_weight);
                     float* to_bias = per_group > 1 ? to + sums : static_cast<float*>(a_.grad_bias);
                     const int64_t part = per_group > 1 ? u : 0;
                     one_group(per_group > 1 ? 0 : u, passes * part / per_group, passes * (part + 1) / per_group,
                               scratch, to, to_bias);
                   }
                 });
    if (per_group == 1) return;
    add_parts(partial.data(), sums + bias, per_group, static_cast<float*>(a_.grad_weight), sums);
    add_parts(partial.data() + sums, sums + bias, per_group, static_cast<float*>(a_.grad_bias), bias);
  }

 private:
  static constexpr int64_t kPack = 48 << 10, kGrads = 4 << 10;

  static void add_parts(const float* parts, int64_t stride, int64_t count, float* to, int64_t n) {
    if (!to) return;
    for (int64_t i = 0; i < n; ++i) {
      float sum = parts[i];
      for (int64_t p = 1; p < count; ++p) sum += parts[p * stride + i];
      to[i] = sum;
    }
  }

  // The tile with the least time, by loads and multiply-adds.
  void choose_tile() {
    int64_t least = INT64_MAX;
    for (int64_t k = 1; k <= kMaxConvDots; ++k) {
      for (int64_t m = 1; m <= kMaxConvDots; ++m) {
        if (!loops_.dots[m][k]) continue;
        const int64_t step = std::max<int64_t>({8, m * k, m + k}) + 2;
        const int64_t time = divide_up(s_.outputs, m) * divide_up(rows_, k) * step;
        if (time >= least) continue;
        least = time;
        tile_m_ = even_part(s_.outputs, m);
        tile_k_ = even_part(rows_, k);
      }
    }
  }

  void one_group(int64_t g, int64_t begin, int64_t end, Workspace<float>& scratch, float* weights, float* bias) const {
    const int64_t lanes = loops_.lanes, places = divide_up(height_ * a_.out[2], lanes) * lanes;
    const int64_t sums = s_.outputs * rows_ * lanes, packed = images_ * image_ + lanes;
    scratch.grow(sums + packed + images_ * s_.outputs * places);
    float* source = scratch.data() + sums;
    float* grads = source + packed;
    std::fill_n(scratch.data(), sums, 0.0f);
    std::vector<double> totals(static_cast<size_t>(s_.outputs));
    const int64_t heights = divide_up(a_.out[1], height_);
    for (int64_t p = begin; p < end; ++p) {
      const int64_t image = p / heights * images_, first = p % heights * height_;
      pass(g, image, std::min(images_, a_.batch - image), first, std::min(height_, a_.out[1] - first), scratch.data(),
           source, grads, totals.data());
    }
    if (weights) add_lanes(scratch.data(), weights + g * s_.outputs * rows_);
    if (bias) std::copy(totals.begin(), totals.end(), bias + g * s_.outputs);
  }

  // Output rows [first, first + height) of some images.
  void pass(int64_t g, int64_t image, int64_t images, int64_t first, int64_t height, float* sums, float* source,
            float* grads, double* totals) const {
    const int64_t lanes = loops_.lanes, count = height * a_.out[2], vectors = divide_up(count, lanes);
    const float* grad = static_cast<const float*>(a_.grad_output);
    auto grad_of = [&](int64_t i, int64_t m) {
      return grad + ((image + i) * a_.out_channels + g * s_.outputs + m) * s_.places + first * a_.out[2];
    };
    for (int64_t i = 0; i < images; ++i) {
      for (int64_t m = 0; m < s_.outputs; ++m) totals[m] += static_cast<double>(loops_.sum(grad_of(i, m), count));
    }
    if (!a_.grad_weight) return;
    for (int64_t i = 0; i < images; ++i) {
      loops_.pack({static_cast<const float*>(a_.input) + ((image + i) * a_.in_channels + g * s_.channels) * s_.in,
                   s_.channels, s_.in, a_.in[1], a_.in[2], a_.kernel[2], a_.stride[2], a_.stride[1], columns_.data(),
                   static_cast<int64_t>(residues_.size()), first * a_.stride[1] - a_.padding[1], residues_.data(),
                   pack_rows_, a_.out[2], source + i * image_, plane_, residue_plane_});
    }
    ConvDots d{grad_of(0, 0), s_.places, a_.out_channels * s_.places, source, nullptr, image_, images,
               vectors,       nullptr};
    // Lanes beyond the last place must not count: gradients are copied where there are such.
    if (count % lanes != 0) {
      d.grad = grads;
      d.grad_row = vectors * lanes;
      d.grad_image = s_.outputs * d.grad_row;
      for (int64_t i = 0; i < images; ++i) {
        for (int64_t m = 0; m < s_.outputs; ++m) {
          float* to = grads + i * d.grad_image + m * d.grad_row;
          std::fill_n(std::copy_n(grad_of(i, m), count, to), d.grad_row - count, 0.0f);
        }
      }
    }
    const float* from = d.grad;
    for (int64_t m = 0; m < s_.outputs; m += tile_m_) {
      const int64_t ms = std::min(tile_m_, s_.outputs - m);
      d.grad = from + m * d.grad_row;
      for (int64_t k = 0; k < rows_; k += tile_k_) {
        const int64_t ks = std::min(tile_k_, rows_ - k);
        d.place = place_.data() + k;
        d.sums = sums + (m * rows_ + k * ms) * lanes;
        loops_.dots[ms][ks](d);
      }
    }
  }

  void add_lanes(const float* sums, float* to) const {
    const int64_t lanes = loops_.lanes;
    for (int64_t m = 0; m < s_.outputs; m += tile_m_) {
      const int64_t ms = std::min(tile_m_, s_.outputs - m);
      for (int64_t k = 0; k < rows_; k += tile_k_) {
        const int64_t ks = std::min(tile_k_, rows_ - k);
        for (int64_t i = 0; i < ms; ++i) {
          for (int64_t j = 0; j < ks; ++j) {
            const float* v = sums + (m * rows_ + k * ms + i * ks + j) * lanes;
            to[(m + i) * rows_ + weight_[k + j]] = loops_.sum(v, lanes);
          }
        }
      }
    }
  }

  const ConvArgs& a_;
  const GroupSizes s_;
  const ConvLoops& loops_;
  int64_t rows_, height_, pack_rows_, residue_plane_, plane_, image_, images_, tile_m_ = 1, tile_k_ = 1;
  std::vector<int64_t> columns_, residues_, place_, weight_;
};

}  // namespace

void conv_weights_by_dots(const ConvArgs& args) { Dots(args).run(); }

}  // namespace nt::cpu
