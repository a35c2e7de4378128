// Who keeps memory that the library did not allocate: told once, when nothing refers to the memory any more.
#pragma once

#include <utility>

namespace nt {

class MemoryOwner {
 public:
  // As nt_free in the C ABI; from any thread.
  using Release = void (*)(void* context);

  MemoryOwner(Release release, void* context) : release_(release), context_(context) {}
  MemoryOwner(MemoryOwner&& other) noexcept
      : release_(std::exchange(other.release_, nullptr)), context_(other.context_) {}
  MemoryOwner& operator=(MemoryOwner&&) = delete;
  ~MemoryOwner() {
    if (release_) release_(context_);
  }

 private:
  Release release_;
  void* context_;
};

}  // namespace nt
