// Elementwise ops: the functors of the CPU under two loops. All are bound by memory: an element costs the bytes of its
// operands once, so add over float32 has 12 bytes an element and a floor of 2.8 ms for 1e9 of them at 4.3 TB/s.
#pragma once

#include <type_traits>
#include <utility>

#include "cuda/convert.h"
#include "cuda/layout.h"
#include "cuda/offsets.h"
#include "cuda/pack.h"
#include "cuda/queue.h"
#include "functors/make.h"

namespace nt::cuda {

template <int kInputs>
struct Inputs {
  const char* data[kInputs];
  Dtype dtype[kInputs];
  bool constant[kInputs];  // one element, of any dtype, for all
};

template <class F, class T>
NT_HD auto apply(const F& f, const T (&x)[1]) {
  return f(x[0]);
}
template <class F, class T>
NT_HD auto apply(const F& f, const T (&x)[2]) {
  return f(x[0], x[1]);
}
template <class F, class T>
NT_HD auto apply(const F& f, const T (&x)[3]) {
  return f(x[0], x[1], x[2]);
}

// The result of functor F over kInputs values of T.
template <class F, class T, int kInputs>
using ResultOf = decltype(apply(std::declval<const F&>(), std::declval<const T (&)[kInputs]>()));

// Dense: the output and all inputs but constants are single runs, of storage types R and S. A block's threads move packs;
// each thread has kPacks of them for each input under way before it computes.
template <class F, class S, class R, class T, int kInputs>
__global__ void __launch_bounds__(kThreads) map_dense(F f, R* out, Inputs<kInputs> in, int64_t numel) {
  constexpr int kWidth = pack_width(sizeof(S) > sizeof(R) ? sizeof(S) : sizeof(R));
  constexpr int kPacks = kWidth <= 4 ? 2 : 1;
  constexpr int kTile = kThreads * kWidth * kPacks;
  const int64_t start = int64_t{blockIdx.x} * kTile;
  const S* from[kInputs];
  T constant[kInputs];
#pragma unroll
  for (int k = 0; k < kInputs; ++k) {
    from[k] = reinterpret_cast<const S*>(in.data[k]) + start;
    constant[k] = in.constant[k] ? load_as<T>(in.data[k], in.dtype[k]) : T{};
  }
  out += start;

  if (start + kTile > numel) {  // the last block
    const int rest = static_cast<int>(numel - start);
    for (int i = threadIdx.x; i < rest; i += kThreads) {
      T x[kInputs];
#pragma unroll
      for (int k = 0; k < kInputs; ++k) x[k] = in.constant[k] ? constant[k] : convert<T>(from[k][i]);
      out[i] = convert<R>(apply(f, x));
    }
    return;
  }

  S pack[kPacks][kInputs][kWidth];
#pragma unroll
  for (int p = 0; p < kPacks; ++p) {
#pragma unroll
    for (int k = 0; k < kInputs; ++k) {
      if (!in.constant[k]) load_pack(pack[p][k], from[k] + (p * kThreads + threadIdx.x) * kWidth);
    }
  }
#pragma unroll
  for (int p = 0; p < kPacks; ++p) {
    R result[kWidth];
#pragma unroll
    for (int i = 0; i < kWidth; ++i) {
      T x[kInputs];
#pragma unroll
      for (int k = 0; k < kInputs; ++k) x[k] = in.constant[k] ? constant[k] : convert<T>(pack[p][k][i]);
      result[i] = convert<R>(apply(f, x));
    }
    store_pack(out + (p * kThreads + threadIdx.x) * kWidth, result);
  }
}

// Strided: any strides, any dtypes. Neighbouring threads take neighbouring elements of the output's order, kEach a thread.
template <class F, class T, int kInputs>
__global__ void __launch_bounds__(kThreads)
    map_strided(F f, char* out, Dtype out_dtype, Inputs<kInputs> in, Offsets<kInputs + 1> offsets, uint32_t numel) {
  constexpr int kEach = 2;
  const uint32_t first = blockIdx.x * (kThreads * kEach) + threadIdx.x;
  T x[kEach][kInputs];
  int32_t to[kEach];
#pragma unroll
  for (int e = 0; e < kEach; ++e) {
    const uint32_t index = first + e * kThreads;
    if (index >= numel) break;
    int32_t offset[kInputs + 1];
    offsets.of(index, offset);
    to[e] = offset[0];
#pragma unroll
    for (int k = 0; k < kInputs; ++k) x[e][k] = load_as<T>(in.data[k] + offset[k + 1], in.dtype[k]);
  }
#pragma unroll
  for (int e = 0; e < kEach; ++e) {
    if (first + e * kThreads < numel) store_as(out + to[e], out_dtype, apply(f, x[e]));
  }
}

template <int kInputs>
Inputs<kInputs> inputs_of(const Iter& it) {
  Inputs<kInputs> in;
  for (int k = 0; k < kInputs; ++k) {
    in.data[k] = it.operand[k + 1].data;
    in.dtype[k] = it.operand[k + 1].dtype;
    in.constant[k] = is_constant(it, k + 1);
  }
  return in;
}

// Launches the dense kernel for storage types S and R if the operands allow it.
template <class S, class R, class T, int kInputs, class F>
bool try_dense(const Queue& queue, const F& f, const Iter& it) {
  constexpr int kWidth = pack_width(sizeof(S) > sizeof(R) ? sizeof(S) : sizeof(R));
  constexpr int kTile = kThreads * kWidth * (kWidth <= 4 ? 2 : 1);
  if (!is_dense_as(it, 0, DtypeOf<R>::value, kWidth)) return false;
  const Inputs<kInputs> in = inputs_of<kInputs>(it);
  for (int k = 0; k < kInputs; ++k) {
    if (!in.constant[k] && !is_dense_as(it, k + 1, DtypeOf<S>::value, kWidth)) return false;
  }
  queue.launch(map_dense<F, S, R, T, kInputs>, ceil_div(it.numel, kTile), kThreads, f,
               reinterpret_cast<R*>(it.operand[0].data), in, it.numel);
  return true;
}

template <class T, int kInputs, class F>
void launch_strided(const Queue& queue, const F& f, const Iter& it) {
  for_each_32bit_part(it, [&](const Iter& part) {
    queue.launch(map_strided<F, T, kInputs>, ceil_div(part.numel, kThreads * 2), kThreads, f, part.operand[0].data,
                 part.operand[0].dtype, inputs_of<kInputs>(part), Offsets<kInputs + 1>(part),
                 static_cast<uint32_t>(part.numel));
  });
}

// A truth value is stored as bool, anything else in the type of the inputs.
template <template <class> class F, class T, int kInputs>
void map_as(const Queue& queue, const Iter& it) {
  using Result = ResultOf<F<T>, T, kInputs>;
  constexpr bool kTruth = std::is_same_v<Result, bool>;
  const F<T> f = fn::make<F<T>>(it.params);
  if (try_dense<T, Result, T, kInputs>(queue, f, it)) return;
  if constexpr (std::is_same_v<T, float>) {
    if (try_dense<float16, std::conditional_t<kTruth, bool, float16>, T, kInputs>(queue, f, it)) return;
    if (try_dense<bfloat16, std::conditional_t<kTruth, bool, bfloat16>, T, kInputs>(queue, f, it)) return;
  }
  launch_strided<T, kInputs>(queue, f, it);
}

}  // namespace nt::cuda
