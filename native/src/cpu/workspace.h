// Memory that a kernel needs for a while, from the allocator's cache: fresh pages would cost more than the work.
#pragma once

#include "cpu/allocator.h"

namespace nt::cpu {

template <class T>
class Workspace {
 public:
  explicit Workspace(int64_t count)
      : bytes_(count * static_cast<int64_t>(sizeof(T))),
        data_(count > 0 ? static_cast<T*>(allocate(bytes_)) : nullptr) {}
  ~Workspace() {
    if (data_) deallocate(data_, bytes_);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  T* data() const { return data_; }
  T& operator[](int64_t i) const { return data_[i]; }

 private:
  int64_t bytes_;
  T* data_;
};

}  // namespace nt::cpu
