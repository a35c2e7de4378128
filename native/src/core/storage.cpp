#include "core/storage.h"

#include "core/backend.h"
#include "core/host_memory.h"

namespace nt {
namespace {

// For a storage that has memory which is nobody else's.
void free_memory(const Storage& storage) {
  if (storage.is_pinned()) {
    count_host_block(-1, -storage.bytes());
    find_backend(DeviceType::cuda, nullptr)->deallocate_pinned(storage.data());
  } else {
    backend(storage.device()).deallocate(storage.data(), storage.bytes(), storage.device().index);
  }
}

}  // namespace

Ref<Storage> Storage::allocate(int64_t bytes, Device device) {
  if (device.is_cpu() && bytes <= kMostInlineBytes) {
    auto* small = ::new (pool_allocate(size_with(bytes))) Storage();
    small->data_ = small->inline_;
    small->bytes_ = bytes;
    count_inline_storage(1, bytes);
    return Ref<Storage>::adopt(small);
  }
  void* data = bytes > 0 ? backend(device).allocate(bytes, device.index) : nullptr;
  auto* storage = new Storage();
  storage->data_ = static_cast<char*>(data);
  storage->bytes_ = bytes;
  storage->device_ = device;
  return Ref<Storage>::adopt(storage);
}

Ref<Storage> Storage::alias(const Ref<Storage>& owner) {
  auto* storage = new Storage();
  storage->data_ = owner->data_;
  storage->bytes_ = owner->bytes_;
  storage->device_ = owner->device_;
  storage->owner_ = owner;
  storage->inference_ = owner->inference_;
  storage->pinned_ = owner->pinned_;
  return Ref<Storage>::adopt(storage);
}

Ref<Storage> Storage::over(void* data, int64_t bytes, MemoryOwner&& keeper) {
  auto storage = Ref<Storage>::adopt(new Storage());
  storage->keeper_ = std::make_unique<MemoryOwner>(std::move(keeper));
  storage->data_ = static_cast<char*>(data);
  storage->bytes_ = bytes;
  return storage;
}

Ref<Storage> Storage::allocate_pinned(int64_t bytes) {
  const char* reason = "";
  Backend* cuda = find_backend(DeviceType::cuda, &reason);
  NT_CHECK(cuda, Code::device, "[pin_memory] only a CUDA device has a use for page-locked memory: ", reason);
  auto storage = Ref<Storage>::adopt(new Storage());
  storage->pinned_ = true;
  if (bytes == 0) return storage;
  storage->data_ = static_cast<char*>(cuda->allocate_pinned(bytes));
  storage->bytes_ = bytes;
  count_host_block(1, bytes);
  return storage;
}

void dispose(Storage* storage) {
  if (storage->is_inline()) {
    count_inline_storage(-1, -storage->bytes_);
    const size_t size = Storage::size_with(storage->bytes_);
    storage->~Storage();
    pool_free(storage, size);
    return;
  }
  if (storage->data_ && !storage->owner_ && !storage->keeper_) free_memory(*storage);
  delete storage;
}

}  // namespace nt
