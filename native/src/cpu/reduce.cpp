// Reductions over any set of dimensions. The fastest dimension decides: where it is reduced, each output reads rows; where
// it is kept, a tile of neighbouring outputs takes row after row. Either way the inner loop is dense. Large reductions into
// few outputs are split over threads, in parts that do not depend on the number of elements' layout.
#include "cpu/reduce.h"

#include <memory>
#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

constexpr int64_t kTile = 2048;         // outputs that are accumulated together
constexpr int64_t kNarrowTile = 512;    // the same where threads want more tiles
constexpr int64_t kFold = 512;          // rows after which a tile's accumulators are folded, to keep errors small
constexpr int64_t kBufferItems = 4096;  // of rows that must be gathered or converted first

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

// Memory that is not set; a little of it needs no allocation.
class Memory {
 public:
  explicit Memory(int64_t bytes) : large_(bytes > kSmall ? new char[static_cast<size_t>(bytes)] : nullptr) {}
  char* data() { return large_ ? large_.get() : small_; }

 private:
  static constexpr int64_t kSmall = 1024;
  std::unique_ptr<char[]> large_;
  alignas(64) char small_[kSmall];
};

class Reducer {
 public:
  Reducer(ReduceOp op, const Iter& it)
      : it_(it), loops_(kernels().reduce[static_cast<int>(op)][static_cast<int>(it.compute)]) {
    NT_CHECK(loops_.rows, Code::dtype, "[reduce] op ", static_cast<int>(op), " has no loop for ", it.compute);
    const Operand& in = it.operand[it.outputs];
    rows_ = it.ndim == 0 || it.reduced[0];
    length_ = it.ndim == 0 ? 1 : it.shape[0];
    step_ = it.ndim == 0 ? size_of(in.dtype) : in.strides[0];
    for (int d = 1; d < it.ndim; ++d) (it.reduced[d] ? reduced_ : kept_).add(it, d);
    item_ = size_of(it.compute);
    direct_ = in.dtype == it.compute && step_ == item_;
    gather_ = kernels().copy[static_cast<int>(it.compute)][static_cast<int>(in.dtype)];
    copy_out_ = kernels().copy[static_cast<int>(it.operand[0].dtype)][static_cast<int>(loops_.result)];
    run_ = kept_.ndim > 0 ? kept_.shape[0] : 1;
  }

