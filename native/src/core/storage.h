// A block of a device's memory with the count of its in-place changes.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "core/device.h"
#include "core/grad_mode.h"
#include "core/memory_owner.h"
#include "core/pool.h"
#include "core/ref.h"

namespace nt {

class Storage : public RefCounted, public Pooled {
 public:
  static Ref<Storage> allocate(int64_t bytes, Device device);
  // The same memory with a version counter of its own (x.data).
  static Ref<Storage> alias(const Ref<Storage>& owner);
  // Host memory that somebody else keeps; no counter has it.
  static Ref<Storage> over(void* data, int64_t bytes, MemoryOwner&& keeper);
  // Host memory that stays where it is, so that a GPU copies from it by itself; from the CUDA backend.
  static Ref<Storage> allocate_pinned(int64_t bytes);

  char* data() const { return data_; }
  int64_t bytes() const { return bytes_; }
  Device device() const { return device_; }
  uint32_t version() const { return version_.load(std::memory_order_relaxed); }
  // Counts an in-place change; `op` (a literal) is named when a saved tensor turns out to be stale.
  void bump_version(const char* op) {
    last_change_.store(op, std::memory_order_relaxed);
    version_.fetch_add(1, std::memory_order_relaxed);
  }
  // Made in inference mode: no graph can hold it.
  bool is_inference() const { return inference_; }
  bool is_pinned() const { return pinned_; }
  const char* last_change() const { return last_change_.load(std::memory_order_relaxed); }
  // One identity for a block and its aliases.
  const Storage* block() const { return owner_ ? owner_->block() : this; }

 private:
  friend void dispose(Storage* storage);
  Storage() : inference_(inference_mode()) {}
  ~Storage() = default;

  // A few numbers lie behind their storage, in the same block of the pool; `allocated` counts them in steps.
  // Under sanitizers that is only so for those that fit a storage anyway: the others' ends are watched.
  static constexpr int64_t kInlineBytes = 64;
#if defined(__SANITIZE_ADDRESS__)
  static constexpr int64_t kMostInlineBytes = kInlineBytes;
#else
  static constexpr int64_t kMostInlineBytes = 512;
#endif
  bool is_inline() const { return data_ == inline_; }
  static size_t size_with(int64_t inline_bytes) {
    return sizeof(Storage) + static_cast<size_t>(inline_bytes > kInlineBytes ? inline_bytes - kInlineBytes : 0);
  }

  char* data_ = nullptr;
  int64_t bytes_ = 0;
  Device device_;
  bool inference_;
  bool pinned_ = false;
  std::atomic<uint32_t> version_{0};
  std::atomic<const char*> last_change_{""};
  Ref<Storage> owner_;
  std::unique_ptr<MemoryOwner> keeper_;
  alignas(16) char inline_[kInlineBytes];
};

void dispose(Storage* storage);

}  // namespace nt
