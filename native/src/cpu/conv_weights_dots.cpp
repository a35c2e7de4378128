// The gradient for convolution's weights as dot products.
#include <algorithm>
#include <vector>

#include "core/late_gradient.h"
#include "cpu/conv_dots.h"
#include "cpu/correlation.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// As dot products over places. The input is packed as for the forward (correlation.h): where output rows fill vectors, taps share
// a plane and dots go row by row, else there is a plane for each (channel, column tap), in which the taps of one column are the
// same run begun so many rows further on.
class Dots {
 public:
  explicit Dots(const ConvArgs& a) : a_(a), s_(a), loops_(kernels().conv), rows_(s_.channels * s_.taps) {
    by_rows_ = a.kernel[2] > 1 && a.out[2] % loops_.lanes == 0;
    std::vector<int64_t> offsets;
    for (int64_t j = 0; j < a.kernel[2]; ++j) offsets.push_back(j * a.dilation[2] - a.padding[2]);
    const Residues columns(offsets, a.stride[2]);
    length_ = a.out[2] + (by_rows_ ? columns.span : 0);
    columns_ = offsets;
    if (by_rows_) {
      columns_.clear();
      for (int64_t r : columns.residue) columns_.push_back(columns.first * a.stride[2] + r);
    }
    const auto planes = static_cast<int64_t>(columns_.size());
    // What is far from the first row in whole steps shares a plane; of every residue there is one.
    const int64_t step = a.stride[1];
    for (int64_t i = 0; i < a.kernel[1]; ++i) {
      const int64_t residue = i * a.dilation[1] % step;
      if (std::find(residues_.begin(), residues_.end(), residue) == residues_.end()) residues_.push_back(residue);
    }
    const int64_t span = (a.kernel[1] - 1) * a.dilation[1] / step, width = length_, lanes = loops_.lanes;
    const auto residues = static_cast<int64_t>(residues_.size());
    // Planes of about kPack floats a pass, and rows of gradients for a tile that stay in the first cache.
    tile_ = dots_tile(loops_, s_.outputs, rows_);
    const int64_t budget = kPack / (s_.channels * planes);
    const int64_t places = std::max(width, kGrads / tile_.m);
    height_ = even_part(a.out[1], std::min(budget / (residues * width) - span, places / width));
    pack_rows_ = height_ + span;
    residue_plane_ = pack_rows_ * width + 2 * lanes;
    plane_ = odd_lines(residues * residue_plane_);
    image_ = s_.channels * planes * plane_;
    images_ = height_ == a.out[1] ? std::max<int64_t>(1, std::min(budget / plane_, places / s_.places)) : 1;
    for (int64_t c = 0; c < s_.channels; ++c) {
      for (int64_t j = 0; j < a.kernel[2]; ++j) {
        const auto tap = static_cast<size_t>(j);
        const int64_t column =
            by_rows_ ? (c * planes + columns.index[tap]) * plane_ + columns.place[tap] : (c * planes + j) * plane_;
        for (int64_t i = 0; i < a.kernel[1]; ++i) {
          const int64_t at = i * a.dilation[1];
          const auto r = std::find(residues_.begin(), residues_.end(), at % step) - residues_.begin();
          place_.push_back(column + r * residue_plane_ + at / step * width);
          weight_.push_back((c * a.kernel[1] + i) * a.kernel[2] + j);
        }
      }
    }
  }

  void run() {
    const int64_t passes = divide_up(a_.batch, images_) * divide_up(a_.out[1], height_);
    sum_passes(a_, passes, [&](int64_t g, int64_t begin, int64_t end, float* weights, float* bias) {
      one_group(g, begin, end, weights, bias);
    });
  }

 private:
  static constexpr int64_t kPack = 48 << 10, kGrads = 4 << 10,
                           kLate = 24 << 10;  // the last: beside the others in the second cache

  void one_group(int64_t g, int64_t begin, int64_t end, float* weights, float* bias) const {
    const int64_t lanes = loops_.lanes, last = images_ * s_.outputs * lanes;
    const int64_t sums = s_.outputs * rows_ * lanes, packed = images_ * image_ + lanes;
    const int64_t size = a_.out_channels * s_.places;
    const int64_t late =
        a_.late_grad_output ? images_ * std::max<int64_t>(1, kLate / (images_ * size)) : 0;  // images at once
    const Workspace<float> scratch(sums + packed + last + late * size);
    float* source = scratch.data() + sums;
    float* last_vectors = source + packed;
    float* computed = last_vectors + last;
    std::fill_n(scratch.data(), sums, 0.0f);
    std::vector<double> totals(static_cast<size_t>(s_.outputs));
    const int64_t heights = divide_up(a_.out[1], height_);
    int64_t first_late = 0, end_late = 0;
    for (int64_t p = begin; p < end; ++p) {
      const int64_t image = p / heights * images_, first = p % heights * height_;
      if (late > 0 && image >= end_late) {
        first_late = image;
        end_late = std::min(image + late, std::min(a_.batch, ((end - 1) / heights + 1) * images_));
        a_.late_grad_output->compute(image, end_late - image, computed);
      }
      const float* from =
          late > 0 ? computed + (image - first_late) * size : static_cast<const float*>(a_.grad_output) + image * size;
      pass(g, image, std::min(images_, a_.batch - image), first, std::min(height_, a_.out[1] - first), from,
           scratch.data(), source, last_vectors, totals.data());
    }
    sum_lanes(loops_, tile_, s_.outputs, rows_, scratch.data(), weight_.data(), weights);
    if (bias) std::copy(totals.begin(), totals.end(), bias);
  }

