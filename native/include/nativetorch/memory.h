/* What the allocators hold, and how they ask the host language to let go of garbage. */
#ifndef NATIVETORCH_MEMORY_H
#define NATIVETORCH_MEMORY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of one device. The counters are updated by every allocation; reading them through this pointer needs no call
 *  (but for `tensors`). Page-locked memory of the host is in the CPU's, memory of the caller's in nobody's. */
typedef struct nt_memory_stats {
  int64_t allocated;      /**< bytes in use by tensors now */
  int64_t peak_allocated; /**< the most that `allocated` has been */
  int64_t reserved;       /**< bytes held from the system, in use or cached */
  int64_t tensors;        /**< live storages; brought up to date by nt_memory_counters */
} nt_memory_stats;

/** The live counters of a device type; the pointer stays valid for the life of the process. */
NT_API nt_status nt_memory_counters(int32_t device_type, const nt_memory_stats** out);

/** Gives cached blocks that no tensor uses back to the system; page-locked ones with CUDA's. @torch torch.cuda.empty_cache */
NT_API nt_status nt_memory_empty_cache(int32_t device_type);

/** Sets peak_allocated to allocated. @torch torch.cuda.reset_peak_memory_stats */
NT_API nt_status nt_memory_reset_peak(int32_t device_type);

/** `collect` is called, on the allocating thread, before an allocation is refused for lack of memory; then the allocation
 *  is tried once more. NULL removes it. */
NT_API nt_status nt_memory_set_collect(void (*collect)(void));

#ifdef __cplusplus
}
#endif
#endif
