#include "cpu/conv_direct.h"

#include <algorithm>
#include <memory>

#include "cpu/correlation.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"

namespace nt::cpu {
namespace {

constexpr int64_t kFlopGrain = 1 << 20;  // below it a second thread costs more than it brings


// Into a dense result (batch, groups * rows, places). Where parts are fewer than threads, a part's channels are shared out.
void run_dense(const Correlation& c, float* result) {
  const int64_t threads = max_threads();
  const CorrelationPlan plan(c, threads);
  const int64_t places = c.places(), channels = c.groups * c.rows;
  const int64_t images = divide_up(c.batch, plan.block_images), heights = divide_up(c.out_height, plan.block_height);
  const int64_t tiles = divide_up(c.rows, plan.tile_rows), parts = images * c.groups * heights;
  const int64_t shares = parts >= threads ? 1 : std::min(tiles, divide_up(threads, parts));
  const int64_t flops = c.batch * c.flops_of_image() / (parts * shares);
  parallel_for(parts * shares, kFlopGrain / std::max<int64_t>(1, flops) + 1, [&](int64_t begin, int64_t end) {
    CorrelationWork work;
    for (int64_t u = begin; u < end; ++u) {
      const int64_t share = u % shares, at = u / shares;
      const int64_t first = at % heights * plan.block_height, group = at / heights % c.groups;
      const int64_t image = at / heights / c.groups * plan.block_images;
      plan.compute(
          {image, std::min(plan.block_images, c.batch - image), group, first,
           std::min(plan.block_height, c.out_height - first), tiles * share / shares * plan.tile_rows,
           std::min(c.rows, tiles * (share + 1) / shares * plan.tile_rows),
           result + (image * channels + group * c.rows) * places + first * c.out_width, channels * places, places},
          work);
    }
  });
}

Correlation forward_of(const ConvArgs& a) {
  Correlation c;
  c.batch = a.batch;
  c.groups = a.groups;
  c.channels = a.in_channels / a.groups;
  c.rows = a.out_channels / a.groups;
  c.height = a.in[1];
  c.width = a.in[2];
  c.out_height = a.out[1];
  c.out_width = a.out[2];
  c.row_step = a.stride[1];
  c.column_step = a.stride[2];
  for (int64_t i = 0; i < a.kernel[1]; ++i) c.row.push_back(i * a.dilation[1] - a.padding[1]);
  for (int64_t j = 0; j < a.kernel[2]; ++j) c.column.push_back(j * a.dilation[2] - a.padding[2]);
  for (int64_t t = 0; t < a.kernel[1] * a.kernel[2]; ++t) c.tap.push_back(t);
  c.weights = static_cast<const float*>(a.weight);
  c.weight_channel = c.taps();
  c.weight_row = c.channels * c.taps();
  c.weight_group = c.rows * c.weight_row;
  c.source = static_cast<const float*>(a.input);
  c.bias = static_cast<const float*>(a.bias);
  return c;
}

// The taps of one direction that reach inputs i with (i + padding) % stride == phase: tap k of them lies over output
// (i + padding - k dilation) / stride. `first` is the least such input, `count` how many there are.
struct Phase {
  int64_t first, count;
  std::vector<int64_t> taps, places;

  Phase(const ConvArgs& a, int d, int64_t phase) {
    const int64_t stride = a.stride[d];
    first = (phase - a.padding[d] % stride + stride) % stride;
    count = first < a.in[d] ? (a.in[d] - first + stride - 1) / stride : 0;
    for (int64_t k = 0; k < a.kernel[d]; ++k) {
      const int64_t over = first + a.padding[d] - k * a.dilation[d];
      if (over % stride != 0) continue;
      taps.push_back(k);
      places.push_back(over / stride);
    }
  }
};

// The gradient for the inputs of one phase in each direction: a correlation over the output's gradient with stride 1.
Correlation backward_of(const ConvArgs& a, const Phase& y, const Phase& x) {
  Correlation c;
  c.batch = a.batch;
  c.groups = a.groups;
  c.channels = a.out_channels / a.groups;
  c.rows = a.in_channels / a.groups;
  c.height = a.out[1];
  c.width = a.out[2];
  c.out_height = y.count;
  c.out_width = x.count;
  c.row = y.places;
  c.column = x.places;
  for (int64_t i : y.taps) {
    for (int64_t j : x.taps) c.tap.push_back(i * a.kernel[2] + j);
  }
  c.weights = static_cast<const float*>(a.weight);
  c.weight_row = a.kernel[1] * a.kernel[2];
  c.weight_channel = c.rows * c.weight_row;
  c.weight_group = c.channels * c.weight_channel;
  c.source = static_cast<const float*>(a.grad_output);
  return c;
}

// All phases of an image into scratch, from where they are laced into the image.
class Phases {
 public:
  explicit Phases(const ConvArgs& a) : a_(a), planes_(a.in_channels / a.groups) {
    for (int64_t p = 0; p < a.stride[1]; ++p) rows_.emplace_back(a, 1, p);
    for (int64_t p = 0; p < a.stride[2]; ++p) columns_.emplace_back(a, 2, p);
    for (const Phase& y : rows_) {
      for (const Phase& x : columns_) {
        offset_.push_back(room_);
        room_ += planes_ * y.count * x.count;
        const bool empty = y.taps.empty() || x.taps.empty() || y.count == 0 || x.count == 0;
        sums_.push_back(empty ? nullptr : std::make_unique<Correlation>(backward_of(a, y, x)));
        plans_.push_back(empty ? nullptr : std::make_unique<CorrelationPlan>(*sums_.back(), max_threads()));
      }
    }
  }

