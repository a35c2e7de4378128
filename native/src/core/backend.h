// What a device must be able to do. The CPU's backend is always there; CUDA's lives in a plug-in library of its own that
// needs only headers of core/ and functors/, so that the plain library links nothing of CUDA.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/device.h"
#include "core/error.h"
#include "core/iter.h"
#include "core/op_ids.h"

namespace nt {

// The counters of the C ABI's nt_memory_stats, in the same order.
struct MemoryStats {
  int64_t allocated = 0;
  int64_t peak_allocated = 0;
  int64_t reserved = 0;
  int64_t tensors = 0;
};

// c (m x n) = a (m x k) * b (k x n) + beta * c for each of `batch` matrices; strides in elements, all of one floating or
// integral dtype. c is dense in its rows (column stride 1).
struct MatmulArgs {
  Dtype dtype;
  int64_t batch, m, n, k;
  const void* a;
  int64_t a_batch, a_row, a_col;
  const void* b;
  int64_t b_batch, b_row, b_col;
  void* c;
  int64_t c_batch, c_row;
  bool accumulate;  // beta is 1, else 0
  int32_t device_index;
};

// core/network_args.h has these.
struct ConvArgs;
struct PoolArgs;
struct NormArgs;
struct ResampleArgs;
struct GridSampleArgs;
// core/optim_args.h has this.
struct StepArgs;

// Softmax over the middle of (outer, size, inner), dense.
struct SoftmaxArgs {
  Dtype dtype;
  int64_t outer, size, inner;
  bool log;
  const void* input;   // forward
  const void* output;  // backward: the forward's result
  const void* grad_output;
  void* result;
  int32_t device_index;
};

// What is done with each row of a dense (rows, length) block; every order is ascending with NaN as the greatest.
enum class RowOp : int32_t {
  sort,       // the whole row, stable
  top,        // its first k, in order where `ordered`
  kth,        // the element that would stand at k
  median,     // the lower median, or the first NaN
  nanmedian,  // the lower median of what is no NaN
  mode,       // the most frequent, the least of equally frequent ones
};

struct RowArgs {
  RowOp op;
  Dtype dtype;
  int64_t rows, length;
  int64_t k;        // top: how many; kth: which, from 0
  bool descending;  // sort, top
  bool ordered;     // top
  const void* input;
  void* values;      // dense: (rows, length) for sort, (rows, k) for top, else (rows); of dtype
  int64_t* indices;  // as values
  int32_t device_index;
};

// Distances of order p between every row of x (batch, rows, size) and every row of y (batch, others, size), all dense.
struct CdistArgs {
  Dtype dtype;
  double p;
  int64_t batch, rows, others, size;
  const void* x;
  const void* y;
  void* distances;           // forward: (batch, rows, others)
  const void* known;         // backward: the forward's distances, and their gradient, as (batch, rows, others) in strides
  const void* grad;
  int64_t row_step, other_step;
  void* grad_x;              // backward: (batch, rows, size)
  int32_t device_index;
};

// A running sum and the like along the middle of (outer, size, inner), dense.
enum class ScanOp { sum, prod, max, min, logsumexp };
struct ScanArgs {
  ScanOp op;
  Dtype dtype;
  int64_t outer, size, inner;
  bool reverse;  // from the end to the front
  const void* input;
  void* output;
  int64_t* indices;  // max and min: where each result stands
  int32_t device_index;
};

// Elements of `big` at places that index tensors tell, beside the elements of `small` in the order of its index space:
// place(i) = sum over d of i[d] * big_strides[d] + sum over indices of value(i) * step, in elements. Dimension 0 is the
// fastest. Indices were checked; negative ones count from the back.
enum class IndexedMode : int32_t { get, put, add, multiply, amax, amin };
struct IndexedArgs {
  struct Index {
    const int64_t* values;
    int64_t size, step;
    int64_t strides[kMaxDims];
  };
  IndexedMode mode;  // get writes small, the others change big, in the order of small where places are equal
  Dtype dtype;
  int ndim;
  int64_t numel;
  int64_t shape[kMaxDims], big_strides[kMaxDims], small_strides[kMaxDims];
  void* big;
  void* small;
  int count;
  Index index[kMaxDims];
  int32_t device_index;
  bool* outside;  // reading on the CPU: where it is given, the only index is dense and unchecked; true where it is outside
};

class NT_VISIBLE Backend {
 public:
  virtual ~Backend() = default;
  virtual const char* name() const = 0;

