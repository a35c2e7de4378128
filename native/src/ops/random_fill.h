// What random fills are made of: dense memory to draw into, and uniform numbers as PyTorch makes them for each dtype.
#pragma once

#include <mutex>

#include "core/generator.h"
#include "ops/elementwise.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {

// The dimensions from the largest stride to the smallest: PyTorch draws along memory, whatever dimension comes first.
inline Dims memory_order(const Tensor& t) {
  Dims order;
  for (int d = 0; d < t.dim(); ++d) {
    int at = order.size();
    while (at > 0 && t.strides()[static_cast<int>(order[at - 1])] < t.strides()[d]) --at;
    order.insert(at, d);
  }
  return order;
}

inline Dims inverse(const Dims& order) {
  Dims result = order;
  for (int i = 0; i < order.size(); ++i) result[static_cast<int>(order[i])] = i;
  return result;
}

// Draws into dense CPU memory in the order in which self's elements lie, then copies to them; an in-place op for autograd.
template <class F>
void fill_random(const char* op, Tensor& self, Generator* given, F&& draw) {
  check_inplace(op, self);
  const bool recorded = any_needs_grad({&self});
  result_tensor(op, self.sizes(), self.dtype(), self.device(), self, &self);
  Generator& generator = given ? *given : default_generator();
  const Dims order = self.is_contiguous() ? Dims{} : memory_order(self);
  const Tensor along = self.is_contiguous() ? detach(self) : permute(detach(self), order);
  const bool direct = self.device().is_cpu() && along.is_contiguous();
  Tensor host = direct ? along : Tensor::empty(along.sizes(), self.dtype());
  {
    std::lock_guard lock(generator.mutex());
    draw(generator, host);
  }
  if (direct) {
    finish_inplace(op, self);
  } else {
    GradMode off(false);
    copy_(self, self.is_contiguous() ? host : permute(host, inverse(order)));
  }
  if (recorded) {  // what was drawn depends on nothing
    auto* node = new ClosureNode("RandomBackward0", [](Backward&) {});
    auto ref = Ref<Node>::adopt(node);
    node->edges.resize(1);
    rebase_history(self, ref);
  }
}

// A value of 16 bits goes through float.
template <class T>
T cast(double value) {
  if constexpr (sizeof(T) == 2) {
    return T(static_cast<float>(value));
  } else {
    return static_cast<T>(value);
  }
}

// Calls f(T{}) for a floating dtype.
template <class F>
void for_floating(const char* op, Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::float16: return f(float16{});
    case Dtype::bfloat16: return f(bfloat16{});
    case Dtype::float32: return f(float{});
    case Dtype::float64: return f(double{});
    default: fail(Code::dtype, "[", op, "] not defined for ", dtype, ": floating dtypes only");
  }
}

// A uniform draw as PyTorch makes it for the dtype: float64 from 53 bits, float32 from 24, 16-bit floats from as many as
// their mantissa has.
template <class T>
auto uniform(Generator& g) {
  if constexpr (std::is_same_v<T, double>) return g.uniform_double();
  if constexpr (std::is_same_v<T, float>) return g.uniform_float();
  if constexpr (std::is_same_v<T, float16>) return static_cast<float>(g.random() & 0x7ff) / 2048.0f;
  if constexpr (std::is_same_v<T, bfloat16>) return static_cast<float>(g.random() & 0xff) / 256.0f;
}

}  // namespace nt
