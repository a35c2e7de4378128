// Reductions over any set of dimensions. The fastest dimension decides: where it is reduced, each output reads rows; where
// it is kept, a tile of neighbouring outputs takes row after row. Either way the inner loop is dense. Large reductions into
// few outputs are split over threads, in parts that do not depend on the number of elements' layout.
#include "cpu/reduce.h"

#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

constexpr int64_t kTile = 512;         // outputs that are accumulated together
constexpr int64_t kFold = 512;         // rows after which a tile's accumulators are folded, to keep errors small
constexpr int64_t kBufferItems = 4096; // of a row that must be gathered or converted first

// Dimensions to walk over, with the strides of what is walked.
struct Space {
  int ndim = 0;
  int64_t shape[kMaxDims];
  int64_t in[kMaxDims], out[kMaxDims], indices[kMaxDims];
  int64_t count = 1;

  void add(const Iter& it, int d) {
    shape[ndim] = it.shape[d];
    in[ndim] = it.operand[it.outputs].strides[d];
    out[ndim] = it.operand[0].strides[d];
    indices[ndim] = it.outputs > 1 ? it.operand[1].strides[d] : 0;
    count *= it.shape[d];
    ++ndim;
  }
  int64_t offset(int64_t i, const int64_t (&strides)[kMaxDims]) const {
    int64_t result = 0;
    for (int d = 0; d < ndim; ++d) {
      result += i % shape[d] * strides[d];
      i /= shape[d];
    }
    return result;
  }
};

class Reducer {
 public:
  Reducer(ReduceOp op, const Iter& it)
      : it_(it), loops_(kernels().reduce[static_cast<int>(op)][static_cast<int>(it.compute)]) {
    NT_CHECK(loops_.row, Code::dtype, "[reduce] op ", static_cast<int>(op), " has no loop for ", it.compute);
    const Operand& in = it.operand[it.outputs];
    rows_ = it.ndim == 0 || it.reduced[0];
    length_ = it.ndim == 0 ? 1 : it.shape[0];
    step_ = it.ndim == 0 ? size_of(in.dtype) : in.strides[0];
    for (int d = 1; d < it.ndim; ++d) (it.reduced[d] ? reduced_ : kept_).add(it, d);
    item_ = size_of(it.compute);
    direct_ = in.dtype == it.compute && step_ == item_;
    gather_ = kernels().copy[static_cast<int>(it.compute)][static_cast<int>(in.dtype)];
  }

