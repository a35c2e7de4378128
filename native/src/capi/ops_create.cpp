#include "capi/boundary.h"
#include "ops/shape.h"

using namespace nt;
using namespace nt::capi;

// The dtype that is given (not -1), else float32.
static Dtype floating(int32_t type) { return OptionalDtype(type).or_else(kDefaultFloat); }

nt_status nt_empty(const int64_t* shape, int32_t shape_count, int32_t type, int32_t device_type, int32_t device_index,
                   nt_tensor** out) {
  return boundary([&] {
    const Dims sizes = dims(shape, shape_count);
    const Dtype dtype = floating(type);
    const Device where = device(device_type, device_index);
    // A byte that is neither 0 nor 1 would be no truth value.
    give(out, is_bool(dtype) ? zeros(sizes, dtype, where) : Tensor::empty(sizes, dtype, where));
  });
}

nt_status nt_empty_pinned(const int64_t* shape, int32_t shape_count, int32_t type, nt_tensor** out) {
  return boundary([&] { give(out, empty_pinned(dims(shape, shape_count), floating(type))); });
}

nt_status nt_full(const int64_t* shape, int32_t shape_count, nt_scalar value, int32_t type, int32_t device_type,
                  int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    const Scalar number = scalar(value);
    give(out, full(dims(shape, shape_count), number, OptionalDtype(type).or_else(number.dtype()),
                   device(device_type, device_index)));
  });
}

nt_status nt_arange(nt_scalar start, nt_scalar end, nt_scalar step, int32_t type, int32_t device_type,
                    int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    const Scalar first = scalar(start), last = scalar(end), by = scalar(step);
    const bool floats = first.is_floating() || last.is_floating() || by.is_floating();
    give(out, arange(first, last, by, OptionalDtype(type).or_else(floats ? kDefaultFloat : Dtype::int64),
                     device(device_type, device_index)));
  });
}

nt_status nt_linspace(nt_scalar start, nt_scalar end, int64_t steps, int32_t type, int32_t device_type,
                      int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    give(out, linspace(scalar(start), scalar(end), steps, floating(type), device(device_type, device_index)));
  });
}

nt_status nt_logspace(nt_scalar start, nt_scalar end, int64_t steps, double base, int32_t type, int32_t device_type,
                      int32_t device_index, nt_tensor** out) {
  return boundary([&] {
    give(out, logspace(scalar(start), scalar(end), steps, base, floating(type), device(device_type, device_index)));
  });
}

nt_status nt_tril_indices(int64_t row, int64_t col, int64_t offset, int32_t type, int32_t device_type, int32_t device_index,
                          nt_tensor** out) {
  return boundary([&] {
    give(out, triangle_indices("tril_indices", row, col, offset, true, OptionalDtype(type).or_else(Dtype::int64),
                               device(device_type, device_index)));
  });
}

nt_status nt_triu_indices(int64_t row, int64_t col, int64_t offset, int32_t type, int32_t device_type, int32_t device_index,
                          nt_tensor** out) {
  return boundary([&] {
    give(out, triangle_indices("triu_indices", row, col, offset, false, OptionalDtype(type).or_else(Dtype::int64),
                               device(device_type, device_index)));
  });
}

nt_status nt_eye(int64_t n, int64_t m, int32_t type, int32_t device_type, int32_t device_index, nt_tensor** out) {
  return boundary([&] { give(out, eye(n, m, floating(type), device(device_type, device_index))); });
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
