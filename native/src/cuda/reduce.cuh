// Reductions with the functors of the CPU. Bound by memory: the input is read once (4 bytes an element of float32).
// The order of additions depends on sizes and on the device's number of multiprocessors, never on timing: no atomics.
//
// Rows: a result's elements are neighbours, and so are the threads that share them; they read packs where rows are dense.
// Columns: the results are neighbours, and so are their threads.
// Where there are too few results to fill the device, a grid of (results, splits) leaves partial accumulators, which a
// second kernel merges in order.
#pragma once

#include <type_traits>

#include "cuda/convert.h"
#include "cuda/pack.h"
#include "cuda/reduce_plan.h"

namespace nt::cuda {

// A thread's result, and its number among the `of` threads that share it; the next one is `distance` threads away.
struct ReduceThread {
  int64_t result;
  int number, of, distance;

  __device__ explicit ReduceThread(bool rows) {
    result = int64_t{blockIdx.x} * (rows ? blockDim.y : blockDim.x) + (rows ? threadIdx.y : threadIdx.x);
    number = rows ? threadIdx.x : threadIdx.y;
    of = rows ? blockDim.x : blockDim.y;
    distance = rows ? 1 : blockDim.x;
  }
};

// Storage type of an input whose dtype is known at run time only.
struct AnyDtype {};

template <class S, class T>
__device__ inline T load_input(const char* from, [[maybe_unused]] Dtype dtype) {
  if constexpr (std::is_same_v<S, AnyDtype>) {
    return load_as<T>(from, dtype);
  } else {
    return convert<T>(*reinterpret_cast<const S*>(from));
  }
}

// A thread's share of the elements [begin, end) of one result: begin + first, then every `step`-th. kAccs of them are
// loaded before they are added, each to an accumulator of its own.
template <class S, class T, class F>
__device__ inline typename F::Acc accumulate(const F& f, const ReduceArgs& args, const char* in, int64_t begin,
                                             int64_t end, int first, int step) {
  constexpr int kAccs = 4;
  typename F::Acc acc[kAccs];
#pragma unroll
  for (int a = 0; a < kAccs; ++a) acc[a] = f.identity();
  int64_t r = begin + first;
#pragma unroll 1
  for (; r + (kAccs - 1) * step < end; r += kAccs * step) {
    T x[kAccs];
#pragma unroll
    for (int a = 0; a < kAccs; ++a) x[a] = load_input<S, T>(in + args.reduced.at(r + a * step, 0), args.in_dtype);
#pragma unroll
    for (int a = 0; a < kAccs; ++a) acc[a] = f.step(acc[a], x[a], r + a * step);
  }
#pragma unroll 1
  for (; r < end; r += step) acc[0] = f.step(acc[0], load_input<S, T>(in + args.reduced.at(r, 0), args.in_dtype), r);
  return f.merge(f.merge(acc[0], acc[1]), f.merge(acc[2], acc[3]));
}

// The same for a dense run, in packs.
template <class S, class T, class F>
__device__ inline typename F::Acc accumulate_packs(const F& f, const S* in, int64_t begin, int64_t end, int first,
                                                   int step) {
  constexpr int kWidth = pack_width(sizeof(S));
  constexpr int kAccs = kWidth < 4 ? kWidth : 4;
  typename F::Acc acc[kAccs];
#pragma unroll
  for (int a = 0; a < kAccs; ++a) acc[a] = f.identity();
  const int64_t packs = (end - begin) / kWidth;
#pragma unroll 1
  for (int64_t p = first; p < packs; p += step) {
    S x[kWidth];
    const int64_t r = begin + p * kWidth;
    load_pack(x, in + r);
#pragma unroll
    for (int i = 0; i < kWidth; ++i) acc[i % kAccs] = f.step(acc[i % kAccs], convert<T>(x[i]), r + i);
  }
#pragma unroll 1
  for (int64_t r = begin + packs * kWidth + first; r < end; r += step) acc[0] = f.step(acc[0], convert<T>(in[r]), r);
#pragma unroll
  for (int a = 1; a < kAccs; ++a) acc[0] = f.merge(acc[0], acc[a]);
  return acc[0];
}

// Merges the accumulators of a result's threads, of which there are a power of two; the first of them gets the result.
template <class F, class Acc>
__device__ inline Acc merge_threads(const F& f, const Acc& acc, const ReduceThread& thread) {
  __shared__ Acc shared[kThreads];
  Acc* mine = shared + threadIdx.y * blockDim.x + threadIdx.x;
  *mine = acc;
#pragma unroll 1
  for (int half = thread.of / 2; half > 0; half /= 2) {
    __syncthreads();
    if (thread.number < half) *mine = f.merge(*mine, mine[half * thread.distance]);
  }
  return *mine;
}

template <class F, class Acc>
__device__ inline void write_result(const F& f, const Acc& acc, const ReduceArgs& args, int64_t o) {
  store_any(args.out + args.kept.at(o, 0), args.out_dtype, f.finish(acc, args.reduced_numel));
  if constexpr (F::kIndexed) {
    if (args.indices) *reinterpret_cast<int64_t*>(args.indices + args.kept.at(o, 1)) = acc.index;
  }
}

template <class F, class S, class T>
__global__ void __launch_bounds__(kThreads)
    reduce_elements(F f, const __grid_constant__ ReduceArgs args, typename F::Acc* partials) {
  const ReduceThread thread(args.rows);
  const int64_t begin = blockIdx.y * args.chunk;
  const int64_t end = begin + args.chunk < args.elements ? begin + args.chunk : args.elements;
  typename F::Acc acc = f.identity();
  if (thread.result < args.results) {
    const char* in = args.in + args.kept.at(thread.result, 2);
    if constexpr (std::is_same_v<S, AnyDtype>) {
      acc = accumulate<S, T>(f, args, in, begin, end, thread.number, thread.of);
    } else {
      acc = args.packs ? accumulate_packs<S, T>(f, reinterpret_cast<const S*>(in), begin, end, thread.number, thread.of)
                       : accumulate<S, T>(f, args, in, begin, end, thread.number, thread.of);
    }
  }
  acc = merge_threads(f, acc, thread);
  if (thread.number != 0 || thread.result >= args.results) return;
  if (partials) {
    partials[blockIdx.y * args.results + thread.result] = acc;
  } else {
    write_result(f, acc, args, thread.result);
  }
}

// The second stage: args.elements partial accumulators of each result.
template <class F>
__global__ void __launch_bounds__(kThreads)
    reduce_partials(F f, const __grid_constant__ ReduceArgs args, const typename F::Acc* partials) {
  const ReduceThread thread(args.rows);
  typename F::Acc acc = f.identity();
  if (thread.result < args.results) {
#pragma unroll 1
    for (int64_t s = thread.number; s < args.elements; s += thread.of) {
      acc = f.merge(acc, partials[s * args.results + thread.result]);
    }
  }
  acc = merge_threads(f, acc, thread);
  if (thread.number == 0 && thread.result < args.results) write_result(f, acc, args, thread.result);
}

}  // namespace nt::cuda
