#include "core/node.h"

#include "core/anomaly.h"

namespace nt {
namespace {

constinit thread_local bool deleting = false;
constinit thread_local Node* dead = nullptr;
constinit thread_local uint64_t last_sequence = 0;  // orders the nodes of a thread, as in PyTorch

// An address that is this thread's own.
uintptr_t this_thread() { return reinterpret_cast<uintptr_t>(&deleting); }

}  // namespace

AutogradMeta::AutogradMeta() = default;
AutogradMeta::~AutogradMeta() { delete accumulator.load(std::memory_order_relaxed); }

// Nodes whose last reference goes away while another node is being deleted on this thread wait in a list: a chain of a
// million nodes is freed by a loop, not by a million nested destructors.
void dispose(Node* node) {
  if (node->is_leafs_) {
    node->unreferenced();
    return;
  }
  node->next_dead_ = std::exchange(dead, node);
  if (deleting) return;
  deleting = true;
  while (dead) {
    Node* next = std::exchange(dead, dead->next_dead_);
    delete next;
  }
  deleting = false;
}

Node::Node(const char* name) : sequence_(++last_sequence), name_(name) {
  if (anomaly_enabled()) make_extras().set_called_from(called_from());
}

Node::~Node() { delete extras_.load(std::memory_order_relaxed); }

void Node::release() {
  for (Saved& each : saved()) each.reset();
}

NodeExtras& Node::make_extras() {
  NodeExtras* there = extras();
  if (there) return *there;
  auto* fresh = new NodeExtras();
  if (extras_.compare_exchange_strong(there, fresh, std::memory_order_acq_rel)) return *fresh;
  delete fresh;
  return *there;
}

NodeLock::NodeLock(Node& node, bool reentrant) : node_(node) {
  uintptr_t runner = 0;
  while (!node_.runner_.compare_exchange_weak(runner, this_thread(), std::memory_order_acquire)) {
    if (runner == this_thread()) {
      NT_CHECK(reentrant, Code::autograd, "[", node_.name(),
               "] backward reached this node again from inside its own backward");
      taken_ = false;
      return;
    }
    if (runner != 0) node_.runner_.wait(runner, std::memory_order_relaxed);
    runner = 0;
  }
}

NodeLock::~NodeLock() {
  if (!taken_) return;
  node_.runner_.store(0, std::memory_order_release);
  node_.runner_.notify_one();
}

}  // namespace nt
