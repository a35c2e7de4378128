/* Creation. A dtype of -1 is not given: PyTorch's default is taken. */
#ifndef NATIVETORCH_OPS_CREATE_H
#define NATIVETORCH_OPS_CREATE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Memory that is not set. @torch torch.empty */
NT_API nt_status nt_empty(const int64_t* shape, int32_t shape_count, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** Memory on the CPU that is not set, page-locked: a GPU copies from it by itself. It takes a CUDA device. @torch torch.empty */
NT_API nt_status nt_empty_pinned(const int64_t* shape, int32_t shape_count, int32_t dtype, nt_tensor** out);

/** Every element `value`. @torch torch.full */
NT_API nt_status nt_full(const int64_t* shape, int32_t shape_count, nt_scalar value, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** start, start + step, ... below end. @torch torch.arange */
NT_API nt_status nt_arange(nt_scalar start, nt_scalar end, nt_scalar step, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** `steps` numbers from start to end, both included. @torch torch.linspace */
NT_API nt_status nt_linspace(nt_scalar start, nt_scalar end, int64_t steps, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** base^x for `steps` numbers x from start to end, both included. @torch torch.logspace
 *  @param base the base (default 10) */
NT_API nt_status nt_logspace(nt_scalar start, nt_scalar end, int64_t steps, double base, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** Rows and columns of the elements on and below a diagonal: (2, count), int64 or int32. @torch torch.tril_indices */
NT_API nt_status nt_tril_indices(int64_t row, int64_t col, int64_t offset, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** Rows and columns of the elements on and above a diagonal: (2, count), int64 or int32. @torch torch.triu_indices */
NT_API nt_status nt_triu_indices(int64_t row, int64_t col, int64_t offset, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** n x m with ones on the diagonal. @torch torch.eye */
NT_API nt_status nt_eye(int64_t n, int64_t m, int32_t dtype, int32_t device_type, int32_t device_index, nt_tensor** out);

/** A 0-d CPU tensor that takes part in promotion as a plain number does: int64, float64 or bool, and weaker than any
 *  tensor of its category. */
NT_API nt_status nt_scalar_tensor(nt_scalar value, nt_tensor** out);

/** The dtype that two tensors are promoted to. @torch torch.result_type */
NT_API nt_status nt_result_type(const nt_tensor* self, const nt_tensor* other, int32_t* out);

#ifdef __cplusplus
}
#endif
#endif
