// Anomaly mode: every node remembers where in the user's program its op was called, and a gradient that is NaN is an error
// that says so.
#pragma once

#include <cstdint>
#include <string>

namespace nt {

class Node;

// Writes where the thread's call into the library comes from, as UTF-8; returns the length.
using PlaceCallback = int32_t (*)(char* text, int32_t capacity);

// Counts: it is on while more switched it on than off.
void set_anomaly(bool enabled, PlaceCallback place);
bool anomaly_enabled();

// Where the op that is being recorded was called; the node whose backward records it, where there is one, comes after it.
std::string called_from();

// The node whose backward runs on this thread, for nodes that it records.
class Running {
 public:
  explicit Running(const Node& node);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  const Node* before_;
};

}  // namespace nt
