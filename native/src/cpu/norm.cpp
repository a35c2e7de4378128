// Norms: statistics and the affine map in two passes over a group, which stays in the cache where it is small. Sums are
// kept in double. Bound by memory.
#include <array>
#include <cmath>
#include <type_traits>
#include <vector>

#include "cpu/network.h"
#include "cpu/norm_columns.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

// Two sums over a run, in lanes that the compiler can hold in vector registers.
struct Pair {
  double first = 0, second = 0;
  Pair& operator+=(const Pair& other) {
    first += other.first;
    second += other.second;
    return *this;
  }
};

// f(i, first, second) adds element i to both.
template <class F>
Pair sums(int64_t n, F&& f) {
  constexpr int kLanes = 8;
  double first[kLanes] = {}, second[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int l = 0; l < kLanes; ++l) f(i + l, first[l], second[l]);
  }
  Pair total;
  for (; i < n; ++i) f(i, total.first, total.second);
  for (int l = 0; l < kLanes; ++l) total += Pair{first[l], second[l]};
  return total;
}

// Sums of x - pivot and of its square.
template <class T>
Pair moments(const T* x, int64_t n, double pivot) {
  return sums(n, [=](int64_t i, double& first, double& second) {
    const double d = static_cast<double>(x[i]) - pivot;
    first += d;
    second += d * d;
  });
}

template <class T>
class Norm {
 public:
  explicit Norm(const NormArgs& args)
      : args_(args),
        input_(static_cast<const T*>(args.input)),
        weight_(static_cast<const T*>(args.weight)),
        bias_(static_cast<const T*>(args.bias)),
        mean_(static_cast<T*>(args.mean)),
        rstd_(static_cast<T*>(args.rstd)),
        grad_(static_cast<const T*>(args.grad_output)),
        count_(static_cast<double>(args.segments * args.length)) {}

  void forward() {
    // A lone element is its own mean, and 0 after that; PyTorch 1.13 leaves the rounding of a fused multiply-add there.
    const bool alone = count_ == 1;
    for_each_group([&](int64_t g) {
      if (!args_.given) find_statistics(g);
      const T mean = mean_[g], rstd = rstd_[g];
      T* out = static_cast<T*>(args_.output);
      for_each_run(g, [&](int64_t at, int64_t p) {
        const T* x = input_ + at;
        T* y = out + at;
        if (args_.per_element) {
          for (int64_t j = 0; j < args_.length; ++j) {
            const T normal = alone ? std::fma(x[j], rstd, -mean * rstd) : (x[j] - mean) * rstd;
            y[j] = normal * (weight_ ? weight_[j] : T(1)) + (bias_ ? bias_[j] : T(0));
          }
          return;
        }
        const T scale = weight_ ? rstd * weight_[p] : rstd, shift = bias_ ? bias_[p] : T(0);
        for (int64_t j = 0; j < args_.length; ++j) y[j] = (x[j] - mean) * scale + shift;
      });
    });
  }

  void backward() {
    const bool affine = (args_.grad_weight || args_.grad_bias) && !args_.per_element;
    std::vector<Pair> parts(affine ? static_cast<size_t>(args_.groups * args_.affine_segments) : 0);
    for_each_group([&](int64_t g) {
      const Pair total = gradient_sums(g, affine ? parts.data() + g * args_.affine_segments : nullptr);
      if (args_.grad_input) input_gradient(g, total);
    });
    if (affine) gather(parts);
    if (args_.per_element && (args_.grad_weight || args_.grad_bias)) element_gradients();
  }

 private:
  template <class F>
  void for_each_group(F&& f) const {
    const int64_t size = std::max<int64_t>(1, args_.segments * args_.length);
    parallel_for(args_.groups, std::max<int64_t>(1, kGrain / size), [&](int64_t begin, int64_t end) {
      for (int64_t g = begin; g < end; ++g) f(g);
    });
  }

  // f(place of the run, number of its weight)
  template <class F>
  void for_each_run(int64_t g, F&& f) const {
    const int64_t first = g % args_.affine_groups * args_.affine_segments;
    for (int64_t s = 0; s < args_.segments; ++s) {
      f(g * args_.group_stride + s * args_.segment_stride, first + s % args_.affine_segments);
    }
  }

  Pair group_moments(int64_t g, double pivot) const {
    Pair total;
    for_each_run(g, [&](int64_t at, int64_t) { total += moments(input_ + at, args_.length, pivot); });
    return total;
  }

  // Around a first guess of the mean: any element does for floats summed in double, double wants the mean itself.
  void find_statistics(int64_t g) const {
    double pivot = count_ > 0 ? static_cast<double>(input_[g * args_.group_stride]) : 0;
    if (std::is_same_v<T, double>) pivot += group_moments(g, pivot).first / count_;
    const Pair total = group_moments(g, pivot);
    const double shift = total.first / count_;
    const double var = (total.second - total.first * shift) / count_;
    mean_[g] = static_cast<T>(pivot + shift);
    const T rounded = static_cast<T>(var < 0 ? 0 : var);
    rstd_[g] = 1 / std::sqrt(rounded + static_cast<T>(args_.eps));
    if (args_.var) static_cast<T*>(args_.var)[g] = rounded;
  }

