// Norms over runs, forward: statistics of each group, then the affine map of it. 2 reads and a write an element; small groups
// are in the cache when they are read again.
#include "cpu/norm.h"

#include "cpu/network.h"
#include "cpu/norm_parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

template <class T>
class Forward {
 public:
  explicit Forward(const NormArgs& args)
      : args_(args), loops_(kernels().norm[static_cast<int>(args.dtype)]), parts_(args) {}

  void run() const {
    if (args_.per_element && args_.length == 1) return lone_elements();
    if (args_.given) return apply_parts();
    const Workspace<NormMoments> moments(parts_.count());
    auto measure = [&](const NormParts::Part& part, int64_t i) {
      moments[i] = loops_.moments(at<T>(args_.input, part.at), parts_.joined(part.runs));
    };
    auto finish = [&](int64_t g) {
      const NormMoments all = loops_.join(moments.data() + g * parts_.of_group(), parts_.of_group());
      store_statistics<T>(args_, g, all.count > 0 ? all.mean : NAN, all.squares / all.count);
    };
    if (parts_.groups_are_tasks()) {
      parts_.for_each_group([&](int64_t g) {
        const int64_t begin = g * parts_.of_group(), end = begin + parts_.of_group();
        for (int64_t i = begin; i < end; ++i) measure(parts_[i], i);
        finish(g);
        for (int64_t i = begin; i < end; ++i) apply(parts_[i]);
      });
      return;
    }
    parts_.for_each(measure);
    for (int64_t g = 0; g < args_.groups; ++g) finish(g);
    apply_parts();
  }

 private:
  void apply_parts() const {
    parts_.for_each([&](const NormParts::Part& part, int64_t) { apply(part); });
  }

  void apply(const NormParts::Part& part) const {
    const int64_t weight = args_.per_element ? part.weight * args_.length + part.column : part.weight;
    const NormMap map{static_cast<double>(*at<T>(args_.mean, part.group)),
                      static_cast<double>(*at<T>(args_.rstd, part.group)), at<T>(args_.weight, weight),
                      at<T>(args_.bias, weight), parts_.weight_step()};
    const T* x = at<T>(args_.input, part.at);
    T* y = at<T>(args_.output, part.at);
    args_.per_element ? loops_.apply_elements(y, x, part.runs.length, map) : loops_.apply(y, x, part.runs, map);
  }

  // A lone element is its own mean, and 0 after that; PyTorch 1.13 leaves the rounding of a fused multiply-add there.
  void lone_elements() const {
    const T weight = args_.weight ? *at<T>(args_.weight, 0) : T(1), bias = args_.bias ? *at<T>(args_.bias, 0) : T(0);
    parts_.for_each_group([&](int64_t g) {
      const T x = *at<T>(args_.input, g * args_.group_stride);
      store_statistics<T>(args_, g, static_cast<double>(x), static_cast<double>(x - x));
      const T rstd = *at<T>(args_.rstd, g);
      *at<T>(args_.output, g * args_.group_stride) = std::fma(x, rstd, -x * rstd) * weight + bias;
    });
  }

  const NormArgs& args_;
  const NormLoops& loops_;
  const NormParts parts_;
};

}  // namespace

void norm_forward(const NormArgs& args) {
  if (groups_are_columns(args)) return norm_columns_forward(args);
  if (runs_are_short(args)) return norm_short_runs_forward(args);
  args.dtype == Dtype::float64 ? Forward<double>(args).run() : Forward<float>(args).run();
}

void norm_backward(const NormArgs& args) {
  if (groups_are_columns(args)) return norm_columns_backward(args);
  if (runs_are_short(args)) return norm_short_runs_backward(args);
  args.per_element ? norm_elements_backward(args) : norm_runs_backward(args);
}

}  // namespace nt::cpu