  // Memory comes zeroed or not as it is; a block is returned with the size it was asked for.
  virtual void* allocate(int64_t bytes, int32_t device_index) = 0;
  virtual void deallocate(void* data, int64_t bytes, int32_t device_index) noexcept = 0;
  virtual void empty_cache() = 0;
  virtual MemoryStats& stats() = 0;

  virtual int32_t device_count() = 0;
  virtual void synchronize(int32_t device_index) = 0;
  // Raw bytes between this device and host memory; complete on return.
  virtual void copy_to_host(void* host, const void* device, int64_t bytes, int32_t device_index) = 0;
  virtual void copy_from_host(void* device, const void* host, int64_t bytes, int32_t device_index) = 0;

  // Page-locked memory of the host, which this device copies from by itself. A block may be given back, and is not handed
  // out again, while copies from it are queued.
  virtual void* allocate_pinned(int64_t) { missing("pin_memory"); }
  virtual void deallocate_pinned(void*) noexcept {}
  // As copy_from_host from such memory, only queued: what is written to it before the copy is done may arrive.
  virtual void copy_from_pinned(void*, const void*, int64_t, int32_t) { missing("pin_memory"); }

  // Operand 0 receives; dtypes may differ in any way.
  virtual void copy(Iter& it) = 0;
  virtual void map(MapOp op, Iter& it) = 0;
  // Operands: out, condition (bool), a, b.
  virtual void where(Iter& it) = 0;
  // One output, or values and int64 indices; `reduced` tells the dimensions. params[0] is the op's own.
  virtual void reduce(ReduceOp op, Iter& it) = 0;

  virtual void matmul(const MatmulArgs& args) = 0;
  virtual void conv_forward(const ConvArgs&) { missing("convolution"); }
  virtual void conv_backward(const ConvArgs&) { missing("convolution"); }
  // Whether max_pool_forward can give `places`, and the backward take them.
  virtual bool max_pool_in_places(const PoolArgs&) const { return false; }
  virtual void max_pool_forward(const PoolArgs&) { missing("max_pool"); }
  virtual void max_pool_backward(const PoolArgs&) { missing("max_pool"); }
  virtual void avg_pool_forward(const PoolArgs&) { missing("avg_pool"); }
  virtual void avg_pool_backward(const PoolArgs&) { missing("avg_pool"); }
  // grad_input[indices[i]] = grad_output[i], 0 elsewhere; an index outside of its plane is an error.
  virtual void max_unpool(const PoolArgs&) { missing("max_unpool"); }
  virtual void norm_forward(const NormArgs&) { missing("norm"); }
  virtual void norm_backward(const NormArgs&) { missing("norm"); }
  virtual void grid_sample_forward(const GridSampleArgs&) { missing("grid_sample"); }
  virtual void grid_sample_backward(const GridSampleArgs&) { missing("grid_sample"); }
  virtual void resample(const ResampleArgs&) { missing("interpolate"); }
  virtual void softmax_forward(const SoftmaxArgs&) { missing("softmax"); }
  virtual void softmax_backward(const SoftmaxArgs&) { missing("softmax"); }

  virtual void rows(const RowArgs&) { missing("sort"); }
  virtual void cdist_forward(const CdistArgs&) { missing("cdist"); }
  virtual void cdist_backward(const CdistArgs&) { missing("cdist"); }
  virtual void scan(const ScanArgs&) { missing("scan"); }
  virtual void indexed(const IndexedArgs&) { missing("index"); }
  virtual void optimizer_step(const StepArgs&) { missing("optimizer step"); }

  [[noreturn]] void missing(const char* op) const {
    fail(Code::unsupported, "[", op, "] is not implemented on ", name());
  }
};

// The backend of a device; a DeviceError that says why where there is none.
Backend& backend(Device device);
// The backend of a device type, or null with the reason.
Backend* find_backend(DeviceType type, const char** reason);

Backend& cpu_backend();

}  // namespace nt
