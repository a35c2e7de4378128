// Sizes, strides and dimension lists: a short vector without allocation.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <ostream>

#include "core/error.h"

namespace nt {

constexpr int kMaxDims = 16;

class Dims {
 public:
  Dims() : count_(0) {}
  Dims(std::initializer_list<int64_t> values) : Dims(values.begin(), static_cast<int64_t>(values.size())) {}
  Dims(const int64_t* values, int64_t count) : count_(0) {
    NT_CHECK(count >= 0 && count <= kMaxDims, Code::argument, "[tensor] ", count, " dimensions: at most ", kMaxDims,
             " are supported");
    for (int64_t i = 0; i < count; ++i) values_[i] = values[i];
    count_ = static_cast<int>(count);
  }
  Dims(const Dims& other) { copy(other); }
  Dims& operator=(const Dims& other) {
    copy(other);
    return *this;
  }

  static Dims filled(int count, int64_t value) {
    Dims dims;
    for (int i = 0; i < count; ++i) dims.push_back(value);
    return dims;
  }

  int size() const { return count_; }
  bool empty() const { return count_ == 0; }
  int64_t operator[](int i) const { return values_[i]; }
  int64_t& operator[](int i) { return values_[i]; }
  int64_t back() const { return values_[count_ - 1]; }
  const int64_t* begin() const { return values_; }
  const int64_t* end() const { return values_ + count_; }
  const int64_t* data() const { return values_; }
  int64_t* begin_mutable() { return values_; }

  void push_back(int64_t value) { insert(count_, value); }
  void pop_back() { --count_; }
  void insert(int at, int64_t value) {
    NT_CHECK(count_ < kMaxDims, Code::argument, "[tensor] more than ", kMaxDims, " dimensions are not supported");
    for (int i = count_; i > at; --i) values_[i] = values_[i - 1];
    values_[at] = value;
    ++count_;
  }
  void erase(int at) {
    for (int i = at; i + 1 < count_; ++i) values_[i] = values_[i + 1];
    --count_;
  }
  bool contains(int64_t value) const {
    for (int64_t v : *this) {
      if (v == value) return true;
    }
    return false;
  }

  friend bool operator==(const Dims& a, const Dims& b) {
    if (a.count_ != b.count_) return false;
    for (int i = 0; i < a.count_; ++i) {
      if (a.values_[i] != b.values_[i]) return false;
    }
    return true;
  }
  friend bool operator!=(const Dims& a, const Dims& b) { return !(a == b); }
  friend std::ostream& operator<<(std::ostream& out, const Dims& dims) {
    out << '(';
    for (int i = 0; i < dims.count_; ++i) out << (i ? ", " : "") << dims.values_[i];
    return out << (dims.count_ == 1 ? ",)" : ")");
  }

 private:
  // Four values are one or two instructions; nearly all tensors have no more.
  void copy(const Dims& other) {
    count_ = other.count_;
    std::memmove(values_, other.values_, 4 * sizeof(int64_t));
    for (int i = 4; i < count_; ++i) values_[i] = other.values_[i];
  }

  // In this order a few dimensions are one line of the cache.
  int count_;
  int64_t values_[kMaxDims];
};

// Product of the sizes; overflow is an error, so that no later multiplication can wrap.
inline int64_t numel_of(const Dims& sizes) {
  int64_t product = 1;
  bool overflow = false;
  for (int64_t size : sizes) overflow |= __builtin_mul_overflow(product, size, &product);
  if (overflow || product > INT64_MAX / 16) [[unlikely]] {
    if (sizes.contains(0)) return 0;
    fail(Code::argument, "[tensor] sizes ", sizes, " have too many elements");
  }
  return product;
}

// Strides in elements of row-major order. Beside a size of 0, others may be such that strides wrap; nothing reads by them.
inline Dims contiguous_strides(const Dims& sizes) {
  Dims strides = sizes;
  uint64_t step = 1;
  for (int i = sizes.size() - 1; i >= 0; --i) {
    strides[i] = static_cast<int64_t>(step);
    step *= sizes[i] > 0 ? static_cast<uint64_t>(sizes[i]) : 1;
  }
  return strides;
}

// Maps a dimension in [-rank, rank) to [0, rank); a 0-d tensor counts as having one.
inline int wrap_dim(const char* op, int64_t dim, int rank) {
  const int64_t bound = rank > 0 ? rank : 1;
  NT_CHECK(dim >= -bound && dim < bound, Code::index, "[", op, "] dimension ", dim, " is out of range [", -bound, ", ",
           bound - 1, "]");
  return static_cast<int>(dim < 0 ? dim + bound : dim);
}

}  // namespace nt