  // Output rows [first, first + height) of some images, whose gradient begins at `grad`.
  void pass(int64_t g, int64_t image, int64_t images, int64_t first, int64_t height, const float* grad, float* sums,
            float* source, float* last, double* totals) const {
    const int64_t lanes = loops_.lanes, count = height * a_.out[2];
    auto grad_of = [&](int64_t i, int64_t m) {
      return grad + (i * a_.out_channels + g * s_.outputs + m) * s_.places + first * a_.out[2];
    };
    for (int64_t i = 0; i < images; ++i) {
      for (int64_t m = 0; m < s_.outputs; ++m) totals[m] += static_cast<double>(loops_.sum(grad_of(i, m), count));
    }
    for (int64_t i = 0; i < images; ++i) {
      loops_.pack({static_cast<const float*>(a_.input) + ((image + i) * a_.in_channels + g * s_.channels) * s_.in,
                   s_.channels, s_.in, a_.in[1], a_.in[2], static_cast<int64_t>(columns_.size()), a_.stride[2],
                   a_.stride[1], columns_.data(), static_cast<int64_t>(residues_.size()),
                   first * a_.stride[1] - a_.padding[1], residues_.data(), pack_rows_, length_, source + i * image_,
                   plane_, residue_plane_});
    }
    const int64_t rows = by_rows_ ? height : 1, whole = by_rows_ ? a_.out[2] / lanes : count / lanes;
    const int64_t part = by_rows_ ? 0 : count % lanes;
    std::vector<ConvDotsRun> runs;
    for (int64_t i = 0; i < images && whole > 0; ++i) {
      for (int64_t y = 0; y < rows; ++y)
        runs.push_back({grad_of(i, 0) - grad_of(0, 0) + y * a_.out[2], i * image_ + y * length_});
    }
    add(runs, {grad_of(0, 0), s_.places, source, nullptr, nullptr, 0, whole, lanes, nullptr}, sums);
    if (part == 0) return;
    // The last vector's gradients are copied, with zeros behind them.
    runs.clear();
    for (int64_t i = 0; i < images; ++i) {
      for (int64_t m = 0; m < s_.outputs; ++m) {
        float* to = last + (i * s_.outputs + m) * lanes;
        std::fill_n(std::copy_n(grad_of(i, m) + whole * lanes, part, to), lanes - part, 0.0f);
      }
      runs.push_back({i * s_.outputs * lanes, i * image_ + whole * lanes});
    }
    add(runs, {last, lanes, source, nullptr, nullptr, 0, 1, part, nullptr}, sums);
  }

  // To all sums; `d` but for what follows from them and from the runs.
  void add(const std::vector<ConvDotsRun>& runs, ConvDots d, float* sums) const {
    d.runs = runs.data();
    d.run_count = static_cast<int64_t>(runs.size());
    const float* from = d.grad;
    for (int64_t m = 0; m < s_.outputs; m += tile_.m) {
      const int64_t ms = std::min(tile_.m, s_.outputs - m);
      d.grad = from + m * d.grad_row;
      for (int64_t k = 0; k < rows_; k += tile_.k) {
        const int64_t ks = std::min(tile_.k, rows_ - k);
        d.place = place_.data() + k;
        d.sums = sums + (m * rows_ + k * ms) * loops_.lanes;
        loops_.dots[ms][ks](d);
      }
    }
  }

  const ConvArgs& a_;
  const GroupSizes s_;
  const ConvLoops& loops_;
  bool by_rows_;
  int64_t rows_, length_, height_, pack_rows_, residue_plane_, plane_, image_, images_;
  DotsTile tile_;
  std::vector<int64_t> columns_;  // where each packed plane of a channel begins in the input
  std::vector<int64_t> residues_, place_, weight_;
};

}  // namespace

void conv_weights_by_dots(const ConvArgs& args) { Dots(args).run(); }

}  // namespace nt::cpu