  void run() {
    // An empty reduction has no rows: outputs are finished from the identity.
    if (it_.numel == 0 && it_.reduced_numel == 0) return finish_empty();
    const int64_t wide = (length_ + kTile - 1) / kTile;
    tile_ = kept_.count * wide >= max_threads() ? kTile : kNarrowTile;
    tiles_ = rows_ ? 1 : (length_ + tile_ - 1) / tile_;
    const int64_t tasks = kept_.count * tiles_;
    const int64_t work = std::max<int64_t>(1, it_.numel / std::max<int64_t>(tasks, 1));
    if (tasks < max_threads() && work >= 2 * kGrain) {
      for (int64_t task = 0; task < tasks; ++task) run_split(task);
      return;
    }
    parallel_for(tasks, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
      Scratch scratch(*this, end - begin);
      for (int64_t task = begin; task < end;) {
        // Rows whose outputs lie along one dimension go together.
        const int64_t count = rows_ ? std::min({kTile, end - task, run_ - task % run_}) : 1;
        const int64_t n = rows_ ? count : width(task);
        loops_.identity(scratch.total.data(), n, it_.params);
        accumulate(task, count, 0, parts_count(), scratch);
        finish(task, n, scratch.total.data());
        task += count;
      }
    });
  }

 private:
  // Accumulators of one tile and the memory to fill them.
  struct Scratch {
    Scratch(const Reducer& r, int64_t tasks)
        : total(accumulators(r, tasks)),
          fold(r.rows_ ? 0 : accumulators(r, tasks)),
          buffer(r.direct_ ? 0 : kBufferItems * r.item_) {}
    static int64_t accumulators(const Reducer& r, int64_t tasks) {
      return (r.rows_ ? std::min(kTile, tasks) : std::min(r.tile_, r.length_)) * r.loops_.acc_bytes;
    }
    Memory total, fold, buffer;
  };

  int64_t width(int64_t task) const { return rows_ ? 1 : std::min(tile_, length_ - task % tiles_ * tile_); }

  // What may be given to threads: rows, or, where there is only one, its blocks.
  bool one_row() const { return rows_ && reduced_.count == 1; }
  int64_t parts_count() const { return one_row() ? (length_ + kBufferItems - 1) / kBufferItems : reduced_.count; }

  void run_split(int64_t task) const {
    const int64_t parts = parts_count(), n = width(task);
    const int64_t threads = std::min<int64_t>(max_threads(), parts);
    std::vector<std::unique_ptr<Scratch>> scratch(static_cast<size_t>(threads));
    parallel_for(threads, 1, [&](int64_t begin, int64_t end) {
      for (int64_t t = begin; t < end; ++t) {
        auto mine = std::make_unique<Scratch>(*this, 1);
        loops_.identity(mine->total.data(), n, it_.params);
        accumulate(task, 1, parts * t / threads, parts * (t + 1) / threads, *mine);
        scratch[static_cast<size_t>(t)] = std::move(mine);
      }
    });
    for (size_t t = 1; t < scratch.size(); ++t) {
      loops_.merge(scratch[0]->total.data(), scratch[t]->total.data(), n, it_.params);
    }
    finish(task, n, scratch[0]->total.data());
  }

  // Parts [begin, end) of `count` tasks from `task` on; more than one are rows that lie along kept dimension 0.
  void accumulate(int64_t task, int64_t count, int64_t begin, int64_t end, Scratch& scratch) const {
    const char* base = it_.operand[it_.outputs].data + kept_.offset(task / tiles_, kept_.in);
    if (!rows_) {
      columns(scratch, base + task % tiles_ * tile_ * step_, width(task), begin, end);
    } else if (one_row()) {
      const int64_t first = begin * kBufferItems, last = std::min(length_, end * kBufferItems);
      rows(scratch, base + first * step_, count, last - first, first);
    } else {
      for (int64_t r = begin; r < end; ++r)
        rows(scratch, base + reduced_.offset(r, reduced_.in), count, length_, r * length_);
    }
  }

  // n elements of each of `count` rows.
  void rows(Scratch& scratch, const char* x, int64_t count, int64_t n, int64_t first) const {
    char* acc = scratch.total.data();
    const int64_t row_bytes = kept_.ndim > 0 ? kept_.in[0] : 0;
    if (direct_) {
      loops_.rows(acc, x, row_bytes, count, n, first, it_.params);
      return;
    }
    // Short rows that follow each other are converted together.
    const int64_t together = row_bytes == n * step_ ? std::max<int64_t>(1, kBufferItems / n) : 1;
    for (int64_t r = 0; r < count; r += together) {
      const int64_t some = std::min(together, count - r);
      for (int64_t start = 0; start < n; start += kBufferItems) {
        const int64_t part = some > 1 ? n : std::min(kBufferItems, n - start);
        gather_(scratch.buffer.data(), item_, x + r * row_bytes + start * step_, step_, some * part);
        loops_.rows(acc + r * loops_.acc_bytes, scratch.buffer.data(), part * item_, some, part, first + start,
                    it_.params);
      }
    }
  }

  void columns(Scratch& scratch, const char* base, int64_t n, int64_t begin, int64_t end) const {
    if (side_by_side(n, end - begin))
      return columns_side_by_side(scratch, base + begin * reduced_.in[0], n, end - begin);
    for (int64_t start = begin; start < end; start += kFold) {
      const int64_t stop = std::min(end, start + kFold);
      const bool folds = end - begin > kFold;
      char* acc = folds ? scratch.fold.data() : scratch.total.data();
      if (folds) loops_.identity(acc, n, it_.params);
      for (int64_t r = start; r < stop;) r += some_rows(scratch, acc, base, n, r, stop);
      if (folds) loops_.merge(scratch.total.data(), acc, n, it_.params);
    }
  }

  // Rows from r on, as many of them as lie along reduced dimension 0; returns how many they were.
  int64_t some_rows(Scratch& scratch, char* acc, const char* base, int64_t n, int64_t r, int64_t stop) const {
    const char* x = base + reduced_.offset(r, reduced_.in);
    if (direct_) {
      const int64_t along = reduced_.ndim > 0 ? reduced_.shape[0] : 1, count = std::min(stop - r, along - r % along);
      loops_.columns(acc, x, reduced_.ndim > 0 ? reduced_.in[0] : 0, count, n, r, it_.params);
      return count;
    }
    gather_(scratch.buffer.data(), item_, x, step_, n);
    loops_.columns(acc, scratch.buffer.data(), 0, 1, n, r, it_.params);
    return 1;
  }

  // Whether rows are so short that vectors should hold several, which follow each other in memory.
  bool side_by_side(int64_t n, int64_t rows) const {
    return direct_ && !loops_.indexed && n <= kShort && rows >= kNarrowTile && reduced_.ndim == 1 &&
           reduced_.in[0] == n * item_;
  }

  void columns_side_by_side(Scratch& scratch, const char* x, int64_t n, int64_t rows) const {
    const int64_t group = kNarrowTile / n, width = group * n;
    const int64_t bytes = loops_.acc_bytes;
    Memory fold(width * bytes), wide(width * bytes);
    loops_.identity(wide.data(), width, it_.params);
    int64_t r = 0;
    while (r + group <= rows) {
      const int64_t count = std::min(kFold, (rows - r) / group);
      loops_.identity(fold.data(), width, it_.params);
      loops_.columns(fold.data(), x + r * n * item_, width * item_, count, width, 0, it_.params);
      loops_.merge(wide.data(), fold.data(), width, it_.params);
      r += count * group;
    }
    for (int64_t g = 0; g < group; ++g) loops_.merge(scratch.total.data(), wide.data() + g * n * bytes, n, it_.params);
    loops_.columns(scratch.total.data(), x + r * n * item_, n * item_, rows - r, n, 0, it_.params);
  }

  // n outputs from `task`'s on.
  void finish(int64_t task, int64_t n, const char* acc) const {
    const int64_t column = rows_ ? 0 : task % tiles_ * tile_;
    auto step = [&](const Operand& operand, const int64_t(&strides)[kMaxDims]) {
      return !rows_ ? operand.strides[0] : kept_.ndim > 0 ? strides[0] : 0;
    };
    const Operand& out = it_.operand[0];
    const int64_t out_step = step(out, kept_.out);
    char* to = out.data + kept_.offset(task / tiles_, kept_.out) + column * out_step;
    alignas(64) char values[kTile * 8];
    int64_t indices[kTile];
    if (it_.outputs == 1 && out.dtype == loops_.result && (out_step == size_of(out.dtype) || n == 1)) {
      loops_.finish(to, nullptr, acc, n, it_.reduced_numel, it_.params);
      return;
    }
    loops_.finish(values, it_.outputs > 1 ? indices : nullptr, acc, n, it_.reduced_numel, it_.params);
    copy_out_(to, out_step, values, size_of(loops_.result), n);
    if (it_.outputs > 1) {
      const Operand& places = it_.operand[1];
      const int64_t place_step = step(places, kept_.indices);
      char* at = places.data + kept_.offset(task / tiles_, kept_.indices) + column * place_step;
      for (int64_t j = 0; j < n; ++j) *reinterpret_cast<int64_t*>(at + j * place_step) = indices[j];
    }
  }

  void finish_empty() {
    Space outputs;
    for (int d = 0; d < it_.ndim; ++d) {
      if (!it_.reduced[d]) outputs.add(it_, d);
    }
    alignas(64) char acc[64], value[16];
    loops_.identity(acc, 1, it_.params);
    loops_.finish(value, nullptr, acc, 1, 0, it_.params);
    const Operand& out = it_.operand[0];
    for (int64_t i = 0; i < outputs.count; ++i) copy_out_(out.data + outputs.offset(i, outputs.out), 0, value, 0, 1);
  }

  static constexpr int64_t kShort = 64;

  const Iter& it_;
  const ReduceLoops& loops_;
  bool rows_, direct_;
  int64_t length_, step_, item_, run_, tile_ = kTile, tiles_ = 1;
  Space kept_, reduced_;
  CopyLoop gather_, copy_out_;
};

}  // namespace

void reduce(ReduceOp op, Iter& it) { Reducer(op, it).run(); }

}  // namespace nt::cpu
