// Reductions with the functors of the CPU. Bound by memory: the input is read once (4 bytes an element of float32).
// The order of additions depends on sizes and the device's number of multiprocessors only, never on timing: no atomics.
//
// Rows: reduced elements are neighbours. A group of threads takes a row, in packs where it is dense, and merges by shuffles.
// Columns: results are neighbours. Neighbouring threads take neighbouring results, a block's rows share the elements.
// Where there are too few results to fill the device, a grid of (results, splits) leaves partial accumulators, which a
// second kernel merges in order.
#pragma once

#include <type_traits>

#include "cuda/allocator.h"
#include "cuda/convert.h"
#include "cuda/pack.h"
#include "cuda/queue.h"
#include "cuda/reduce_plan.h"
#include "cuda/shuffle.cuh"
#include "functors/make.h"

namespace nt::cuda {

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

// Writes result `o`, or its partial accumulator.
template <class F, class Acc>
__device__ inline void write_result(const F& f, const Acc& acc, const ReduceArgs& args, int64_t o) {
  if (args.partials) {
    static_cast<Acc*>(args.partials)[blockIdx.y * args.results + o] = acc;
    return;
  }
  store_as(args.out + args.kept.at(o, 0), args.out_dtype, f.finish(acc, args.reduced_numel));
  if constexpr (F::kIndexed) {
    if (args.indices) *reinterpret_cast<int64_t*>(args.indices + args.kept.at(o, 1)) = acc.index;
  }
}

// A thread's share of elements [begin, end) of one result: begin + first, then every `step`-th. kAccs of them are loaded
// before they are added, each to an accumulator of its own.
template <class S, class T, class F>
__device__ inline typename F::Acc accumulate(const F& f, const ReduceArgs& args, const char* in, int64_t begin, int64_t end,
                                             int first, int step) {
  constexpr int kAccs = 4;
  typename F::Acc acc[kAccs];
#pragma unroll
  for (int a = 0; a < kAccs; ++a) acc[a] = f.identity();
  const bool even = args.reduced.ndim() == 1;
  const int64_t stride = args.reduced.stride(0, 0);
  auto load = [&](int64_t r) {
    return load_input<S, T>(in + (even ? r * stride : args.reduced.at(r, 0)), args.in_dtype);
  };
  int64_t r = begin + first;
  for (; r + (kAccs - 1) * step < end; r += kAccs * step) {
    T x[kAccs];
#pragma unroll
    for (int a = 0; a < kAccs; ++a) x[a] = load(r + a * step);
#pragma unroll
    for (int a = 0; a < kAccs; ++a) acc[a] = f.step(acc[a], x[a], r + a * step);
  }
#pragma unroll 1
  for (; r < end; r += step) acc[0] = f.step(acc[0], load(r), r);
  return f.merge(f.merge(acc[0], acc[1]), f.merge(acc[2], acc[3]));
}

// The same for a dense run: packs of kWidth neighbours.
template <class S, class T, class F>
__device__ inline typename F::Acc accumulate_packs(const F& f, const S* in, int64_t begin, int64_t end, int first, int step) {
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

// blockDim: (threads of a row, rows); all rows' threads are a power of two.
template <class F, class S, class T>
__global__ void __launch_bounds__(kThreads) reduce_rows(F f, const __grid_constant__ ReduceArgs args) {
  using Acc = typename F::Acc;
  __shared__ Acc warps[kThreads / 32];
  const int width = blockDim.x;
  const int64_t o = int64_t{blockIdx.x} * blockDim.y + threadIdx.y;
  const int64_t begin = blockIdx.y * args.chunk;
  const int64_t end = begin + args.chunk < args.elements ? begin + args.chunk : args.elements;
  Acc acc = f.identity();
  if (o < args.results) {
    const char* in = args.in + args.kept.at(o, 2);
    if constexpr (std::is_same_v<S, AnyDtype>) {
      acc = accumulate<S, T>(f, args, in, begin, end, threadIdx.x, width);
    } else {
      acc = args.packs ? accumulate_packs<S, T>(f, reinterpret_cast<const S*>(in), begin, end, threadIdx.x, width)
                       : accumulate<S, T>(f, args, in, begin, end, threadIdx.x, width);
    }
  }
  const int lanes = width < 32 ? width : 32;
#pragma unroll 1
  for (int delta = lanes / 2; delta > 0; delta /= 2) acc = f.merge(acc, shuffle_down(acc, delta, lanes));
  if (width > 32) {
    const int warp = (threadIdx.y * width + threadIdx.x) / 32;
    if (threadIdx.x % 32 == 0) warps[warp] = acc;
    __syncthreads();
    if (threadIdx.x == 0) {
      for (int w = 1; w < width / 32; ++w) acc = f.merge(acc, warps[warp + w]);
    }
  }
  if (threadIdx.x == 0 && o < args.results) write_result(f, acc, args, o);
}

// Merges the accumulators of a column of the block into its first row's.
template <class F, class Acc>
__device__ inline Acc merge_columns(const F& f, Acc acc) {
  __shared__ Acc shared[kThreads];
  const int width = blockDim.x;
  Acc* mine = shared + threadIdx.y * width + threadIdx.x;
  *mine = acc;
  for (int half = blockDim.y / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.y < half) *mine = f.merge(*mine, mine[half * width]);
  }
  return *mine;
}

// blockDim: (results, threads of a result).
template <class F, class S, class T>
__global__ void __launch_bounds__(kThreads) reduce_columns(F f, const __grid_constant__ ReduceArgs args) {
  using Acc = typename F::Acc;
  const int64_t o = int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  const int64_t begin = blockIdx.y * args.chunk;
  const int64_t end = begin + args.chunk < args.elements ? begin + args.chunk : args.elements;
  Acc acc = f.identity();
  if (o < args.results) {
    acc = accumulate<S, T>(f, args, args.in + args.kept.at(o, 2), begin, end, threadIdx.y, blockDim.y);
  }
  acc = merge_columns(f, acc);
  if (threadIdx.y == 0 && o < args.results) write_result(f, acc, args, o);
}

// Merges args.elements partial accumulators of each result. blockDim as for columns.
template <class F>
__global__ void __launch_bounds__(kThreads) reduce_partials(F f, const __grid_constant__ ReduceArgs args, const typename F::Acc* partials) {
  using Acc = typename F::Acc;
  const int64_t o = int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  Acc acc = f.identity();
  if (o < args.results) {
    for (int64_t s = threadIdx.y; s < args.elements; s += blockDim.y) acc = f.merge(acc, partials[s * args.results + o]);
  }
  acc = merge_columns(f, acc);
  if (threadIdx.y == 0 && o < args.results) write_result(f, acc, args, o);
}

template <class S, class T, class F>
void launch_reduce(const Queue& queue, const F& f, ReducePlan& plan) {
  queue.launch(plan.rows ? reduce_rows<F, S, T> : reduce_columns<F, S, T>, plan.blocks, plan.threads, f, plan.args);
}

template <class F, class T>
void reduce_as(const Queue& queue, const Iter& it) {
  using Acc = typename F::Acc;
  const F f = fn::make<F>(it.params);
  ReducePlan plan(it, queue.resident_blocks());
  const Workspace partials(queue, plan.splits > 1 ? plan.splits * plan.args.results * int64_t{sizeof(Acc)} : 0);
  plan.args.partials = partials.data();
  const Dtype dtype = plan.args.in_dtype;
  bool done = false;
  if (dtype == DtypeOf<T>::value) launch_reduce<T, T>(queue, f, plan), done = true;
  if constexpr (std::is_same_v<T, float>) {
    if (dtype == Dtype::float16) launch_reduce<float16, T>(queue, f, plan), done = true;
    if (dtype == Dtype::bfloat16) launch_reduce<bfloat16, T>(queue, f, plan), done = true;
  }
  if (!done) launch_reduce<AnyDtype, T>(queue, f, plan);
  if (plan.splits == 1) return;
  plan.merge_partials();
  queue.launch(reduce_partials<F>, plan.blocks, plan.threads, f, plan.args, static_cast<const Acc*>(partials.data()));
}

}  // namespace nt::cuda
