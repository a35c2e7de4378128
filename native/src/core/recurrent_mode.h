// The kinds of recurrent layers.
#pragma once

#include <cstdint>

namespace nt {

enum class RecurrentMode : int32_t { tanh, relu, lstm, gru };

// How many gates stand in a weight's rows.
constexpr int64_t gate_count(RecurrentMode mode) {
  return mode == RecurrentMode::lstm ? 4 : mode == RecurrentMode::gru ? 3 : 1;
}

}  // namespace nt