  // Sums of h = g w and of h (x - mean) over a group; and for each of its weights, of g and of g (x - mean) rstd.
  Pair gradient_sums(int64_t g, Pair* parts) const {
    const double mean = static_cast<double>(mean_[g]), rstd = static_cast<double>(rstd_[g]);
    Pair total;
    int64_t s = 0;
    for_each_run(g, [&](int64_t at, int64_t p) {
      const T *x = input_ + at, *grad = grad_ + at;
      if (args_.per_element && weight_) {
        total += sums(args_.length, [=, this](int64_t j, double& first, double& second) {
          const double h = static_cast<double>(grad[j]) * static_cast<double>(weight_[j]);
          first += h;
          second += h * (static_cast<double>(x[j]) - mean);
        });
        return;
      }
      const Pair run = sums(args_.length, [=](int64_t j, double& first, double& second) {
        first += static_cast<double>(grad[j]);
        second += static_cast<double>(grad[j]) * (static_cast<double>(x[j]) - mean);
      });
      const double w = weight_ && !args_.per_element ? static_cast<double>(weight_[p]) : 1;
      total += Pair{run.first * w, run.second * w};
      if (parts) parts[s++ % args_.affine_segments] += Pair{run.first, run.second * rstd};
    });
    return total;
  }

  // rstd (h - mean(h) - (x - mean) rstd^2 mean(h (x - mean))), or rstd h where statistics are constants.
  void input_gradient(int64_t g, const Pair& total) const {
    const T mean = mean_[g], rstd = rstd_[g];
    const double r = static_cast<double>(rstd);
    const T slope = args_.given ? T(0) : static_cast<T>(-r * r * r * total.second / count_);
    const T shift = args_.given ? T(0) : static_cast<T>(-r * total.first / count_);
    T* out = static_cast<T*>(args_.grad_input);
    for_each_run(g, [&](int64_t at, int64_t p) {
      const T *x = input_ + at, *grad = grad_ + at;
      T* y = out + at;
      if (args_.per_element && weight_) {
        for (int64_t j = 0; j < args_.length; ++j) y[j] = grad[j] * weight_[j] * rstd + ((x[j] - mean) * slope + shift);
        return;
      }
      const T scale = weight_ && !args_.per_element ? rstd * weight_[p] : rstd;
      if (args_.given) {
        for (int64_t j = 0; j < args_.length; ++j) y[j] = grad[j] * scale;
      } else {
        for (int64_t j = 0; j < args_.length; ++j) y[j] = grad[j] * scale + ((x[j] - mean) * slope + shift);
      }
    });
  }

  // The weights' gradients: parts of groups that share them, added.
  void gather(const std::vector<Pair>& parts) const {
    const int64_t weights = args_.affine_groups * args_.affine_segments;
    for (int64_t p = 0; p < weights; ++p) {
      Pair total;
      for (int64_t i = p; i < static_cast<int64_t>(parts.size()); i += weights) total += parts[static_cast<size_t>(i)];
      store(p, total);
    }
  }

  void store(int64_t p, const Pair& total) const {
    if (args_.grad_bias) static_cast<T*>(args_.grad_bias)[p] = static_cast<T>(total.first);
    if (args_.grad_weight) static_cast<T*>(args_.grad_weight)[p] = static_cast<T>(total.second);
  }

  // A weight for each element: columns of the (group, element) matrix, a block of them at a time.
  void element_gradients() const {
    constexpr int64_t kBlock = 64;
    const int64_t blocks = (args_.length + kBlock - 1) / kBlock;
    parallel_for(blocks, std::max<int64_t>(1, kGrain / std::max<int64_t>(1, args_.groups * kBlock)),
                 [&](int64_t begin, int64_t end) {
                   for (int64_t b = begin; b < end; ++b) {
                     const int64_t first = b * kBlock, n = std::min(kBlock, args_.length - first);
                     double bias[kBlock] = {}, weight[kBlock] = {};
                     for (int64_t g = 0; g < args_.groups; ++g) {
                       const T* x = input_ + g * args_.group_stride + first;
                       const T* grad = grad_ + g * args_.group_stride + first;
                       const double mean = static_cast<double>(mean_[g]), rstd = static_cast<double>(rstd_[g]);
                       for (int64_t j = 0; j < n; ++j) {
                         bias[j] += static_cast<double>(grad[j]);
                         weight[j] += static_cast<double>(grad[j]) * ((static_cast<double>(x[j]) - mean) * rstd);
                       }
                     }
                     for (int64_t j = 0; j < n; ++j) store(first + j, Pair{bias[j], weight[j]});
                   }
                 });
  }

  const NormArgs& args_;
  const T *input_, *weight_, *bias_;
  T *mean_, *rstd_;
  const T* grad_;
  double count_;
};

}  // namespace

void norm_forward(const NormArgs& args) {
  if (groups_are_columns(args)) return norm_columns_forward(args);
  args.dtype == Dtype::float64 ? Norm<double>(args).forward() : Norm<float>(args).forward();
}

void norm_backward(const NormArgs& args) {
  if (groups_are_columns(args)) return norm_columns_backward(args);
  args.dtype == Dtype::float64 ? Norm<double>(args).backward() : Norm<float>(args).backward();
}

}  // namespace nt::cpu
