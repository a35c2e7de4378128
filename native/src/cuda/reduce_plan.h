// How a reduction is laid over threads, blocks and splits.
#pragma once

#include <cuda_runtime.h>

#include "core/iter.h"
#include "cuda/wide_offsets.h"

namespace nt::cuda {

struct ReduceArgs {
  const char* in;
  char* out;
  char* indices;  // int64, or null
  Dtype in_dtype, out_dtype;
  bool rows;   // threads of a result are neighbours, in x; else in y
  bool packs;  // rows are dense and aligned
  int64_t results;
  int64_t elements;        // of each result
  int64_t chunk;           // elements of a split
  int64_t reduced_numel;   // what the functor is told
  WideOffsets<3> kept;     // result number -> offsets of out, indices, in
  WideOffsets<1> reduced;  // element number -> offset of in
};

struct ReducePlan {
  ReducePlan(const Iter& it, int64_t resident_blocks);
  // From now on: the second stage, whose elements are the first one's splits.
  void merge_partials();

  ReduceArgs args{};
  bool fits;  // else the input must be made dense first
  dim3 threads, blocks;
  int64_t splits = 1;

 private:
  void lay_rows();
  void lay_columns(int64_t neighbours);
  void split(int64_t threads_of_result, int64_t resident_blocks);
};

}  // namespace nt::cuda
