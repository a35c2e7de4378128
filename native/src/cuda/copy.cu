// Copies between any strides and dtypes of one device. Bound by memory: each element is read once and written once.
#include "cuda/kernels.h"
#include "cuda/map.cuh"
#include "cuda/transpose.h"

namespace nt::cuda {
namespace {

template <class To>
struct ConvertTo {
  template <class From>
  NT_HD To operator()(From x) const {
    return convert<To>(x);
  }
};

template <class To, class From>
bool try_dense_from(const Queue& queue, const Iter& it) {
  return try_dense<From, To, From, 1>(queue, ConvertTo<To>{}, it);
}

template <class To>
void copy_to(const Queue& queue, const Iter& it) {
  bool done = false;
  switch (it.operand[1].dtype) {
#define NT_CASE(name, type)                     \
  case Dtype::name:                             \
    done = try_dense_from<To, type>(queue, it); \
    break;
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
  if (!done) launch_strided<To, 1>(queue, ConvertTo<To>{}, it);
}

}  // namespace

void copy(const Iter& it) {
  if (it.numel == 0) return;
  const Queue queue("copy", it.device_index);
  const Operand &out = it.operand[0], &in = it.operand[1];
  if (out.dtype == in.dtype && is_dense(it, 0) && is_dense(it, 1)) {
    const auto bytes = static_cast<size_t>(it.numel * size_of(out.dtype));
    check("copy", cudaMemcpyAsync(out.data, in.data, bytes, cudaMemcpyDeviceToDevice, queue.stream()));
    return;
  }
  if (try_transpose(queue, it)) return;
  switch (out.dtype) {
#define NT_CASE(name, type) \
  case Dtype::name:         \
    return copy_to<type>(queue, it);
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
}

}  // namespace nt::cuda
