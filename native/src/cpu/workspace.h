// Memory that a kernel needs for a while, from the allocator's cache: fresh pages would cost more than the work.
#pragma once

#include "cpu/allocator.h"

namespace nt::cpu {

template <class T>
class Workspace {
 public:
  Workspace() = default;
  explicit Workspace(int64_t count) { grow(count); }
  ~Workspace() { release(); }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // Room for so many; where it has to grow, what was there is lost.
  void grow(int64_t count) {
    const int64_t bytes = count * static_cast<int64_t>(sizeof(T));
    if (bytes <= bytes_) return;
    release();
    data_ = static_cast<T*>(allocate(bytes));
    bytes_ = bytes;
  }
  T* data() const { return data_; }
  T& operator[](int64_t i) const { return data_[i]; }

 private:
  void release() {
    if (data_) deallocate(data_, bytes_);
    data_ = nullptr;
    bytes_ = 0;
  }

  int64_t bytes_ = 0;
  T* data_ = nullptr;
};

}  // namespace nt::cpu
