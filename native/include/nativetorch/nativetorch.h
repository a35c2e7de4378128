/* NativeTorch's C ABI, whole.
 *
 * Every function returns a status and writes its outputs last; a failed call writes none. Inputs are borrowed for the
 * call; an nt_tensor** output is a new reference that the caller releases. Strings are UTF-8, borrowed when passed in and
 * owned by the library when passed out.
 *
 * `into` is how one declaration serves three variants: NULL gives a new tensor (torch.exp(x)), the first operand itself
 * computes in place (x.exp_()), any other tensor receives the result (torch.exp(x, out=into)). `out` may be NULL where
 * `into` is not. An op without an in-place form calls it `output`. A dtype of -1 means: not given.
 */
#ifndef NATIVETORCH_H
#define NATIVETORCH_H

#include "abi_hash.h"
#include "autograd.h"
#include "autograd_graph.h"
#include "base.h"
#include "callback.h"
#include "memory.h"
#include "ops_activation.h"
#include "ops_binary.h"
#include "ops_create.h"
#include "ops_fft.h"
#include "ops_index.h"
#include "ops_join.h"
#include "ops_linalg.h"
#include "ops_loss.h"
#include "ops_matmul.h"
#include "ops_nn.h"
#include "ops_norm.h"
#include "ops_optim.h"
#include "ops_pad.h"
#include "ops_rearrange.h"
#include "ops_recurrent.h"
#include "ops_reduce.h"
#include "ops_sample.h"
#include "ops_scan.h"
#include "ops_sort.h"
#include "ops_special.h"
#include "ops_ternary.h"
#include "ops_unary.h"
#include "ops_view.h"
#include "ops_window.h"
#include "random.h"
#include "tensor.h"

#endif
