// Group norm over few places, or none: a channel's weight is written out for each of its elements, so that a group is one run.
#include "cpu/network.h"
#include "cpu/norm.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kShort = 16;

// Weights of all elements of affine_groups groups; null where there are none.
template <class T>
class Spread {
 public:
  Spread(const NormArgs& args, const void* weights)
      : room_(weights ? args.affine_groups * args.affine_segments * args.length : 0), some_(weights != nullptr) {
    const T* from = static_cast<const T*>(weights);
    for (int64_t p = 0; some_ && p < args.affine_groups * args.affine_segments; ++p) {
      std::fill_n(room_.data() + p * args.length, args.length, from[p]);
    }
  }
  const T* data() const { return some_ ? room_.data() : nullptr; }

 private:
  Workspace<T> room_;
  bool some_;
};

NormArgs whole_groups(const NormArgs& args, const void* weight, const void* bias) {
  NormArgs made = args;
  made.length = made.segment_stride = args.segments * args.length;
  made.segments = made.affine_segments = 1;
  made.per_element = true;
  made.weight = weight;
  made.bias = bias;
  return made;
}

// to[p] = the sum over p's elements.
template <class T>
void fold(void* to, const T* from, const NormArgs& args) {
  for (int64_t p = 0; to && p < args.affine_groups * args.affine_segments; ++p) {
    double sum = 0;
    for (int64_t j = 0; j < args.length; ++j) sum += static_cast<double>(from[p * args.length + j]);
    static_cast<T*>(to)[p] = static_cast<T>(sum);
  }
}

template <class T>
void forward(const NormArgs& args) {
  const Spread<T> weight(args, args.weight), bias(args, args.bias);
  norm_forward(whole_groups(args, weight.data(), bias.data()));
}

template <class T>
void backward(const NormArgs& args) {
  const Spread<T> weight(args, args.weight);
  const int64_t size = args.affine_groups * args.affine_segments * args.length;
  const Workspace<T> grad_weight(args.grad_weight ? size : 0), grad_bias(args.grad_bias ? size : 0);
  NormArgs whole = whole_groups(args, weight.data(), nullptr);
  if (args.grad_weight) whole.grad_weight = grad_weight.data();
  if (args.grad_bias) whole.grad_bias = grad_bias.data();
  norm_backward(whole);
  fold(args.grad_weight, grad_weight.data(), args);
  fold(args.grad_bias, grad_bias.data(), args);
}

}  // namespace

bool runs_are_short(const NormArgs& args) {
  return args.affine_segments > 1 && args.affine_segments == args.segments && args.length < kShort &&
         args.segment_stride == args.length && !args.per_element && !args.given;
}

void norm_short_runs_forward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? forward<double>(args) : forward<float>(args);
}

void norm_short_runs_backward(const NormArgs& args) {
  args.dtype == Dtype::float64 ? backward<double>(args) : backward<float>(args);
}

}  // namespace nt::cpu
