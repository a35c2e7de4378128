// Derivatives of norms whose runs have a weight each or share one: sums of each group, then the input's gradient. Two reads
// of two operands and a write an element.
#include "cpu/norm.h"
#include "cpu/norm_parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

template <class T>
class Backward {
 public:
  explicit Backward(const NormArgs& args)
      : args_(args),
        loops_(kernels().norm[static_cast<int>(args.dtype)]),
        parts_(args),
        of_group_(each() ? args.segments * parts_.pieces() : parts_.of_group()),
        sums_(args.groups * of_group_) {}

  void run() const {
    auto measure = [&](const NormParts::Part& part, int64_t i) {
      const int64_t first = each() ? part.group * of_group_ + part.run * parts_.pieces() + part.column / kNormPart : i;
      loops_.sums(sums_.data() + first, at<T>(args_.grad_output, part.at), at<T>(args_.input, part.at),
                  each() ? part.runs : parts_.joined(part.runs), mean(part.group), each());
    };
    if (parts_.groups_are_tasks()) {
      parts_.for_each_group([&](int64_t g) {
        const int64_t begin = g * parts_.of_group(), end = begin + parts_.of_group();
        for (int64_t i = begin; i < end; ++i) measure(parts_[i], i);
        if (!args_.grad_input) return;
        const NormSlope slope = group_slope(g);
        for (int64_t i = begin; i < end; ++i) gradient(parts_[i], slope);
      });
    } else {
      parts_.for_each(measure);
      if (args_.grad_input) {
        const Workspace<NormSlope> slopes(args_.groups);
        for (int64_t g = 0; g < args_.groups; ++g) slopes[g] = group_slope(g);
        parts_.for_each([&](const NormParts::Part& part, int64_t) { gradient(part, slopes[part.group]); });
      }
    }
    if (args_.grad_weight || args_.grad_bias) weights();
  }

 private:
  // Whether each run's sums are wanted, for its own weight.
  bool each() const { return args_.affine_segments > 1; }
  double mean(int64_t g) const { return static_cast<double>(*at<T>(args_.mean, g)); }
  double rstd(int64_t g) const { return static_cast<double>(*at<T>(args_.rstd, g)); }

  // The number of the weight that entry i of a group's sums belongs to.
  int64_t weight_of(int64_t g, int64_t i) const {
    const int64_t first = g % args_.affine_groups * args_.affine_segments;
    return each() ? first + i / parts_.pieces() % args_.affine_segments : first;
  }

  // rstd (h - mean(h) - (x - mean) rstd^2 mean(h (x - mean))) with h = g w
  NormSlope group_slope(int64_t g) const {
    double plain = 0, moment = 0;
    for (int64_t i = 0; i < of_group_; ++i) {
      const NormSums& part = sums_[g * of_group_ + i];
      const double w = args_.weight ? static_cast<double>(*at<T>(args_.weight, weight_of(g, i))) : 1;
      plain += part.plain * w;
      moment += part.moment * w;
    }
    const double r = rstd(g), count = static_cast<double>(args_.segments * args_.length);
    return {mean(g), r, -r * r * r * moment / count, -r * plain / count, nullptr, parts_.weight_step(), args_.given};
  }

  void gradient(const NormParts::Part& part, NormSlope slope) const {
    slope.weight = at<T>(args_.weight, part.weight);
    loops_.gradient(at<T>(args_.grad_input, part.at), at<T>(args_.grad_output, part.at), at<T>(args_.input, part.at),
                    part.runs, slope);
  }

  // Groups that share weights, added.
  void weights() const {
    const int64_t count = args_.affine_groups * args_.affine_segments;
    const Workspace<NormSums> totals(count);
    std::fill_n(totals.data(), count, NormSums{});
    for (int64_t g = 0; g < args_.groups; ++g) {
      const double r = rstd(g);
      for (int64_t i = 0; i < of_group_; ++i) {
        const NormSums& part = sums_[g * of_group_ + i];
        NormSums& total = totals[weight_of(g, i)];
        total.plain += part.plain;
        total.moment += part.moment * r;
      }
    }
    for (int64_t p = 0; p < count; ++p) {
      if (args_.grad_bias) *at<T>(args_.grad_bias, p) = static_cast<T>(totals[p].plain);
      if (args_.grad_weight) *at<T>(args_.grad_weight, p) = static_cast<T>(totals[p].moment);
    }
  }

  const NormArgs& args_;
  const NormLoops& loops_;
  const NormParts parts_;
  const int64_t of_group_;  // entries of a group's sums
  const Workspace<NormSums> sums_;
};

}  // namespace

void norm_runs_backward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? Backward<double>(args).run() : Backward<float>(args).run();
}

}  // namespace nt::cpu
