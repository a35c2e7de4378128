// Filling a table from the op rows. Each file of this folder is compiled for every instruction set.
#pragma once

#include "cpu/kernels/kernels.h"
#include "functors/isa.h"
#include "functors/make.h"

// add<F, T>(table, op) for each dtype of a row's TYPES column; 16-bit floats are computed in float32.
#define NT_ADD_FLT(op, F) add<fn::F, float>(table, op), add<fn::F, double>(table, op);
#define NT_ADD_FLO(op, F) NT_ADD_FLT(op, F)
#define NT_ADD_INTEGERS(op, F)                                                                   \
  add<fn::F, uint8_t>(table, op), add<fn::F, int8_t>(table, op), add<fn::F, int16_t>(table, op), \
      add<fn::F, int32_t>(table, op), add<fn::F, int64_t>(table, op);
#define NT_ADD_INT(op, F) NT_ADD_INTEGERS(op, F) add<fn::F, bool>(table, op);
#define NT_ADD_WHL(op, F) NT_ADD_INTEGERS(op, F)
#define NT_ADD_NUM(op, F) NT_ADD_FLT(op, F) NT_ADD_INTEGERS(op, F)
#define NT_ADD_B64(op, F) NT_ADD_NUM(op, F)
#define NT_ADD_ALL(op, F) NT_ADD_NUM(op, F) add<fn::F, bool>(table, op);

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

void fill_unary(Kernels& table);
void fill_binary(Kernels& table);
void fill_ternary(Kernels& table);
void fill_reduce(Kernels& table);
void fill_copy(Kernels& table);
void fill_matmul_integral(Kernels& table);
void fill_matmul(Kernels& table);
void fill_softmax(Kernels& table);
void fill_normal(Kernels& table);
void fill_optim(Kernels& table);
void fill_recurrent(Kernels& table);
void fill_norm(Kernels& table);
void fill_norm_columns(Kernels& table);
void fill_max_pool_forward(Kernels& table);
void fill_max_pool_backward(Kernels& table);
void fill_conv(Kernels& table);
void fill_conv_weights(Kernels& table);
void fill_conv_windows(Kernels& table);
void fill_depthwise(Kernels& table);
void fill_winograd(Kernels& table);
void fill_transpose(Kernels& table);
void fill_choose(Kernels& table);

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
