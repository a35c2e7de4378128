// Derivatives of norms of rows whose elements have a weight each, as layer norm has them; of several sets of weights, rows
// take one after the other. While a row is in the cache its sums, its gradient and its part in the weights' are taken;
// rows that are too long for that are cut.
#include "cpu/norm.h"
#include "cpu/norm_parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kFold = 16;   // rows that are summed in T before double takes them
constexpr int64_t kBands = 32;  // of rows, at most, which have sums of their own

template <class T>
class Backward {
 public:
  explicit Backward(const NormArgs& args)
      : args_(args),
        loops_(kernels().norm[static_cast<int>(args.dtype)]),
        rows_(args.groups),
        pieces_(std::max<int64_t>(1, divide_up(args.length, kNormPart))),
        band_(std::max({divide_up(rows_, kBands), divide_up(2 * kNormPart, std::max<int64_t>(1, args.length)),
                        kFold * args.affine_groups})),
        bands_(divide_up(rows_, band_)),
        weights_(args.affine_groups * args.length),
        of_weights_(weighs() ? bands_ * weights_ : 0),
        of_bias_(weighs() ? bands_ * weights_ : 0),
        sums_(pieces_ > 1 ? rows_ * pieces_ : 0) {}

  void run() const {
    if (pieces_ > 1) {
      for_each_task(rows_ * pieces_, kNormPart, [&](int64_t i) { sums_[i] = sums_of(i / pieces_, i % pieces_); });
    }
    for_each_task(bands_ * pieces_, band_ * std::min(kNormPart, args_.length),
                  [&](int64_t i) { band(i / pieces_, i % pieces_); });
    if (weighs()) finish();
  }

 private:
  bool weighs() const { return args_.grad_weight || args_.grad_bias; }
  double mean(int64_t row) const { return static_cast<double>(*at<T>(args_.mean, row)); }
  double rstd(int64_t row) const { return static_cast<double>(*at<T>(args_.rstd, row)); }
  int64_t own_weights(int64_t row) const { return weight_group(args_, row) * args_.length; }
  int64_t width(int64_t piece) const { return std::min(kNormPart, args_.length - piece * kNormPart); }

  NormSums sums_of(int64_t row, int64_t piece) const {
    const int64_t column = piece * kNormPart, place = row * args_.group_stride + column;
    return loops_.sums_elements(at<T>(args_.grad_output, place), at<T>(args_.input, place),
                                at<T>(args_.weight, own_weights(row) + column), width(piece), mean(row));
  }

  // rstd (h - mean(h) - (x - mean) rstd^2 mean(h (x - mean))) with h = g w
  NormSlope slope(int64_t row, int64_t column) const {
    NormSums all;
    for (int64_t p = 0; p < pieces_; ++p) {
      const NormSums part = pieces_ > 1 ? sums_[row * pieces_ + p] : sums_of(row, p);
      all.plain += part.plain;
      all.moment += part.moment;
    }
    const double r = rstd(row), count = static_cast<double>(args_.length);
    return {mean(row),
            r,
            -r * r * r * all.moment / count,
            -r * all.plain / count,
            at<T>(args_.weight, own_weights(row) + column),
            0,
            false};
  }

  // One piece of a band's rows.
  void band(int64_t b, int64_t piece) const {
    const int64_t column = piece * kNormPart, n = width(piece), begin = b * band_, end = std::min(rows_, begin + band_);
    const int64_t sets = args_.affine_groups, fold = kFold * sets;
    const Workspace<T> room(weighs() ? 2 * sets * n : 0);
    T *plain = room.data(), *moment = nullptr;
    double *bias = nullptr, *weight = nullptr;
    if (weighs()) {
      moment = plain + sets * n;
      bias = of_bias_.data() + b * weights_ + column;
      weight = of_weights_.data() + b * weights_ + column;
      std::fill_n(plain, 2 * sets * n, T(0));
      for (int64_t k = 0; k < sets; ++k) {
        std::fill_n(bias + k * args_.length, n, 0.0);
        std::fill_n(weight + k * args_.length, n, 0.0);
      }
    }
    for (int64_t row = begin; row < end; ++row) {
      const int64_t place = row * args_.group_stride + column;
      const T *g = at<T>(args_.grad_output, place), *x = at<T>(args_.input, place);
      if (args_.grad_input) loops_.gradient_elements(at<T>(args_.grad_input, place), g, x, n, slope(row, column));
      if (!weighs()) continue;
      const int64_t set = weight_group(args_, row) * n;
      loops_.add_elements(plain + set, moment + set, g, x, n, mean(row), rstd(row));
      if ((row - begin + 1) % fold != 0 && row + 1 < end) continue;
      for (int64_t k = 0; k < sets; ++k) {
        loops_.drain(bias + k * args_.length, plain + k * n, n);
        loops_.drain(weight + k * args_.length, moment + k * n, n);
      }
    }
  }

  // The bands' sums, in their order.
  void finish() const {
    for (int64_t b = 1; b < bands_; ++b) {
      for (int64_t j = 0; j < weights_; ++j) {
        of_bias_[j] += of_bias_[b * weights_ + j];
        of_weights_[j] += of_weights_[b * weights_ + j];
      }
    }
    for (int64_t j = 0; j < weights_; ++j) {
      if (args_.grad_bias) *at<T>(args_.grad_bias, j) = static_cast<T>(of_bias_[j]);
      if (args_.grad_weight) *at<T>(args_.grad_weight, j) = static_cast<T>(of_weights_[j]);
    }
  }

  const NormArgs& args_;
  const NormLoops& loops_;
  const int64_t rows_, pieces_, band_, bands_;
  const int64_t weights_;  // of all sets
  const Workspace<double> of_weights_, of_bias_;
  const Workspace<NormSums> sums_;
};

}  // namespace

void norm_elements_backward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? Backward<double>(args).run() : Backward<float>(args).run();
}

}  // namespace nt::cpu
