#include "core/grad_mode.h"

#include <utility>

namespace nt {
namespace {

// Without constructor, so that reaching them costs no check.
constinit thread_local bool recording = true;
constinit thread_local bool inference = false;

}  // namespace

bool grad_enabled() { return recording; }
bool set_grad_enabled(bool enabled) { return std::exchange(recording, enabled); }

bool inference_mode() { return inference; }
bool set_inference_mode(bool enabled) { return std::exchange(inference, enabled); }

}  // namespace nt
