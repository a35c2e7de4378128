// A short list that lives inside its owner up to N elements: nodes have one or two edges and one result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace nt {

template <class T, size_t N>
class InlineVector {
 public:
  InlineVector() = default;
  InlineVector(InlineVector&& other) noexcept { *this = std::move(other); }
  InlineVector& operator=(InlineVector&& other) noexcept {
    for (size_t i = 0; i < N; ++i) inline_[i] = std::exchange(other.inline_[i], T{});
    heap_ = std::move(other.heap_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, static_cast<uint32_t>(N));
    return *this;
  }

  void push_back(T value) {
    if (size_ == capacity_) grow();
    data()[size_++] = std::move(value);
  }
  void resize(size_t size) {
    while (size_ < size) push_back(T{});
  }

  void clear() { size_ = 0; }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return heap_ ? heap_.get() : inline_; }
  const T* data() const { return heap_ ? heap_.get() : inline_; }
  T& operator[](size_t i) { return data()[i]; }
  const T& operator[](size_t i) const { return data()[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }

 private:
  // From here on all elements are on the heap.
  void grow() {
    const size_t wanted = 2 * size_ + N;
    auto larger = std::make_unique<T[]>(wanted);
    for (uint32_t i = 0; i < size_; ++i) larger[i] = std::move(data()[i]);
    heap_ = std::move(larger);
    capacity_ = static_cast<uint32_t>(wanted);
  }

  T inline_[N]{};
  std::unique_ptr<T[]> heap_;
  uint32_t size_ = 0;
  uint32_t capacity_ = N;
};

}  // namespace nt
