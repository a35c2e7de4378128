// out = condition ? a : b. Bound by memory: float32 has 13 bytes an element. Where all is dense both choices are read, since
// a pack moves as a whole.
#include "cuda/kernels.h"
#include "cuda/map.cuh"

namespace nt::cuda {
namespace {

// Dense: the output and the condition are single runs, so are a and b where they are not constants.
template <class T>
__global__ void __launch_bounds__(kThreads) where_dense(T* out, const bool* condition, Inputs<2> in, int64_t numel) {
  constexpr int kWidth = pack_width(sizeof(T));
  const int64_t start = (int64_t{blockIdx.x} * kThreads + threadIdx.x) * kWidth;
  T choice[2][kWidth];
  bool first[kWidth];
  const bool whole = start + kWidth <= numel;
#pragma unroll
  for (int k = 0; k < 2; ++k) {
    if (in.constant[k]) {
      const T constant = load_as<T>(in.data[k], in.dtype[k]);
#pragma unroll
      for (int i = 0; i < kWidth; ++i) choice[k][i] = constant;
    } else if (whole) {
      load_pack(choice[k], reinterpret_cast<const T*>(in.data[k]) + start);
    } else {
#pragma unroll
      for (int i = 0; i < kWidth; ++i) {
        if (start + i < numel) choice[k][i] = reinterpret_cast<const T*>(in.data[k])[start + i];
      }
    }
  }
  if (whole) {
    load_pack(first, condition + start);
#pragma unroll
    for (int i = 0; i < kWidth; ++i) choice[0][i] = first[i] ? choice[0][i] : choice[1][i];
    store_pack(out + start, choice[0]);
  } else {
#pragma unroll
    for (int i = 0; i < kWidth; ++i) {
      if (start + i < numel) out[start + i] = condition[start + i] ? choice[0][i] : choice[1][i];
    }
  }
}

template <class T>
__global__ void __launch_bounds__(kThreads)
    where_strided(char* out, const char* condition, Inputs<2> in, Offsets<4> offsets, uint32_t numel) {
  const uint32_t index = blockIdx.x * kThreads + threadIdx.x;
  if (index >= numel) return;
  int32_t at[4];
  offsets.of(index, at);
  const int k = *reinterpret_cast<const bool*>(condition + at[1]) ? 0 : 1;
  const char* from = k == 0 ? in.data[0] + at[2] : in.data[1] + at[3];
  *reinterpret_cast<T*>(out + at[0]) = load_as<T>(from, k == 0 ? in.dtype[0] : in.dtype[1]);
}

Inputs<2> choices_of(const Iter& it) {
  Inputs<2> in;
  for (int k = 0; k < 2; ++k) {
    in.data[k] = it.operand[k + 2].data;
    in.dtype[k] = it.operand[k + 2].dtype;
    in.constant[k] = is_constant(it, k + 2);
  }
  return in;
}

template <class T>
void where_as(const Queue& queue, const Iter& it) {
  constexpr int kWidth = pack_width(sizeof(T));
  const Inputs<2> in = choices_of(it);
  bool dense = is_dense_as(it, 0, DtypeOf<T>::value, kWidth) && is_dense_as(it, 1, Dtype::boolean, kWidth);
  for (int k = 0; k < 2; ++k) dense = dense && (in.constant[k] || is_dense_as(it, k + 2, DtypeOf<T>::value, kWidth));
  if (dense) {
    queue.launch(where_dense<T>, ceil_div(it.numel, kThreads * kWidth), kThreads,
                 reinterpret_cast<T*>(it.operand[0].data), reinterpret_cast<const bool*>(it.operand[1].data), in,
                 it.numel);
    return;
  }
  for_each_32bit_part(it, [&](const Iter& part) {
    queue.launch(where_strided<T>, ceil_div(part.numel, kThreads), kThreads, part.operand[0].data, part.operand[1].data,
                 choices_of(part), Offsets<4>(part), static_cast<uint32_t>(part.numel));
  });
}

}  // namespace

void where(const Iter& it) {
  if (it.numel == 0) return;
  const Queue queue("where", it.device_index);
  switch (it.operand[0].dtype) {
#define NT_CASE(name, type) \
  case Dtype::name:         \
    return where_as<type>(queue, it);
    NT_FORALL_DTYPES(NT_CASE)
#undef NT_CASE
  }
}

}  // namespace nt::cuda
