// The one iterator: operands of an elementwise op or a reduction over a common index space, with broadcast dimensions at
// stride 0, dimensions sorted fastest first and merged where strides allow. Plain data, so that backends (also those in
// other libraries) need nothing else.
#pragma once

#include <cstdint>

#include "core/dims.h"
#include "core/dtype.h"
#include "core/scalar.h"

namespace nt {

constexpr int kMaxOperands = 4;
constexpr int kMaxParams = 3;

struct Operand {
  char* data = nullptr;
  Dtype dtype = Dtype::float32;
  int64_t strides[kMaxDims];  // in bytes, by the iterator's dimensions
};

struct Iter {
  int ndim = 0;
  int64_t shape[kMaxDims];  // dimension 0 is the fastest
  int64_t numel = 1;
  int count = 0;  // operands; outputs come first
  int outputs = 1;
  Operand operand[kMaxOperands];
  Dtype compute = Dtype::float32;  // what the functor sees
  Scalar params[kMaxParams];                // the functor's parameters
  int32_t device_index = 0;
  uint8_t reduced[kMaxDims] = {};  // reductions: 1 where a dimension is reduced (outputs have stride 0 there)
  int64_t reduced_numel = 1;       // elements that go into one output

  // Drops dimensions of size 1, sorts by stride and merges neighbours that are one run in memory for all operands.
  void simplify();
  // Whether every byte offset fits int32, so that device code may index with 32 bits.
  bool fits_32bit() const;
  // The part of dimension `dim` from `start` on, `length` long.
  Iter part(int dim, int64_t start, int64_t length) const;
};

}  // namespace nt
