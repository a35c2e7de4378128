#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace nt {

class Node;

// The nodes that one run reaches, numbered; by address, in a table of open addressing.
class NodeNumbers {
 public:
  // The node's number, and whether it is new: then it is the next one.
  std::pair<uint32_t, bool> find_or_add(const Node* node) {
    if (2 * count_ >= slots_.size()) grow();
    Slot& slot = slot_of(node);
    if (slot.node) return {slot.number, false};
    slot = {node, count_};
    return {count_++, true};
  }
  // kNone where the run does not reach it.
  uint32_t find(const Node* node) {
    const Slot& slot = slot_of(node);
    return slot.node ? slot.number : kNone;
  }

  static constexpr uint32_t kNone = UINT32_MAX;

 private:
  struct Slot {
    const Node* node = nullptr;
    uint32_t number = 0;
  };

  Slot& slot_of(const Node* node) {
    const size_t mask = slots_.size() - 1;
    size_t at = (reinterpret_cast<uintptr_t>(node) * 0x9E3779B97F4A7C15u) >> shift_;
    while (slots_[at].node && slots_[at].node != node) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    --shift_;
    for (const Slot& slot : before) {
      if (slot.node) slot_of(slot.node) = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  int shift_ = 58;  // 64 - log2(slots)
  uint32_t count_ = 0;
};

}  // namespace nt
