// Memory for the time of one call, from the caching allocator.
#pragma once

#include <memory>

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

// Numbers whose count may grow.
class FloatScratch {
 public:
  FloatScratch() = default;
  explicit FloatScratch(int64_t count) { grow(count); }
  float* data() const { return static_cast<float*>(block_ ? block_->data() : nullptr); }
  // Room for so many; what was there is lost.
  void grow(int64_t count) {
    if (count <= count_) return;
    block_.reset();
    block_ = std::make_unique<Scratch>(count * static_cast<int64_t>(sizeof(float)));
    count_ = count;
  }

 private:
  int64_t count_ = 0;
  std::unique_ptr<Scratch> block_;
};

}  // namespace nt::cpu
