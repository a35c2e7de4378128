#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_empty(const int64_t* shape, int32_t shape_count, int32_t type, int32_t device_type, int32_t device_index,
                   nt_tensor** out) {
  return boundary([&] {
    give(out, Tensor::empty(dims(shape, shape_count), dtype(type), device(device_type, device_index)));
  });
}

nt_status nt_full(const int64_t* shape, int32_t shape_count, nt_scalar value, int32_t type, int32_t device_type,
                  int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    give(out, full(dims(shape, shape_count), scalar(value), dtype(type), device(device_type, device_index)));
  });
}

nt_status nt_arange(nt_scalar start, nt_scalar end, nt_scalar step, int32_t type, int32_t device_type,
                    int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    give(out, arange(scalar(start), scalar(end), scalar(step), dtype(type), device(device_type, device_index)));
  });
}

nt_status nt_linspace(nt_scalar start, nt_scalar end, int64_t steps, int32_t type, int32_t device_type,
                      int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    give(out, linspace(scalar(start), scalar(end), steps, dtype(type), device(device_type, device_index)));
  });
}

nt_status nt_eye(int64_t n, int64_t m, int32_t type, int32_t device_type, int32_t device_index, nt_tensor** out) {
  return boundary([&] { give(out, eye(n, m, dtype(type), device(device_type, device_index))); });
}

nt_status nt_scalar_tensor(nt_scalar value, nt_tensor** out) {
  return boundary([&] { give(out, scalar_tensor(scalar(value))); });
}

nt_status nt_result_type(const nt_tensor* self, const nt_tensor* other, int32_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = static_cast<int32_t>(result_type(*In(self), *In(other)));
  });
}
