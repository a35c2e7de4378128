// Memory for the time of one call, from the caching allocator.
#pragma once

#include "cpu/allocator.h"

namespace nt::cpu {

class Scratch {
 public:
  explicit Scratch(int64_t bytes) : bytes_(bytes), data_(bytes > 0 ? allocate(bytes) : nullptr) {}
  ~Scratch() {
    if (data_) deallocate(data_, bytes_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void* data() const { return data_; }

 private:
  int64_t bytes_;
  void* data_;
};

}  // namespace nt::cpu
