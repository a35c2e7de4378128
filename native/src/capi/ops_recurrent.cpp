#include "capi/boundary.h"
#include "ops/recurrent.h"

using namespace nt;
using namespace nt::capi;

static RecurrentSteps steps_of(const int64_t* batch_sizes, int32_t count, uint8_t reverse) {
  NT_CHECK(count >= 0, Code::argument, "[argument] ", count, " batch sizes");
  if (count > 0) check_pointer(batch_sizes, "batch_sizes");
  return {std::vector<int64_t>(batch_sizes, batch_sizes + count), reverse != 0};
}

static void give(nt_tensor** out, nt_tensor** h_n, RecurrentResult&& made) {
  give_pair(out, h_n, {std::move(made.y), std::move(made.hn)});
}

nt_status nt_rnn_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* weight_ih, const nt_tensor* weight_hh,
                       const nt_tensor* bias_ih, const nt_tensor* bias_hh, const int64_t* batch_sizes,
                       int32_t batch_sizes_count, uint8_t reverse, uint8_t relu, nt_tensor** out, nt_tensor** h_n) {
  return boundary([&] {
    const RecurrentWeights weights{*In(weight_ih), *In(weight_hh), *In(bias_ih, true), *In(bias_hh, true), {}};
    give(out, h_n, recurrent_layer(relu ? RecurrentMode::relu : RecurrentMode::tanh, *In(input), *In(h0), {}, weights,
                                   steps_of(batch_sizes, batch_sizes_count, reverse)));
  });
}

nt_status nt_lstm_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* c0, const nt_tensor* weight_ih,
                        const nt_tensor* weight_hh, const nt_tensor* bias_ih, const nt_tensor* bias_hh,
                        const nt_tensor* weight_hr, const int64_t* batch_sizes, int32_t batch_sizes_count, uint8_t reverse,
                        nt_tensor** out, nt_tensor** h_n, nt_tensor** c_n) {
  return boundary([&] {
    check_pointer(c_n, "c_n");
    const RecurrentWeights weights{*In(weight_ih), *In(weight_hh), *In(bias_ih, true), *In(bias_hh, true), *In(weight_hr, true)};
    RecurrentResult made = recurrent_layer(RecurrentMode::lstm, *In(input), *In(h0), *In(c0), weights,
                                           steps_of(batch_sizes, batch_sizes_count, reverse));
    Tensor cell = std::move(made.cn);
    give(out, h_n, std::move(made));
    capi::give(c_n, std::move(cell));
  });
}

nt_status nt_gru_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* weight_ih, const nt_tensor* weight_hh,
                       const nt_tensor* bias_ih, const nt_tensor* bias_hh, const int64_t* batch_sizes,
                       int32_t batch_sizes_count, uint8_t reverse, nt_tensor** out, nt_tensor** h_n) {
  return boundary([&] {
    const RecurrentWeights weights{*In(weight_ih), *In(weight_hh), *In(bias_ih, true), *In(bias_hh, true), {}};
    give(out, h_n, recurrent_layer(RecurrentMode::gru, *In(input), *In(h0), {}, weights,
                                   steps_of(batch_sizes, batch_sizes_count, reverse)));
  });
}
