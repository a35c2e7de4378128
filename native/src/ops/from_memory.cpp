// Tensors over memory that the library did not allocate.
#include "ops/ops.h"

namespace nt {

void check_data(const char* op, const void* data, int64_t bytes, const Dims& sizes, Dtype dtype) {
  for (int64_t size : sizes) NT_CHECK(size >= 0, Code::argument, "[", op, "] negative size in ", sizes);
  const int64_t wanted = numel_of(sizes) * size_of(dtype);
  NT_CHECK(bytes == wanted, Code::shape, "[", op, "] ", sizes, " of ", dtype, " takes ", wanted, " bytes, not ", bytes);
  NT_CHECK(data || bytes == 0, Code::argument, "[", op, "] data is NULL");
}

Tensor from_memory(void* data, int64_t bytes, const Dims& sizes, Dtype dtype, MemoryOwner&& owner) {
  check_data("from_memory", data, bytes, sizes, dtype);
  const int64_t element = size_of(dtype);
  NT_CHECK(reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(element) == 0, Code::argument, "[from_memory] ", data,
           " is not aligned to the ", element, " bytes of ", dtype);
  return Tensor::over(Storage::over(data, bytes, std::move(owner)), sizes, contiguous_strides(sizes), 0, dtype);
}

}  // namespace nt
