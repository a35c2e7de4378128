// Norms of (rows, columns) whose groups are the columns, as batch norm over features has them: neighbouring columns are taken
// together, so that nothing is laid out anew, and rows are cut into bands, so that few columns have many threads too. 2 reads
// and a write an element.
#include <algorithm>

#include "cpu/norm.h"
#include "cpu/norm_parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kBands = 32;       // of rows, at most
constexpr int64_t kFewColumns = 64;  // fewer are laid side by side
constexpr int64_t kBandElements = 32768;

// Rows of few columns are read as rows of `folds` times as many, and what is left at the end as a band of its own.
struct Bands {
  int64_t columns, folds, wide, rows, rest;  // rest: plain rows at the end
  int64_t band, count;

  Bands(int64_t all_rows, int64_t all_columns) : columns(all_columns) {
    folds =
        columns < kFewColumns ? std::max<int64_t>(1, std::min(divide_up(2 * kFewColumns, columns), all_rows / 32)) : 1;
    wide = folds * columns;
    rows = all_rows / folds;
    rest = all_rows % folds;
    band = (std::max(divide_up(rows, kBands), divide_up(kBandElements, wide)) + 31) / 32 * 32;
    count = divide_up(rows, band);
  }
  int64_t begin(int64_t b) const { return b * band; }
  int64_t size(int64_t b) const { return std::min(band, rows - b * band); }
  int64_t tiles() const { return divide_up(wide, kNormColumns); }
  int64_t width(int64_t tile) const { return std::min(kNormColumns, wide - tile * kNormColumns); }
};

template <class T>
class Columns {
 public:
  explicit Columns(const NormArgs& args)
      : args_(args), loops_(kernels().norm_columns[static_cast<int>(args.dtype)]), bands_(args.segments, args.groups) {}

  void forward() const {
    if (!args_.given) find_statistics();
    const Workspace<T> maps(3 * bands_.wide);
    T *mean = maps.data(), *scale = mean + bands_.wide, *shift = scale + bands_.wide;
    for (int64_t j = 0; j < bands_.columns; ++j) {
      mean[j] = *at<T>(args_.mean, j);
      scale[j] = args_.weight ? *at<T>(args_.rstd, j) * *at<T>(args_.weight, j) : *at<T>(args_.rstd, j);
      shift[j] = args_.bias ? *at<T>(args_.bias, j) : T(0);
    }
    for (T* row : {mean, scale, shift}) repeat(row);
    for_each_tile([&](int64_t place, NormTile tile, int64_t column, int64_t) {
      loops_.apply(at<T>(args_.output, place), at<T>(args_.input, place), tile, mean + column, scale + column,
                   shift + column);
    });
  }

  void backward() const {
    const Workspace<double> room(2 * sums_size());
    double *plain = room.data(), *moment = plain + sums_size();
    const Workspace<T> means(bands_.wide);
    std::copy_n(at<T>(args_.mean, 0), bands_.columns, means.data());
    repeat(means.data());
    for_each_tile([&](int64_t place, NormTile tile, int64_t column, int64_t to) {
      loops_.sums(plain + to, moment + to, at<T>(args_.grad_output, place), at<T>(args_.input, place), tile,
                  means.data() + column);
    });
    for (double* sums : {plain, moment}) add_up(sums);
    for (int64_t j = 0; j < bands_.columns; ++j) {
      const double rstd = static_cast<double>(*at<T>(args_.rstd, j));
      if (args_.grad_bias) *at<T>(args_.grad_bias, j) = static_cast<T>(plain[j]);
      if (args_.grad_weight) *at<T>(args_.grad_weight, j) = static_cast<T>(moment[j] * rstd);
    }
    if (args_.grad_input) input_gradient(means.data(), plain, moment);
  }

 private:
  // f(place, tile, its first column, the place of its sums). The rest's sums stand behind those of all bands.
  template <class F>
  void for_each_tile(F&& f) const {
    const int64_t tiles = bands_.tiles(),
                  size = std::min(bands_.band, bands_.rows) * std::min(kNormColumns, bands_.wide);
    parallel_for(bands_.count * tiles, std::max<int64_t>(1, kGrain / std::max<int64_t>(1, size)),
                 [&](int64_t begin, int64_t end) {
                   for (int64_t i = begin; i < end; ++i) {
                     const int64_t b = i / tiles, column = i % tiles * kNormColumns;
                     f(bands_.begin(b) * bands_.wide + column,
                       NormTile{bands_.size(b), bands_.wide, bands_.width(i % tiles)}, column,
                       b * bands_.wide + column);
                   }
                 });
    if (bands_.rest > 0) {
      f(bands_.rows * bands_.wide, NormTile{bands_.rest, bands_.columns, bands_.columns}, 0,
        bands_.count * bands_.wide);
    }
  }