  void run() const {
    const int64_t flops =
        std::max<int64_t>(1, 2 * planes_ * a_.out_channels * a_.out[1] * a_.out[2] * a_.kernel[1] * a_.kernel[2]);
    parallel_for(a_.batch * a_.groups, kFlopGrain / flops + 1, [&](int64_t begin, int64_t end) {
      CorrelationWork work;
      const Workspace<float> phases(room_);
      for (int64_t u = begin; u < end; ++u) {
        for (size_t p = 0; p < plans_.size(); ++p)
          one(u / a_.groups, u % a_.groups, p, work, phases.data() + offset_[p]);
        lace(phases.data(), static_cast<float*>(a_.grad_input) + u * planes_ * a_.in[1] * a_.in[2]);
      }
    });
  }

 private:
  void one(int64_t image, int64_t group, size_t p, CorrelationWork& work, float* result) const {
    const Phase& x = columns_[p % columns_.size()];
    const Phase& y = rows_[p / columns_.size()];
    if (!plans_[p]) {
      std::fill_n(result, planes_ * x.count * y.count, 0.0f);
      return;
    }
    for (int64_t first = 0; first < y.count; first += plans_[p]->block_height) {
      plans_[p]->compute({image, 1, group, first, std::min(plans_[p]->block_height, y.count - first), 0, planes_,
                          result + first * x.count, 0, x.count * y.count},
                         work);
    }
  }

  void lace(const float* phases, float* to) const {
    const int64_t width = a_.in[2], step = a_.stride[2];
    for (int64_t c = 0; c < planes_; ++c) {
      for (size_t i = 0; i < rows_.size(); ++i) {
        for (size_t j = 0; j < columns_.size(); ++j) {
          const Phase &y = rows_[i], &x = columns_[j];
          const float* from = phases + offset_[i * columns_.size() + j] + c * y.count * x.count;
          for (int64_t r = 0; r < y.count; ++r, from += x.count) {
            float* row = to + (c * a_.in[1] + y.first + r * a_.stride[1]) * width + x.first;
            for (int64_t k = 0; k < x.count; ++k) row[k * step] = from[k];
          }
        }
      }
    }
  }

  const ConvArgs& a_;
  int64_t planes_, room_ = 0;
  std::vector<Phase> rows_, columns_;
  std::vector<int64_t> offset_;
  std::vector<std::unique_ptr<Correlation>> sums_;
  std::vector<std::unique_ptr<CorrelationPlan>> plans_;
};

// Beyond these the packed planes would be mostly zeros, or too long: rows are not cut.
constexpr int64_t kMostStride = 16, kMostRow = 4 << 20;

}  // namespace

bool taps_meet_input(const ConvArgs& a, int d) {
  for (int64_t tap = 0; tap < a.kernel[d]; ++tap) {
    const int64_t offset = tap * a.dilation[d] - a.padding[d];
    const int64_t first = offset >= 0 ? 0 : divide_up(-offset, a.stride[d]);
    if (first >= a.out[d] || first * a.stride[d] + offset >= a.in[d]) return false;
  }
  return true;
}

bool direct_conv_takes(const ConvArgs& a) {
  const bool flat = a.dtype == Dtype::float32 && a.in[0] == 1 && a.out[0] == 1 && a.kernel[0] == 1 && a.padding[0] == 0;
  if (!flat || a.stride[1] > kMostStride || a.stride[2] > kMostStride) return false;
  if (!taps_meet_input(a, 1) || !taps_meet_input(a, 2)) return false;
  const int64_t row = a.out[2] * a.stride[2] + (a.kernel[2] - 1) * a.dilation[2] + 1;
  return row * a.kernel[2] * (std::max(a.in_channels, a.out_channels) / a.groups) <= kMostRow;
}

bool direct_conv_fills(const ConvArgs& a) {
  const int64_t places = a.out[1] * a.out[2], lanes = kernels().conv.lanes;
  return divide_up(places, lanes) * lanes * 10 <= places * 13;
}

void direct_conv_forward(const ConvArgs& a) { run_dense(forward_of(a), static_cast<float*>(a.output)); }

bool direct_conv_pays(const ConvArgs& a) {
  const int64_t step = a.stride[1] * a.stride[2];
  return a.in[1] * a.in[2] * 10 <= a.out[1] * a.out[2] * step * 13;
}

void direct_conv_backward_input(const ConvArgs& a) {
  if (a.stride[1] == 1 && a.stride[2] == 1) {
    return run_dense(backward_of(a, Phase(a, 1, 0), Phase(a, 2, 0)), static_cast<float*>(a.grad_input));
  }
  Phases(a).run();
}

}  // namespace nt::cpu
