// Tensors from numbers and back, and comparing them.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "autograd/engine.h"
#include "core/graph.h"
#include "ops/algebra.h"

namespace nt::test {

inline Tensor tensor(const std::vector<double>& values, const Dims& sizes, Dtype dtype = Dtype::float64) {
  Tensor t = Tensor::empty(sizes, Dtype::float64);
  EXPECT_EQ(t.numel(), static_cast<int64_t>(values.size()));
  std::copy(values.begin(), values.end(), t.data<double>());
  return to(t, dtype);
}
inline Tensor tensor(const std::vector<double>& values) { return tensor(values, {static_cast<int64_t>(values.size())}); }

inline std::vector<double> values(const Tensor& t) {
  const Tensor dense = contiguous(to(detach(t), Dtype::float64, Device{}));
  return std::vector<double>(dense.data<double>(), dense.data<double>() + dense.numel());
}

// 0, 1, 2, ... in the given sizes.
inline Tensor counting(const Dims& sizes, Dtype dtype = Dtype::float64) {
  return reshape(arange(0, numel_of(sizes), 1, dtype), sizes);
}

inline Tensor leaf(Tensor t) {
  t.impl()->autograd = std::make_unique<AutogradMeta>();
  t.impl()->autograd->requires_grad = true;
  return t;
}
inline Tensor grad_of(const Tensor& t) { return Tensor{t.impl()->autograd ? t.impl()->autograd->grad : nullptr}; }

inline void expect_near(const std::vector<double>& got, const std::vector<double>& want, double tolerance = 1e-9) {
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], want[i], tolerance) << "element " << i;
}

// The code of what f throws; 0 where it throws nothing.
inline int error_code(const std::function<void()>& f, std::string* text = nullptr) {
  try {
    f();
  } catch (const Error& e) {
    if (text) *text = e.what();
    return static_cast<int>(e.code());
  }
  return 0;
}

// Numbers without a pattern: sin(start + 1), sin(start + 2), ...
inline Tensor wave(const Dims& sizes, double start) {
  Tensor t = Tensor::empty(sizes, Dtype::float64);
  for (int64_t i = 0; i < t.numel(); ++i) t.data<double>()[i] = std::sin(start + static_cast<double>(i + 1));
  return t;
}

// Compares the gradients of sum(f(x) * weights) with central differences, in double; also of the gradient itself where
// `second` is true.
inline void check_gradient(const std::function<Tensor(const std::vector<Tensor>&)>& f, std::vector<Tensor> inputs,
                           bool second = true) {
  auto scalar = [&](const std::vector<Tensor>& at) {
    const Tensor y = f(at);
    const Tensor weights = wave(y.sizes(), 0);
    return sum(y * weights);
  };
  std::vector<Tensor> leaves;
  for (const Tensor& input : inputs) leaves.push_back(leaf(clone(input)));
  const std::vector<Tensor> analytic = grad({scalar(leaves)}, {}, leaves, {false, false, true});
  constexpr double step = 1e-6;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<double> got = analytic[i].defined() ? values(analytic[i]) : std::vector<double>(static_cast<size_t>(inputs[i].numel()));
    for (int64_t j = 0; j < inputs[i].numel(); ++j) {
      GradMode off(false);
      std::vector<Tensor> plus = inputs, minus = inputs;
      plus[i] = contiguous(clone(inputs[i]));
      minus[i] = contiguous(clone(inputs[i]));
      plus[i].data<double>()[j] += step;
      minus[i].data<double>()[j] -= step;
      const double numeric = (values(scalar(plus))[0] - values(scalar(minus))[0]) / (2 * step);
      EXPECT_NEAR(got[static_cast<size_t>(j)], numeric, 1e-5 * std::max(1.0, std::abs(numeric)))
          << "input " << i << ", element " << j;
    }
  }
  if (!second) return;
  auto gradients = [&](const std::vector<Tensor>& at) {
    std::vector<Tensor> used;
    for (const Tensor& t : at) used.push_back(needs_grad(t) ? t : leaf(clone(t)));
    GradMode on(true);
    Tensor total;
    for (const Tensor& g : grad({scalar(used)}, {}, used, {true, true, true})) {
      if (!g.defined()) continue;
      const Tensor part = sum(g * wave(g.sizes(), 1.5));
      total = total.defined() ? total + part : part;
    }
    return total;
  };
  const Tensor probe = gradients(leaves);
  if (probe.defined() && needs_grad(probe)) check_gradient(gradients, inputs, false);
}

}  // namespace nt::test
