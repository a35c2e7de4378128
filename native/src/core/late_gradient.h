// Gradients that are computed late, by the node that uses them. Max pooling's is larger than what it comes from and mostly
// zeros: written whole, it goes out to the third cache and comes back. The engine hands a recipe on in its place where nobody
// else can see the gradient: no hook, no other path, no second derivative.
#pragma once

#include <cstdint>
#include <memory>

#include "core/tensor.h"

namespace nt {

struct PoolArgs;

class LateGradient {
 public:
  // Below that many elements a gradient stays in the first cache.
  static constexpr int64_t kFewest = 4096;

  LateGradient(const Dims& sizes, Dtype dtype, Device device) : sizes_(sizes), dtype_(dtype), device_(device) {}
  virtual ~LateGradient() = default;
  LateGradient(const LateGradient&) = delete;
  LateGradient& operator=(const LateGradient&) = delete;

  // Dense: images (the first dimension) [first, first + count). Threads may call it at once.
  virtual void compute(int64_t first, int64_t count, void* to) const = 0;
  // The pooling that it is the gradient of, with grad_output and places.
  virtual PoolArgs pool() const = 0;
  // Becomes the gradient of relu's operand, y being relu's result; false, and nothing has changed, where it cannot.
  virtual bool pass_relu(const Tensor& y) = 0;

  Tensor whole() const {
    Tensor result = Tensor::empty(sizes_, dtype_, device_);
    compute(0, sizes_[0], result.raw());
    return result;
  }
  const Dims& sizes() const { return sizes_; }
  Dtype dtype() const { return dtype_; }
  Device device() const { return device_; }

 private:
  Dims sizes_;
  Dtype dtype_;
  Device device_;
};

// A node with one result, which it can give late.
class GivesLate {
 public:
  // Instead of apply(); null where that must be called.
  virtual std::unique_ptr<LateGradient> late(const Tensor* grads) = 0;

 protected:
  ~GivesLate() = default;
};

// A node with one output, whose gradient may come late.
class TakesLate {
 public:
  enum class Taken {
    no,      // it must be computed for apply()
    passed,  // it is the gradient of the node's only input now
    used,    // results are there, as after apply()
  };
  virtual Taken take(LateGradient& grad, Tensor* results) = 0;
  // Whether take() asks for pass_relu().
  virtual bool is_relu() const { return false; }

 protected:
  ~TakesLate() = default;
};

}  // namespace nt
