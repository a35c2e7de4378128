// Layers of recurrent networks.
#pragma once

#include <vector>

#include "core/recurrent_mode.h"
#include "core/tensor.h"

namespace nt {

// What a layer is made of; undefined where it is not there.
struct RecurrentWeights {
  Tensor ih, hh, bias_ih, bias_hh, hr;
};

struct RecurrentResult {
  Tensor y, hn, cn;
};

// How many rows each step has, and in which order steps are done.
struct RecurrentSteps {
  std::vector<int64_t> batch_sizes;
  bool reverse;
};

// input is (steps, batch, size), or (rows, size) where there are batch_sizes; c0 is for LSTM.
RecurrentResult recurrent_layer(RecurrentMode mode, const Tensor& input, const Tensor& h0, const Tensor& c0,
                                const RecurrentWeights& weights, RecurrentSteps steps);

// The same of rows in tensor algebra, step by step.
RecurrentResult composed_recurrent_layer(RecurrentMode mode, const Tensor& rows, const Tensor& h0, const Tensor& c0,
                                         const RecurrentWeights& weights, const RecurrentSteps& steps);

}  // namespace nt
