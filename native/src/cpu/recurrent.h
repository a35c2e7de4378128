// One layer of a recurrent network in one direction on the CPU: the whole sequence in one call.
#pragma once

#include "core/dtype.h"
#include "core/recurrent_mode.h"

namespace nt::cpu {

// Sequences lie packed: step t has the rows [offset(t), offset(t) + batch_sizes[t]) of all dense (rows, ...) blocks, and
// batch_sizes never grow. All of one dtype, float32 or float64; what is optional may be null.
struct RecurrentArgs {
  RecurrentMode mode;
  Dtype dtype;
  const int64_t* batch_sizes;
  int64_t steps, rows;
  int64_t inputs, hidden;
  int64_t outputs;  // hidden, or what an LSTM's output is projected to
  bool reverse;     // from the last step to the first

  const void* x;                                // (rows, inputs)
  const void *h0, *c0;                          // (batch_sizes[0], outputs) and (batch_sizes[0], hidden)
  const void *weight_ih, *weight_hh;            // (gates, inputs), (gates, outputs)
  const void *bias_ih, *bias_hh;                // (gates); optional
  const void* weight_hr;                        // (outputs, hidden); optional

  void* y;         // (rows, outputs)
  void *hn, *cn;   // as h0 and c0
  void* gates;     // (rows, 4 hidden) of LSTM and GRU, which backward reads
  void* cells;     // (rows, hidden) of LSTM, which backward reads; optional
  void* raw;       // (rows, hidden), the outputs before projection; only with weight_hr

  // Backward; those of what is given are optional, and each result is.
  const void *grad_y, *grad_hn, *grad_cn;
  void *grad_x, *grad_h0, *grad_c0;
  void *grad_weight_ih, *grad_weight_hh, *grad_bias_ih, *grad_bias_hh, *grad_weight_hr;
};

void recurrent_forward(const RecurrentArgs& args);
void recurrent_backward(const RecurrentArgs& args);

}  // namespace nt::cpu