  void run() {
    // An empty reduction has no rows: outputs are finished from the identity.
    if (it_.numel == 0 && it_.reduced_numel == 0) return finish_empty();
    tiles_ = rows_ ? 1 : (length_ + kTile - 1) / kTile;
    const int64_t tasks = kept_.count * tiles_;
    const bool split = tasks < max_threads() && it_.numel / std::max<int64_t>(tasks, 1) >= 2 * kGrain;
    if (split) {
      for (int64_t task = 0; task < tasks; ++task) run_split(task);
      return;
    }
    const int64_t work = std::max<int64_t>(1, it_.numel / std::max<int64_t>(tasks, 1));
    parallel_for(tasks, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
      Scratch scratch(*this);
      for (int64_t task = begin; task < end; ++task) {
        reset(scratch.total, width(task));
        accumulate(task, 0, parts_count(), scratch);
        finish(task, scratch.total);
      }
    });
  }

 private:
  // Accumulators of one tile and the memory to fill them.
  struct Scratch {
    explicit Scratch(const Reducer& r)
        : total(static_cast<size_t>(kTile * r.loops_.acc_bytes)),
          fold(r.rows_ ? 0 : static_cast<size_t>(kTile * r.loops_.acc_bytes)),
          buffer(r.direct_ ? 0 : static_cast<size_t>(kBufferItems * r.item_)) {}
    std::vector<char> total, fold, buffer;
  };

  int64_t width(int64_t task) const { return rows_ ? 1 : std::min(kTile, length_ - task % tiles_ * kTile); }

  // What may be given to threads: rows, or, where there is only one, its blocks.
  bool one_row() const { return rows_ && reduced_.count == 1; }
  int64_t parts_count() const { return one_row() ? (length_ + kBufferItems - 1) / kBufferItems : reduced_.count; }

  void reset(std::vector<char>& acc, int64_t n) const {
    for (int64_t j = 0; j < n; ++j) loops_.identity(acc.data() + j * loops_.acc_bytes, it_.params);
  }

  void run_split(int64_t task) const {
    const int64_t parts = parts_count();
    const int64_t threads = std::min<int64_t>(max_threads(), parts);
    std::vector<std::vector<char>> totals(static_cast<size_t>(threads));
    parallel_for(threads, 1, [&](int64_t begin, int64_t end) {
      for (int64_t t = begin; t < end; ++t) {
        Scratch scratch(*this);
        reset(scratch.total, width(task));
        accumulate(task, parts * t / threads, parts * (t + 1) / threads, scratch);
        totals[static_cast<size_t>(t)] = std::move(scratch.total);
      }
    });
    for (size_t t = 1; t < totals.size(); ++t) {
      loops_.merge(totals[0].data(), totals[t].data(), width(task), it_.params);
    }
    finish(task, totals[0]);
  }

  const char* input_of(int64_t task) const {
    return it_.operand[it_.outputs].data + kept_.offset(task / tiles_, kept_.in) + (rows_ ? 0 : task % tiles_ * kTile * step_);
  }

  void accumulate(int64_t task, int64_t begin, int64_t end, Scratch& scratch) const {
    const char* base = input_of(task);
    if (one_row()) {
      const int64_t first = begin * kBufferItems, last = std::min(length_, end * kBufferItems);
      row(scratch, base + first * step_, last - first, first);
    } else if (rows_) {
      for (int64_t r = begin; r < end; ++r) row(scratch, base + reduced_.offset(r, reduced_.in), length_, r * length_);
    } else {
      columns(scratch, base, width(task), begin, end);
    }
  }

  void row(Scratch& scratch, const char* x, int64_t n, int64_t first) const {
    if (direct_) {
      loops_.row(scratch.total.data(), x, n, first, it_.params);
      return;
    }
    for (int64_t start = 0; start < n; start += kBufferItems) {
      const int64_t count = std::min(kBufferItems, n - start);
      gather_(scratch.buffer.data(), item_, x + start * step_, step_, count);
      loops_.row(scratch.total.data(), scratch.buffer.data(), count, first + start, it_.params);
    }
  }

  void columns(Scratch& scratch, const char* base, int64_t n, int64_t begin, int64_t end) const {
    for (int64_t start = begin; start < end; start += kFold) {
      const int64_t stop = std::min(end, start + kFold);
      std::vector<char>& acc = end - begin > kFold ? scratch.fold : scratch.total;
      if (&acc == &scratch.fold) reset(acc, n);
      for (int64_t r = start; r < stop; ++r) {
        const void* x = base + reduced_.offset(r, reduced_.in);
        if (!direct_) {
          gather_(scratch.buffer.data(), item_, static_cast<const char*>(x), step_, n);
          x = scratch.buffer.data();
        }
        loops_.columns(acc.data(), x, n, r, it_.params);
      }
      if (&acc == &scratch.fold) loops_.merge(scratch.total.data(), acc.data(), n, it_.params);
    }
  }

  void finish(int64_t task, const std::vector<char>& acc) const {
    const int64_t n = width(task), column = rows_ ? 0 : task % tiles_ * kTile;
    const Operand& out = it_.operand[0];
    const int64_t out_step = rows_ || it_.ndim == 0 ? 0 : out.strides[0];
    char* to = out.data + kept_.offset(task / tiles_, kept_.out) + column * out_step;
    alignas(64) char values[kTile * 8];
    int64_t indices[kTile];
    loops_.finish(values, it_.outputs > 1 ? indices : nullptr, acc.data(), n, it_.reduced_numel, it_.params);
    kernels().copy[static_cast<int>(out.dtype)][static_cast<int>(loops_.result)](to, out_step, values,
                                                                                size_of(loops_.result), n);
    if (it_.outputs > 1) {
      const Operand& places = it_.operand[1];
      const int64_t step = rows_ || it_.ndim == 0 ? 0 : places.strides[0];
      char* at = places.data + kept_.offset(task / tiles_, kept_.indices) + column * step;
      for (int64_t j = 0; j < n; ++j) *reinterpret_cast<int64_t*>(at + j * step) = indices[j];
    }
  }

  void finish_empty() {
    Scratch scratch(*this);
    reset(scratch.total, 1);
    Space outputs;
    for (int d = 0; d < it_.ndim; ++d) {
      if (!it_.reduced[d]) outputs.add(it_, d);
    }
    alignas(64) char value[16];
    loops_.finish(value, nullptr, scratch.total.data(), 1, 0, it_.params);
    const Operand& out = it_.operand[0];
    for (int64_t i = 0; i < outputs.count; ++i) {
      kernels().copy[static_cast<int>(out.dtype)][static_cast<int>(loops_.result)](
          out.data + outputs.offset(i, outputs.out), 0, value, 0, 1);
    }
  }

  const Iter& it_;
  const ReduceLoops& loops_;
  bool rows_, direct_;
  int64_t length_, step_, item_, tiles_ = 1;
  Space kept_, reduced_;
  CopyLoop gather_;
};

}  // namespace

void reduce(ReduceOp op, Iter& it) { Reducer(op, it).run(); }

}  // namespace nt::cpu
