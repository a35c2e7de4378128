#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

#define NT_DTYPE_REDUCTION(name)                                                                                        \
  nt_status nt_##name(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype,    \
                      nt_tensor** out) {                                                                                \
    return boundary([&] {                                                                                               \
      give(out, nt::name(*In(self), dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null()));              \
    });                                                                                                                 \
  }
NT_DTYPE_REDUCTION(sum)
NT_DTYPE_REDUCTION(mean)
NT_DTYPE_REDUCTION(prod)

#define NT_REDUCTION(name)                                                                                     \
  nt_status nt_##name(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim,          \
                      nt_tensor** out) {                                                                       \
    return boundary([&] { give(out, nt::name(*In(self), dims(dim, dim_count), keep_dim != 0)); });             \
  }
NT_REDUCTION(amax)
NT_REDUCTION(amin)
NT_REDUCTION(all)
NT_REDUCTION(any)
NT_REDUCTION(logsumexp)
NT_REDUCTION(norm)
NT_REDUCTION(argmax)
NT_REDUCTION(argmin)

nt_status nt_var(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, double correction,
                 nt_tensor** out) {
  return boundary([&] { give(out, var(*In(self), dims(dim, dim_count), keep_dim != 0, correction)); });
}

nt_status nt_std(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, double correction,
                 nt_tensor** out) {
  return boundary([&] { give(out, std_dev(*In(self), dims(dim, dim_count), keep_dim != 0, correction)); });
}

nt_status nt_max_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] { give_pair(values, indices, max_dim(*In(self), dim, keep_dim != 0)); });
}

nt_status nt_min_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] { give_pair(values, indices, min_dim(*In(self), dim, keep_dim != 0)); });
}

nt_status nt_sum_to_size(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out) {
  return boundary([&] { give(out, sum_to_size(*In(self), dims(shape, shape_count))); });
}
