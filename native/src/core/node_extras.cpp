#include "core/node_extras.h"

#include <algorithm>
#include <atomic>

namespace nt {

int64_t NodeExtras::add(HookKind kind, int output_nr, Ref<Callback> call) {
  static std::atomic<int64_t> last{0};
  const int64_t id = ++last;
  std::lock_guard lock(mutex_);
  hooks_.push_back({id, kind, output_nr, std::move(call)});
  return id;
}

bool NodeExtras::remove(int64_t id) {
  Hook removed{};  // freed without the lock: its state is the host's
  std::lock_guard lock(mutex_);
  const auto at = std::find_if(hooks_.begin(), hooks_.end(), [&](const Hook& hook) { return hook.id == id; });
  if (at == hooks_.end()) return false;
  removed = std::move(*at);
  hooks_.erase(at);
  return true;
}

std::vector<Hook> NodeExtras::hooks(HookKind kind) const {
  std::lock_guard lock(mutex_);
  std::vector<Hook> found;
  std::copy_if(hooks_.begin(), hooks_.end(), std::back_inserter(found),
               [&](const Hook& hook) { return hook.kind == kind; });
  return found;
}

void NodeExtras::retain(RetainedGrad retained) {
  std::lock_guard lock(mutex_);
  retained_.push_back(std::move(retained));
}

std::vector<RetainedGrad> NodeExtras::retained() const {
  std::lock_guard lock(mutex_);
  return retained_;
}

}  // namespace nt
