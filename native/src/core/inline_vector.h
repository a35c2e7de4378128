// A short list that lives inside its owner up to N elements: nodes have one or two edges and one result.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace nt {

template <class T, size_t N>
class InlineVector {
 public:
  InlineVector() = default;

  void push_back(T value) {
    if (size_ < N) {
      inline_[size_] = std::move(value);
    } else {
      if (size_ == N) spill();
      heap_.push_back(std::move(value));
    }
    ++size_;
  }
  void resize(size_t size) {
    while (size_ < size) push_back(T{});
  }
  void clear() {
    for (T& value : inline_) value = T{};
    heap_.clear();
    size_ = 0;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return data()[i]; }
  const T& operator[](size_t i) const { return data()[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }

 private:
  T* data() { return size_ <= N ? inline_ : heap_.data(); }
  const T* data() const { return size_ <= N ? inline_ : heap_.data(); }
  // From here on all elements are on the heap.
  void spill() {
    heap_.reserve(2 * N);
    for (T& value : inline_) heap_.push_back(std::move(value));
  }

  T inline_[N]{};
  std::vector<T> heap_;
  size_t size_ = 0;
};

}  // namespace nt
