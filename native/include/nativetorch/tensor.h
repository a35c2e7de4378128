/* Tensors: handles, metadata, data in and out, devices. */
#ifndef NATIVETORCH_TENSOR_H
#define NATIVETORCH_TENSOR_H

#include "callback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a tensor is: filled by nt_tensor_info in one call. */
typedef struct nt_tensor_info_t {
  int64_t numel;
  int64_t storage_offset; /**< in elements */
  void* data;             /**< first element, in the device's memory; NULL where numel is 0 */
  int32_t dim;
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  uint8_t requires_grad;
  uint8_t is_leaf;
  uint8_t is_contiguous;
  uint8_t is_view;
  uint8_t is_inference;
  uint8_t is_pinned;
} nt_tensor_info_t;

/** Another handle to the same tensor. NULL gives NULL. */
NT_API nt_tensor* nt_tensor_retain(const nt_tensor* self);

/** Gives one reference back. NULL is allowed. */
NT_API void nt_tensor_release(nt_tensor* self);

NT_API nt_status nt_tensor_info(const nt_tensor* self, nt_tensor_info_t* out);

/** Writes the sizes, at most `capacity` of them. */
NT_API nt_status nt_tensor_sizes(const nt_tensor* self, int64_t* sizes, int32_t capacity);

/** Writes the strides in elements, at most `capacity` of them. */
NT_API nt_status nt_tensor_strides(const nt_tensor* self, int64_t* strides, int32_t capacity);

/** How often the tensor's data has been changed in place. @torch torch.Tensor._version */
NT_API nt_status nt_tensor_version(const nt_tensor* self, int64_t* version);

/** 1 where both share one storage. */
NT_API nt_status nt_tensor_shares_storage(const nt_tensor* self, const nt_tensor* other, uint8_t* out);

/** A tensor of `dtype` on the CPU with a copy of `bytes` bytes of row-major elements at `data`. @torch torch.tensor */
NT_API nt_status nt_tensor_from_data(const void* data, int64_t bytes, const int64_t* shape, int32_t shape_count,
                                     int32_t dtype, nt_tensor** out);

/** A tensor on the CPU over memory of the caller's, which is not copied: `bytes` bytes of row-major elements at `data`, which is
 *  aligned to the size of one. `release(owner)` is called once, from any thread, when no tensor is left over the memory, and
 *  where this call fails. Ops in place write to the memory; the bytes of NT_BOOL are 0 or 1, which the caller sees to. The
 *  memory counters leave it out. @torch torch.from_numpy */
NT_API nt_status nt_tensor_from_memory(void* data, int64_t bytes, const int64_t* shape, int32_t shape_count, int32_t dtype,
                                       nt_free release, void* owner, nt_tensor** out);

/** Copies all elements in row-major order to `data` in host memory; `bytes` must be numel times the element's size. */
NT_API nt_status nt_tensor_to_data(const nt_tensor* self, void* data, int64_t bytes);

/** The only element of a one-element tensor, as a double; int64 beyond 2^53 is rounded: use nt_tensor_item_int64. */
NT_API nt_status nt_tensor_item(const nt_tensor* self, double* out);

/** The only element of a one-element tensor, converted to int64. */
NT_API nt_status nt_tensor_item_int64(const nt_tensor* self, int64_t* out);

/** Called when a gradient would otherwise flow through data that is replaced: makes `self` a leaf that uses `other`'s
 *  data, sizes and strides. @torch torch.Tensor.set_data */
NT_API nt_status nt_tensor_set_data(nt_tensor* self, const nt_tensor* other);

/** Gives `self` the data and the history of `other`, as an assignment to a variable would: what is computed from `self` afterwards has
 *  `other`'s gradients. `other` must not have been computed from `self`, which would then keep itself alive. */
NT_API nt_status nt_tensor_become(nt_tensor* self, const nt_tensor* other);

/** Number of CUDA devices that can be used; 0 where there is no driver, no device, or no CUDA build. */
NT_API nt_status nt_cuda_device_count(int32_t* count);

/** One sentence on why nt_cuda_device_count is 0; empty where it is not. Valid until the thread's next call. */
NT_API const char* nt_cuda_unavailable_reason(void);

/** Waits for all work queued on the device. @torch torch.cuda.synchronize */
NT_API nt_status nt_cuda_synchronize(int32_t device_index);

#ifdef __cplusplus
}
#endif
#endif
