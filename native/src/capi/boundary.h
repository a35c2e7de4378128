// The border between C and C++: handles, errors, and nothing that throws.
#pragma once

#include <new>
#include <vector>

#include "autograd/engine.h"
#include "core/generator.h"
#include "core/graph.h"
#include "nativetorch/nativetorch.h"
#include "ops/ops.h"

namespace nt::capi {

// Keeps code and text for nt_last_error on this thread; never throws.
nt_status keep_error(int32_t code, const char* text) noexcept;

// Runs f; whatever it throws becomes a status.
template <class F>
nt_status boundary(F&& f) noexcept {
  try {
    f();
    return NT_OK;
  } catch (const Error& e) {
    return keep_error(static_cast<int32_t>(e.code()), e.what());
  } catch (const std::bad_alloc&) {
    return keep_error(NT_ERROR_OUT_OF_MEMORY, "[host] the CPU has no memory left");
  } catch (const std::exception& e) {
    return keep_error(NT_ERROR_INTERNAL, e.what());
  } catch (...) {
    return keep_error(NT_ERROR_INTERNAL, "[internal] an unknown exception");
  }
}

// A handle is the tensor's own pointer; an operand borrows it for the call, without counting.
class In {
 public:
  In(const nt_tensor* handle, bool optional = false)
      : tensor_(Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(const_cast<nt_tensor*>(handle)))) {
    if (!handle && !optional) fail(Code::argument, "[handle] a tensor that is not optional is NULL");
  }
  ~In() { tensor_.ref().release(); }
  In(const In&) = delete;
  In& operator=(const In&) = delete;
  const Tensor& operator*() const { return tensor_; }
  Tensor& mutable_tensor() { return tensor_; }
  Tensor* or_null() { return tensor_.defined() ? &tensor_ : nullptr; }

 private:
  Tensor tensor_;
};

inline void check_pointer(const void* pointer, const char* name) {
  NT_CHECK(pointer, Code::argument, "[argument] ", name, " is NULL");
}

// Hands a tensor's reference to the caller.
inline void give(nt_tensor** out, Tensor&& tensor) {
  check_pointer(out, "out");
  *out = reinterpret_cast<nt_tensor*>(tensor.ref().release());
}

// As give, for ops that may have written into a tensor instead.
inline void give(nt_tensor** out, Tensor&& tensor, const nt_tensor* into) {
  if (out || !into) give(out, std::move(tensor));
}

// Hands out as many tensors as there are; out has room for them.
inline void give_all(nt_tensor** out, std::vector<Tensor>&& tensors) {
  if (tensors.empty()) return;
  check_pointer(out, "out");
  for (Tensor& tensor : tensors) *out++ = reinterpret_cast<nt_tensor*>(tensor.ref().release());
}

inline void give_pair(nt_tensor** first, nt_tensor** second, std::pair<Tensor, Tensor>&& pair) {
  check_pointer(first, "out");
  check_pointer(second, "out");
  give(first, std::move(pair.first));
  give(second, std::move(pair.second));
}

inline Dims dims(const int64_t* values, int32_t count) {
  if (count != 0) check_pointer(values, "a list of numbers");
  return Dims(values, count);
}

inline void write_dims(const Dims& values, int64_t* out, int32_t capacity) {
  if (values.size() > 0 && capacity > 0) check_pointer(out, "out");
  for (int i = 0; i < values.size() && i < capacity; ++i) out[i] = values[i];
}

inline Dtype dtype(int32_t value) {
  NT_CHECK(value >= 0 && value < kDtypeCount, Code::argument, "[argument] ", value, " is no dtype");
  return static_cast<Dtype>(value);
}

// A dtype that may not be given (-1).
class OptionalDtype {
 public:
  explicit OptionalDtype(int32_t value) : given_(value != -1), dtype_(given_ ? dtype(value) : kDefaultFloat) {}
  const Dtype* or_null() const { return given_ ? &dtype_ : nullptr; }
  Dtype or_else(Dtype other) const { return given_ ? dtype_ : other; }

 private:
  static Dtype dtype(int32_t value) { return capi::dtype(value); }
  bool given_;
  Dtype dtype_;
};

inline Device device(int32_t type, int32_t index) {
  NT_CHECK(type == NT_CPU || type == NT_CUDA, Code::argument, "[argument] ", type, " is no device type");
  return {static_cast<DeviceType>(type), type == NT_CPU || index < 0 ? 0 : index};
}

Scalar scalar(nt_scalar value);
inline Scalar optional_scalar(const nt_scalar* value) { return value ? scalar(*value) : Scalar{}; }

// Tensors of a list; a NULL stays undefined where that is allowed.
std::vector<Tensor> list(nt_tensor* const* handles, int32_t count, bool optional = false);

inline Generator* generator(const nt_generator* handle) {
  return reinterpret_cast<Generator*>(const_cast<nt_generator*>(handle));
}

}  // namespace nt::capi
