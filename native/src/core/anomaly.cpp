#include "core/anomaly.h"

#include <atomic>

#include "core/node.h"
#include "core/node_extras.h"

namespace nt {
namespace {

constexpr int32_t kMaxPlace = 4096;

std::atomic<int> users{0};
std::atomic<PlaceCallback> describe{nullptr};
thread_local const Node* running = nullptr;

}  // namespace

void set_anomaly(bool enabled, PlaceCallback place) {
  if (enabled) describe.store(place);
  users.fetch_add(enabled ? 1 : -1);
}

bool anomaly_enabled() { return users.load(std::memory_order_relaxed) > 0; }

std::string called_from() {
  std::string text;
  if (const PlaceCallback callback = describe.load()) {
    char place[kMaxPlace];
    text.assign(place, static_cast<size_t>(callback(place, kMaxPlace)));
  }
  if (running && running->extras()) {
    text += std::string("\nby the backward of ") + running->name() + ", recorded\n" + running->extras()->called_from();
  }
  return text;
}

Running::Running(const Node& node) : before_(std::exchange(running, &node)) {}
Running::~Running() { running = before_; }

}  // namespace nt
