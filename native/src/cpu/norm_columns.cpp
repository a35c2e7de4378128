// Norms of (rows, columns) whose groups are the columns, as batch norm over features has them: neighbouring columns are taken
// together, so that nothing is laid out anew. 2 reads and a write an element.
#include "cpu/norm_columns.h"

#include <algorithm>
#include <cmath>

#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

constexpr int64_t kColumns = 512;
constexpr int64_t kFold = 16;  // rows that are summed in T before double takes them

template <class T>
class Columns {
 public:
  explicit Columns(const NormArgs& args)
      : args_(args),
        rows_(args.segments),
        step_(args.groups),
        input_(static_cast<const T*>(args.input)),
        weight_(static_cast<const T*>(args.weight)),
        bias_(static_cast<const T*>(args.bias)),
        mean_(static_cast<T*>(args.mean)),
        rstd_(static_cast<T*>(args.rstd)),
        grad_(static_cast<const T*>(args.grad_output)) {}

  void forward() const {
    for_each_tile([&](int64_t c, int64_t n) {
      if (!args_.given) find_statistics(c, n);
      T mean[kColumns], scale[kColumns], shift[kColumns];
      for (int64_t j = 0; j < n; ++j) {
        mean[j] = mean_[c + j];
        scale[j] = weight_ ? rstd_[c + j] * weight_[c + j] : rstd_[c + j];
        shift[j] = bias_ ? bias_[c + j] : T(0);
      }
      for (int64_t r = 0; r < rows_; ++r) {
        const T* x = input_ + r * step_ + c;
        T* y = static_cast<T*>(args_.output) + r * step_ + c;
        for (int64_t j = 0; j < n; ++j) y[j] = (x[j] - mean[j]) * scale[j] + shift[j];
      }
    });
  }

  void backward() const {
    for_each_tile([&](int64_t c, int64_t n) {
      T mean[kColumns];
      for (int64_t j = 0; j < n; ++j) mean[j] = mean_[c + j];
      double first[kColumns] = {}, second[kColumns] = {};  // sums of g and of g (x - mean)
      sums(rows_, n, first, second, [&](int64_t r, int64_t j, T& a, T& b) {
        const T g = grad_[r * step_ + c + j];
        a += g;
        b += g * (input_[r * step_ + c + j] - mean[j]);
      });
      for (int64_t j = 0; j < n; ++j) {
        if (args_.grad_bias) static_cast<T*>(args_.grad_bias)[c + j] = static_cast<T>(first[j]);
        if (args_.grad_weight)
          static_cast<T*>(args_.grad_weight)[c + j] = static_cast<T>(second[j] * static_cast<double>(rstd_[c + j]));
      }
      if (args_.grad_input) input_gradient(c, n, mean, first, second);
    });
  }

 private:
  // f(first column, number of columns). Tiles are wide, so that rows are read in long runs.
  template <class F>
  void for_each_tile(F&& f) const {
    const int64_t share = rows_ * step_ < 2 * kGrain ? step_ : (step_ + max_threads() - 1) / max_threads();
    const int64_t width = std::min(kColumns, (share + 15) / 16 * 16), tiles = (step_ + width - 1) / width;
    parallel_for(tiles, std::max<int64_t>(1, kGrain / (rows_ * width)), [&](int64_t begin, int64_t end) {
      for (int64_t tile = begin; tile < end; ++tile) f(tile * width, std::min(width, step_ - tile * width));
    });
  }

  // f(row, column, first, second) adds an element to its column's two sums.
  template <class F>
  void sums(int64_t rows, int64_t n, double* first, double* second, F&& f) const {
    for (int64_t start = 0; start < rows; start += kFold) {
      const int64_t stop = std::min(rows, start + kFold);
      T a[kColumns] = {}, b[kColumns] = {};
      for (int64_t r = start; r < stop; ++r) {
        for (int64_t j = 0; j < n; ++j) f(r, j, a[j], b[j]);
      }
      for (int64_t j = 0; j < n; ++j) {
        first[j] += static_cast<double>(a[j]);
        second[j] += static_cast<double>(b[j]);
      }
    }
  }

  // Around the first rows' mean, which is near enough for float32; double wants the mean itself.
  void find_statistics(int64_t c, int64_t n) const {
    const double count = static_cast<double>(rows_);
    const int64_t some = std::is_same_v<T, double> ? rows_ : std::min(rows_, kFold);
    T pivot[kColumns];
    double first[kColumns] = {}, second[kColumns] = {};
    for (int64_t j = 0; j < n; ++j) pivot[j] = input_[c + j];
    sums(some, n, first, second, [&](int64_t r, int64_t j, T& a, T&) { a += input_[r * step_ + c + j] - pivot[j]; });
    for (int64_t j = 0; j < n; ++j) {
      pivot[j] = static_cast<T>(static_cast<double>(pivot[j]) + first[j] / static_cast<double>(some));
      first[j] = 0;
    }
    sums(rows_, n, first, second, [&](int64_t r, int64_t j, T& a, T& b) {
      const T d = input_[r * step_ + c + j] - pivot[j];
      a += d;
      b += d * d;
    });
    for (int64_t j = 0; j < n; ++j) {
      const double shift = first[j] / count, var = (second[j] - first[j] * shift) / count;
      mean_[c + j] = static_cast<T>(static_cast<double>(pivot[j]) + shift);
      const T rounded = static_cast<T>(var < 0 ? 0 : var);
      rstd_[c + j] = 1 / std::sqrt(rounded + static_cast<T>(args_.eps));
      if (args_.var) static_cast<T*>(args_.var)[c + j] = rounded;
    }
  }

  // rstd w (g - mean(g) - (x - mean) rstd^2 mean(g (x - mean))), or rstd w g where statistics are constants.
  void input_gradient(int64_t c, int64_t n, const T* mean, const double* first, const double* second) const {
    const double count = static_cast<double>(rows_);
    T scale[kColumns], slope[kColumns], shift[kColumns];
    for (int64_t j = 0; j < n; ++j) {
      const double r = static_cast<double>(rstd_[c + j]), w = weight_ ? static_cast<double>(weight_[c + j]) : 1;
      scale[j] = static_cast<T>(r * w);
      slope[j] = args_.given ? T(0) : static_cast<T>(-r * r * r * w * second[j] / count);
      shift[j] = args_.given ? T(0) : static_cast<T>(-r * w * first[j] / count);
    }
    for (int64_t i = 0; i < rows_; ++i) {
      const T *x = input_ + i * step_ + c, *g = grad_ + i * step_ + c;
      T* y = static_cast<T*>(args_.grad_input) + i * step_ + c;
      if (args_.given) {
        for (int64_t j = 0; j < n; ++j) y[j] = g[j] * scale[j];
      } else {
        for (int64_t j = 0; j < n; ++j) y[j] = g[j] * scale[j] + ((x[j] - mean[j]) * slope[j] + shift[j]);
      }
    }
  }

  const NormArgs& args_;
  int64_t rows_, step_;
  const T *input_, *weight_, *bias_;
  T *mean_, *rstd_;
  const T* grad_;
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
