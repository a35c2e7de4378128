#include "core/collect.h"

#include <atomic>

namespace nt {
namespace {
std::atomic<CollectCallback> collect{nullptr};
}

void set_collect_callback(CollectCallback callback) { collect.store(callback); }

bool collect_garbage() {
  const CollectCallback callback = collect.load();
  if (!callback) return false;
  callback();
  return true;
}

}  // namespace nt
