#include "core/storage.h"

#include "core/backend.h"
#include "core/host_memory.h"

namespace nt {

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
  return Ref<Storage>::adopt(storage);
}

void dispose(Storage* storage) {
  if (storage->is_inline()) {
    count_inline_storage(-1, -storage->bytes_);
    const size_t size = Storage::size_with(storage->bytes_);
    storage->~Storage();
    pool_free(storage, size);
    return;
  }
  if (storage->data_ && !storage->owner_) {
    backend(storage->device_).deallocate(storage->data_, storage->bytes_, storage->device_.index);
  }
  delete storage;
}

}  // namespace nt
