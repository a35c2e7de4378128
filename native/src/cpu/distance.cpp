// Distances between rows, one pair at a time: nothing larger than the result is made.
#include "cpu/distance.h"

#include <cmath>

#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

// A norm of differences: step adds one |a - b|, finish gives the distance, slope is d distance / d (a - b).
template <class T>
struct Zero {
  T step(T sum, T size) const { return sum + (size != 0 ? T(1) : T(0)); }
  T finish(T sum) const { return sum; }
  T slope(T, T) const { return 0; }
};
template <class T>
struct One {
  T step(T sum, T size) const { return sum + size; }
  T finish(T sum) const { return sum; }
  T slope(T difference, T) const { return difference > 0 ? T(1) : difference < 0 ? T(-1) : difference; }
};
template <class T>
struct Two {
  T step(T sum, T size) const { return sum + size * size; }
  T finish(T sum) const { return std::sqrt(sum); }
  T slope(T difference, T distance) const { return distance == 0 ? T(0) : difference / distance; }
};
template <class T>
struct Largest {
  T step(T sum, T size) const { return size > sum || size != size ? size : sum; }
  T finish(T sum) const { return sum; }
  T slope(T difference, T distance) const {
    return std::abs(difference) == distance ? (difference > 0 ? T(1) : difference < 0 ? T(-1) : T(0)) : T(0);
  }
};
template <class T>
struct General {
  T p;
  T step(T sum, T size) const { return sum + std::pow(size, p); }
  T finish(T sum) const { return std::pow(sum, 1 / p); }
  T slope(T difference, T distance) const {
    if (distance == 0 || (difference == 0 && p < 1)) return 0;
    const T size = std::abs(difference);
    const T part = std::pow(size, p - 1) / std::pow(distance, p - 1);
    return difference < 0 ? -part : difference == 0 && p == 1 ? T(0) : part;
  }
};

template <class T, class F>
void visit_norm(double p, F&& f) {
  if (p == 0) return f(Zero<T>{});
  if (p == 1) return f(One<T>{});
  if (p == 2) return f(Two<T>{});
  if (std::isinf(p)) return f(Largest<T>{});
  f(General<T>{static_cast<T>(p)});
}

int64_t grain(const CdistArgs& args) {
  return std::max<int64_t>(1, kGrain / std::max<int64_t>(args.others * args.size, 1));
}

template <class T, class N>
void forward(const CdistArgs& args, const N& norm) {
  const T* x = static_cast<const T*>(args.x);
  const T* y = static_cast<const T*>(args.y);
  T* out = static_cast<T*>(args.distances);
  constexpr int kLanes = 8;
  parallel_for(args.batch * args.rows, grain(args), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const T* a = x + row * args.size;
      for (int64_t j = 0; j < args.others; ++j) {
        const T* b = y + (row / args.rows * args.others + j) * args.size;
        T lanes[kLanes] = {}, sum = 0;
        int64_t i = 0;
        for (; i + kLanes <= args.size; i += kLanes) {
          for (int l = 0; l < kLanes; ++l) lanes[l] = norm.step(lanes[l], std::abs(a[i + l] - b[i + l]));
        }
        for (; i < args.size; ++i) lanes[0] = norm.step(lanes[0], std::abs(a[i] - b[i]));
        for (T lane : lanes) sum = std::is_same_v<N, Largest<T>> ? norm.step(sum, lane) : sum + lane;
        out[row * args.others + j] = norm.finish(sum);
      }
    }
  });
}

template <class T, class N>
void backward(const CdistArgs& args, const N& norm) {
  const T* x = static_cast<const T*>(args.x);
  const T* y = static_cast<const T*>(args.y);
  const T* known = static_cast<const T*>(args.known);
  const T* grad = static_cast<const T*>(args.grad);
  T* out = static_cast<T*>(args.grad_x);
  parallel_for(args.batch * args.rows, grain(args), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const T* a = x + row * args.size;
      T* to = out + row * args.size;
      std::fill(to, to + args.size, T(0));
      const int64_t batch = row / args.rows, base = batch * args.rows * args.others + row % args.rows * args.row_step;
      for (int64_t j = 0; j < args.others; ++j) {
        const T* b = y + (batch * args.others + j) * args.size;
        const T g = grad[base + j * args.other_step], distance = known[base + j * args.other_step];
        for (int64_t i = 0; i < args.size; ++i) to[i] += g * norm.slope(a[i] - b[i], distance);
      }
    }
  });
}

template <class F>
void visit(const CdistArgs& args, F&& f) {
  if (args.dtype == Dtype::float64) {
    visit_norm<double>(args.p, [&](const auto& norm) { f(double{}, norm); });
  } else {
    visit_norm<float>(args.p, [&](const auto& norm) { f(float{}, norm); });
  }
}

}  // namespace

void cdist_forward(const CdistArgs& args) {
  visit(args, [&](auto zero, const auto& norm) { forward<decltype(zero)>(args, norm); });
}

void cdist_backward(const CdistArgs& args) {
  visit(args, [&](auto zero, const auto& norm) { backward<decltype(zero)>(args, norm); });
}

}  // namespace nt::cpu
