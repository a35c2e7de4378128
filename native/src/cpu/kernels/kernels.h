// The loops that are compiled once for each instruction set, as a table of plain functions over dense arrays. Strides,
// threads and 16-bit floats are the driver's business (cpu/map.cpp, cpu/reduce.cpp), so each (op, dtype) costs one loop.
#pragma once

#include <cstdint>

#include "core/dtype.h"
#include "core/iter.h"
#include "core/scalar.h"
#include "core/op_ids.h"
#include "core/optim_args.h"
#include "cpu/kernels/conv.h"
#include "cpu/kernels/depthwise.h"
#include "cpu/kernels/matmul.h"
#include "cpu/kernels/max_pool.h"
#include "cpu/kernels/norm.h"
#include "cpu/kernels/winograd.h"

namespace nt::cpu {

// out[i] = f(in[0][i], ...) for rows of n elements; out may be one of the inputs.
struct MapRun {
  void* out;
  const void* in[kMaxOperands - 1];
  bool is_number[kMaxOperands - 1] = {};  // in[k] is one number for all elements
  bool past = false;                      // out, which begins with a cache's line, is stored past the caches
  int64_t n;
  const Scalar* params;
  int64_t rows = 1;
  int64_t out_step = 0, in_step[kMaxOperands - 1] = {};  // bytes from one row to the next
};
using MapLoop = void (*)(const MapRun& run);

// How a reduction works on arrays of accumulators of `acc_bytes` each.
struct ReduceLoops {
  int acc_bytes = 0;
  bool indexed = false;  // results depend on the elements' reduction indices
  void (*identity)(void* acc, int64_t n, const Scalar* params);
  // acc[r] takes all n elements of row r, the first of which has reduction index `first`; rows lie row_bytes apart.
  void (*rows)(void* acc, const char* x, int64_t row_bytes, int64_t rows, int64_t n, int64_t first, const Scalar* params);
  // acc[j] takes element j of every row, each of n elements; the rows have reduction indices `first`, `first` + 1, ...
  void (*columns)(void* acc, const char* x, int64_t row_bytes, int64_t rows, int64_t n, int64_t first, const Scalar* params);
  // a[j] = merge(a[j], b[j]).
  void (*merge)(void* a, const void* b, int64_t n, const Scalar* params);
  // out[j] = finish(acc[j]), and indices[j] where the op has a second output.
  void (*finish)(void* out, int64_t* indices, const void* acc, int64_t n, int64_t count, const Scalar* params);
  Dtype result;  // of out
};

// Copies n elements between any strides (in bytes) and dtypes.
using CopyLoop = void (*)(char* out, int64_t out_stride, const char* in, int64_t in_stride, int64_t n);

// Softmax of one dense row of n elements; the columns' are of `width` neighbours at a time, at most kSoftmaxColumns, whose
// n elements lie `step` elements apart.
constexpr int64_t kSoftmaxColumns = 256;
struct SoftmaxLoops {
  void (*forward)(const void* x, void* y, int64_t n, bool log) = nullptr;
  void (*backward)(const void* grad, const void* y, void* result, int64_t n, bool log) = nullptr;
  void (*forward_columns)(const void* x, void* y, int64_t n, int64_t step, int64_t width, bool log) = nullptr;
  void (*backward_columns)(const void* grad, const void* y, void* result, int64_t n, int64_t step, int64_t width,
                           bool log) = nullptr;
};

// Blocks of 16 uniform numbers from [0, 1) to normal ones, in place.
using NormalLoop = void (*)(float* data, int64_t blocks, float mean, float std);

// Elements [begin, end) of one tensor.
using StepLoop = void (*)(const StepTensor& tensor, int64_t begin, int64_t end);
struct StepLoops {
  StepLoop float32 = nullptr, float64 = nullptr;
};

// One row of n hidden elements between two products of a recurrent layer; cpu/kernels/recurrent.cpp says what they do.
struct RecurrentLoops {
  void (*lstm)(void* gates, void* cell, void* output, int64_t n) = nullptr;
  void (*lstm_backward)(const void* gates, const void* cell, const void* cell_before, const void* grad_output,
                        void* grad_cell, void* grad_gates, int64_t n) = nullptr;
  void (*gru)(void* x, const void* y, const void* bias_n, void* state, int64_t n) = nullptr;
  void (*gru_backward)(const void* gates, const void* state_before, void* grad_state, void* grad_x, void* grad_y,
                       int64_t n) = nullptr;
  void (*tanh)(void* sums, int64_t n) = nullptr;
  void (*relu)(void* sums, int64_t n) = nullptr;
  void (*tanh_backward)(const void* output, const void* grad_output, void* grad_sums, int64_t n) = nullptr;
  void (*relu_backward)(const void* output, const void* grad_output, void* grad_sums, int64_t n) = nullptr;
};

// out[i * out_step + j] = in[j * in_step + i] for i < rows and j < columns; steps in elements.
using TransposeLoop = void (*)(void* out, int64_t out_step, const void* in, int64_t in_step, int64_t rows, int64_t columns);

// Moving elements of one size.
struct ChooseLoops {
  MapLoop where = nullptr;  // out[i] = condition[i] ? a[i] : b[i]
  // The elements where mask is true, `count` of them.
  void (*compress)(void* out, const void* from, const bool* mask, int64_t count) = nullptr;
  // out[i] = from[index[i] * step + i * along]; false, and not all is read, where an index lies outside [0, size).
  bool (*gather)(void* out, const void* from, const int64_t* index, int64_t n, int64_t size, int64_t step,
                 int64_t along) = nullptr;
};

// Index of the tables by an element's size.
constexpr int size_class(int64_t bytes) { return bytes == 1 ? 0 : bytes == 2 ? 1 : bytes == 4 ? 2 : 3; }

struct Kernels {
  const char* isa;
  MapLoop map[kMaxMapOps][kDtypeCount];
  Dtype map_result[kMaxMapOps][kDtypeCount];
  ReduceLoops reduce[kMaxReduceOps][kDtypeCount];
  CopyLoop copy[kDtypeCount][kDtypeCount];    // [to][from]
  MapLoop convert[kDtypeCount][kDtypeCount];  // the same where both lie dense
  ProductLoops product[kDtypeCount];
  SoftmaxLoops softmax[kDtypeCount];
  NormalLoop normal;
  StepLoops step[kMaxStepRules];
  RecurrentLoops recurrent[kDtypeCount];
  MaxPoolLoops max_pool[kDtypeCount];
  NormLoops norm[kDtypeCount];
  NormColumnLoops norm_columns[kDtypeCount];
  ConvLoops conv;
  DepthwiseLoops depthwise;
  WinogradLoops winograd;
  void (*stream)(void* to, const void* from, int64_t bytes);  // memcpy past the caches
  TransposeLoop transpose[4];
  ChooseLoops choose[4];
  bool (*all_within)(const int64_t* values, int64_t n, int64_t low, int64_t high);  // low <= value < high
  int64_t (*count_true)(const bool* mask, int64_t n);
};

// The best table that this processor can run.
const Kernels& kernels();

}  // namespace nt::cpu
