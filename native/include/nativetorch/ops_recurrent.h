/* Layers of recurrent networks: one layer in one direction over whole sequences in one call. */
#ifndef NATIVETORCH_OPS_RECURRENT_H
#define NATIVETORCH_OPS_RECURRENT_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Input is (steps, batch, size); or (rows, size) of packed sequences, where batch_sizes tells how many of them, longest
 * first, are at each step. States before and after are (batch, size) and belong to sequences; outputs lie as the input.
 * From the last step to the first where `reverse`. All of one floating dtype. Differentiable twice. */

/** h = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu of it. @csharp none
 *  @param bias_ih b_ih (optional)
 *  @param bias_hh b_hh (optional) */
NT_API nt_status nt_rnn_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* weight_ih,
                              const nt_tensor* weight_hh, const nt_tensor* bias_ih, const nt_tensor* bias_hh,
                              const int64_t* batch_sizes, int32_t batch_sizes_count, uint8_t reverse, uint8_t relu,
                              nt_tensor** out, nt_tensor** h_n);

/** c = f c + i g and h = o tanh(c), where i, f, g, o are sigmoids, g tanh, of W_ih x + b_ih + W_hh h + b_hh; h is projected
 *  by W_hr where that is given. @csharp none
 *  @param bias_ih b_ih (optional)
 *  @param bias_hh b_hh (optional)
 *  @param weight_hr W_hr (optional) */
NT_API nt_status nt_lstm_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* c0, const nt_tensor* weight_ih,
                               const nt_tensor* weight_hh, const nt_tensor* bias_ih, const nt_tensor* bias_hh,
                               const nt_tensor* weight_hr, const int64_t* batch_sizes, int32_t batch_sizes_count,
                               uint8_t reverse, nt_tensor** out, nt_tensor** h_n, nt_tensor** c_n);

/** h = (1 - z) n + z h with n = tanh(W_in x + b_in + r (W_hn h + b_hn)), where r and z are sigmoids of their parts of
 *  W_ih x + b_ih + W_hh h + b_hh. @csharp none
 *  @param bias_ih b_ih (optional)
 *  @param bias_hh b_hh (optional) */
NT_API nt_status nt_gru_layer(const nt_tensor* input, const nt_tensor* h0, const nt_tensor* weight_ih,
                              const nt_tensor* weight_hh, const nt_tensor* bias_ih, const nt_tensor* bias_hh,
                              const int64_t* batch_sizes, int32_t batch_sizes_count, uint8_t reverse, nt_tensor** out,
                              nt_tensor** h_n);

#ifdef __cplusplus
}
#endif
#endif
