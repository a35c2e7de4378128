#include "cpu/kernels/fill.h"

#define NT_STRING2(x) #x
#define NT_STRING(x) NT_STRING2(x)

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE

// This instruction set's whole table.
void fill(Kernels& table) {
  table.isa = NT_STRING(NT_ISA);
  fill_unary(table);
  fill_binary(table);
  fill_ternary(table);
  fill_reduce(table);
  fill_copy(table);
  fill_matmul_integral(table);
  fill_matmul(table);
  fill_softmax(table);
  fill_normal(table);
  fill_optim(table);
  fill_recurrent(table);
  fill_norm(table);
  fill_norm_columns(table);
  fill_max_pool_forward(table);
  fill_max_pool_backward(table);
  fill_conv(table);
  fill_conv_weights(table);
  fill_conv_windows(table);
  fill_depthwise(table);
  fill_winograd(table);
  fill_transpose(table);
  fill_choose(table);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