  int64_t sums_size() const { return bands_.count * bands_.wide + bands_.columns; }

  // What each column has, for all its folds.
  void repeat(T* row) const {
    for (int64_t j = bands_.columns; j < bands_.wide; ++j) row[j] = row[j - bands_.columns];
  }

  // All bands' and folds' sums, in the first band's place.
  void add_up(double* sums) const {
    for (int64_t b = 1; b < bands_.count; ++b) {
      for (int64_t j = 0; j < bands_.wide; ++j) sums[j] += sums[b * bands_.wide + j];
    }
    for (int64_t j = bands_.columns; j < bands_.wide; ++j) sums[j % bands_.columns] += sums[j];
    const double* rest = sums + bands_.count * bands_.wide;
    for (int64_t j = 0; bands_.rest > 0 && j < bands_.columns; ++j) sums[j] += rest[j];
  }

  void find_statistics() const {
    const Workspace<double> room(2 * sums_size());
    double *mean = room.data(), *squares = mean + sums_size();
    for_each_tile([&](int64_t place, NormTile tile, int64_t, int64_t to) {
      loops_.moments(mean + to, squares + to, at<T>(args_.input, place), tile);
    });
    auto join = [&](int64_t from, double before, double more, int64_t width) {
      loops_.join(mean, squares, before, mean + from, squares + from, more, width);
    };
    for (int64_t b = 1; b < bands_.count; ++b) {
      join(b * bands_.wide, static_cast<double>(bands_.begin(b)), static_cast<double>(bands_.size(b)), bands_.wide);
    }
    const double rows = static_cast<double>(bands_.rows);
    for (int64_t k = 1; k < bands_.folds; ++k)
      join(k * bands_.columns, static_cast<double>(k) * rows, rows, bands_.columns);
    if (bands_.rest > 0) {
      join(bands_.count * bands_.wide, static_cast<double>(bands_.folds) * rows, static_cast<double>(bands_.rest),
           bands_.columns);
    }
    const double count = static_cast<double>(args_.segments);
    for (int64_t j = 0; j < bands_.columns; ++j) store_statistics<T>(args_, j, mean[j], squares[j] / count);
  }

  // rstd w (g - mean(g) - (x - mean) rstd^2 mean(g (x - mean))), or rstd w g where statistics are constants.
  void input_gradient(const T* mean, const double* plain, const double* moment) const {
    const double count = static_cast<double>(args_.segments);
    const Workspace<T> maps(3 * bands_.wide);
    T *scale = maps.data(), *slope = scale + bands_.wide, *shift = slope + bands_.wide;
    for (int64_t j = 0; j < bands_.columns; ++j) {
      const double r = static_cast<double>(*at<T>(args_.rstd, j)),
                   w = args_.weight ? static_cast<double>(*at<T>(args_.weight, j)) : 1;
      scale[j] = static_cast<T>(r * w);
      slope[j] = static_cast<T>(-r * r * r * w * moment[j] / count);
      shift[j] = static_cast<T>(-r * w * plain[j] / count);
    }
    for (T* row : {scale, slope, shift}) repeat(row);
    for_each_tile([&](int64_t place, NormTile tile, int64_t column, int64_t) {
      loops_.gradient(at<T>(args_.grad_input, place), at<T>(args_.grad_output, place), at<T>(args_.input, place), tile,
                      mean + column, scale + column, args_.given ? nullptr : slope + column, shift + column);
    });
  }

  const NormArgs& args_;
  const NormColumnLoops& loops_;
  const Bands bands_;
};

}  // namespace

bool groups_are_columns(const NormArgs& args) {
  return args.length == 1 && args.group_stride == 1 && args.segment_stride == args.groups && args.segments > 1 &&
         !args.per_element && args.affine_groups == args.groups && args.affine_segments == 1;
}

void norm_columns_forward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? Columns<double>(args).forward() : Columns<float>(args).forward();
}

void norm_columns_backward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? Columns<double>(args).backward() : Columns<float>(args).backward();
}

}  // namespace nt::cpu
