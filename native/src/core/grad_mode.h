// What a thread does with the ops that it runs: record them, or make tensors that can never be recorded.
#pragma once

namespace nt {

bool grad_enabled();
bool set_grad_enabled(bool enabled);

// In inference mode nothing is recorded, and what is allocated can never take part in a graph.
bool inference_mode();
bool set_inference_mode(bool enabled);

class GradMode {
 public:
  explicit GradMode(bool enabled) : before_(set_grad_enabled(enabled)) {}
  ~GradMode() { set_grad_enabled(before_); }
  GradMode(const GradMode&) = delete;
  GradMode& operator=(const GradMode&) = delete;

 private:
  bool before_;
};

}  // namespace nt
