// Elementwise ops over any strides and dtypes: what a loop cannot read directly is brought into small dense buffers.
#include "cpu/map.h"

#include <algorithm>
#include <cstring>

#include "cpu/crossing.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/stream.h"

namespace nt::cpu {
namespace {

// Elements in a buffer: a few of them fit the first-level cache.
constexpr int64_t kBlock = 1024;
// Bytes of a short row that are moved at once, and of the longest such row.
constexpr int64_t kChunk = 16, kShortRow = 1024;

struct alignas(64) Buffer {
  char bytes[kBlock * 8];
};

CopyLoop copy_loop(Dtype to, Dtype from) { return kernels().copy[static_cast<int>(to)][static_cast<int>(from)]; }
MapLoop convert_loop(Dtype to, Dtype from) { return kernels().convert[static_cast<int>(to)][static_cast<int>(from)]; }

// Rows of an iterator: calls f(pointers to the first row's first elements, length, rows) for the elements [begin, end)
// in its order; the rows lie as dimension 1 says.
template <class F>
void for_each_row(const Iter& it, int64_t begin, int64_t end, F&& f) {
  char* at[kMaxOperands];
  int64_t index[kMaxDims];
  int64_t rest = begin;
  for (int k = 0; k < it.count; ++k) at[k] = it.operand[k].data;
  for (int d = 0; d < it.ndim; ++d) {
    index[d] = rest % it.shape[d];
    rest /= it.shape[d];
    for (int k = 0; k < it.count; ++k) at[k] += index[d] * it.operand[k].strides[d];
  }
  const int64_t row = it.ndim > 0 ? it.shape[0] : 1;
  int64_t first = it.ndim > 0 ? index[0] : 0;
  for (int64_t done = begin; done < end;) {
    const int64_t length = std::min(row - first, end - done);
    int64_t rows = length == row && it.ndim > 1 ? std::min((end - done) / row, it.shape[1] - index[1]) : 1;
    f(at, length, rows);
    done += length * rows;
    if (done >= end) break;
    for (int k = 0; k < it.count; ++k) at[k] -= first * it.operand[k].strides[0];
    first = 0;
    for (int d = 1; d < it.ndim; ++d, rows = 1) {
      for (int k = 0; k < it.count; ++k) at[k] += rows * it.operand[k].strides[d];
      if ((index[d] += rows) < it.shape[d]) break;
      for (int k = 0; k < it.count; ++k) at[k] -= it.operand[k].strides[d] * it.shape[d];
      index[d] = 0;
    }
  }
}

// Whether the output is so large that its stores should go past the caches; where it is an operand too, its lines are
// there already when they are written.
bool streams(const Iter& it) {
  for (int k = 1; k < it.count; ++k) {
    if (it.operand[k].data == it.operand[0].data) return false;
  }
  const int64_t item = size_of(it.operand[0].dtype);
  return it.numel * item >= kStreamBytes && it.ndim > 0 && it.shape[0] >= kBlock && it.operand[0].strides[0] == item;
}

// Whether both operands are dense along dimension 0, in runs for which a call of memcpy is dear.
bool has_short_rows(const Iter& it) {
  const int64_t item = size_of(it.operand[0].dtype), bytes = it.ndim > 1 ? it.shape[0] * item : 0;
  return bytes >= kChunk && bytes <= kShortRow && it.operand[0].strides[0] == item && it.operand[1].strides[0] == item;
}

// In chunks, of which the last may overlap the one before.
void copy_short_rows(const Iter& it) {
  const int64_t bytes = it.shape[0] * size_of(it.operand[0].dtype), run = it.shape[1], rows = it.numel / it.shape[0];
  const int64_t out_step = it.operand[0].strides[1], in_step = it.operand[1].strides[1];
  parallel_for(rows, std::max<int64_t>(1, kGrain / it.shape[0]), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end;) {
      char *out = it.operand[0].data, *in = it.operand[1].data;
      int64_t rest = row;
      for (int d = 1; d < it.ndim; ++d) {
        out += rest % it.shape[d] * it.operand[0].strides[d];
        in += rest % it.shape[d] * it.operand[1].strides[d];
        rest /= it.shape[d];
      }
      const int64_t count = std::min(end - row, run - row % run);
      for (int64_t r = 0; r < count; ++r, out += out_step, in += in_step) {
        for (int64_t i = 0; i + kChunk <= bytes; i += kChunk) memcpy(out + i, in + i, kChunk);
        memcpy(out + bytes - kChunk, in + bytes - kChunk, kChunk);
      }
      row += count;
    }
  });
}

// Calls make(iterator) in each thread, and what it returns for rows: (pointers to first elements, length, rows).
template <class Make>
void over_rows(Iter& it, Make&& make) {
  const Laid laid(it);
  if (const int cross = laid.cross()) {
    using Tiles = TileRunner<decltype(make(it))>;
    const Dense dense(it, cross);
    for_each_tile(it, cross, Tiles::kRows, Tiles::kColumns, [&] { return Tiles(it, dense, cross, make); });
    return;
  }
  parallel_for(it.numel, kGrain, [&](int64_t begin, int64_t end) {
    auto row = make(it);
    for_each_row(it, begin, end, row);
  });
}

// A loop over dense operands, and their dtypes to it.
struct DenseLoop {
  MapLoop call;
  Dtype dtypes[kMaxOperands];
};

// How operand k lies to a loop over dimension 0 that wants a dtype.
struct Lie {
  Lie() = default;
  Lie(const Iter& it, int k, Dtype want)
      : item(size_of(it.operand[k].dtype)),
        step(it.ndim > 0 ? it.operand[k].strides[0] : item),
        is_same(it.operand[k].dtype == want),
        is_number(step == 0 && k > 0) {}
  bool is_dense() const { return step == item; }
  bool is_direct() const { return is_same && (is_number || is_dense()); }

  int64_t item = 0, step = 0;
  bool is_same = false, is_number = false;
};

// One row after the other through a dense loop.
class RowRunner {
 public:
  RowRunner(const Iter& it, const DenseLoop& loop) : it_(it), loop_(loop), streams_(streams(it)) {
    run_.params = it.params;
    for (int k = 0; k < it.count; ++k) {
      lies_[k] = Lie(it, k, loop.dtypes[k]);
      if (k > 0) run_.is_number[k - 1] = lies_[k].is_number;
      if (it.ndim > 1) (k > 0 ? run_.in_step[k - 1] : run_.out_step) = it.operand[k].strides[1];
      direct_ = direct_ && lies_[k].is_direct();
      buffered_ = buffered_ || (!lies_[k].is_direct() && !lies_[k].is_number);
    }
  }

  // Rows that lie as dimension 1 says.
  void operator()(char* const* at, int64_t n, int64_t rows) {
    if (direct_ && !streams_) {
      run_.out = at[0];
      for (int k = 1; k < it_.count; ++k) run_.in[k - 1] = at[k];
      run_.n = n;
      run_.rows = rows;
      return loop_.call(run_);
    }
    char* row[kMaxOperands] = {};
    std::copy_n(at, it_.count, row);
    for (int64_t r = 0; r < rows; ++r) {
      one_row(row, n);
      for (int k = 0; r + 1 < rows && k < it_.count; ++k) row[k] += it_.operand[k].strides[1];
    }
  }

  ~RowRunner() {
    if (streams_) _mm_sfence();
  }
  RowRunner(const RowRunner&) = delete;
  RowRunner& operator=(const RowRunner&) = delete;

 private:
  void one_row(char* const* at, int64_t n) {
    for (int k = 1; k < it_.count; ++k) {
      if (lies_[k].is_number) run_.in[k - 1] = lies_[k].is_same ? at[k] : read(k, at[k], 1);
    }
    // Whole lines from the first one's end on.
    const int64_t head = streams_ ? std::min(n, to_line(at[0]) / lies_[0].item) : 0;
    if (head > 0) block(at, 0, head, false);
    const int64_t most = buffered_ ? kBlock : n;
    for (int64_t start = head; start < n; start += most) block(at, start, std::min(most, n - start), streams_);
  }

  // Operand k's next elements as the loop wants them.
  const void* read(int k, const char* from, int64_t n) {
    const Dtype dtype = loop_.dtypes[k];
    if (streams_ && lies_[k].step <= kLine) fetch_ahead(from, n * lies_[k].step);
    copy_loop(dtype, it_.operand[k].dtype)(buffers_[k].bytes, size_of(dtype), from, lies_[k].step, n);
    return buffers_[k].bytes;
  }

  void block(char* const* at, int64_t start, int64_t n, bool past) {
    for (int k = 1; k < it_.count; ++k) {
      if (lies_[k].is_number) continue;
      char* from = at[k] + start * lies_[k].step;
      run_.in[k - 1] = lies_[k].is_direct() ? from : read(k, from, n);
    }
    char* to = at[0] + start * lies_[0].step;
    const bool direct = lies_[0].is_direct();
    run_.out = direct ? to : buffers_[0].bytes;
    run_.past = past && direct;
    run_.n = n;
    loop_.call(run_);
    if (direct) return;
    const Dtype dtype = it_.operand[0].dtype, result = loop_.dtypes[0];
    if (lies_[0].is_dense()) {
      convert_loop(dtype, result)({to, {buffers_[0].bytes}, {}, past, n, nullptr});
    } else {
      copy_loop(dtype, result)(to, lies_[0].step, buffers_[0].bytes, size_of(result), n);
    }
  }

  const Iter& it_;
  const DenseLoop& loop_;
  bool streams_, direct_ = true, buffered_ = false;
  Lie lies_[kMaxOperands];
  MapRun run_;
  Buffer buffers_[kMaxOperands];
};

// Whether a loop can read and write the operands as they are, all at once.
bool is_one_run(const Iter& it, const DenseLoop& loop) {
  if (it.ndim > 1) return false;
  for (int k = 0; k < it.count; ++k) {
    if (!Lie(it, k, loop.dtypes[k]).is_direct()) return false;
  }
  return true;
}

void map_with(const DenseLoop& loop, Iter& it) {
  if (it.numel >= kGrain || !is_one_run(it, loop)) {
    return over_rows(it, [&](const Iter& rows) { return RowRunner(rows, loop); });
  }
  MapRun run;
  run.out = it.operand[0].data;
  run.n = it.numel;
  run.params = it.params;
  for (int k = 1; k < it.count; ++k) {
    run.in[k - 1] = it.operand[k].data;
    run.is_number[k - 1] = Lie(it, k, loop.dtypes[k]).is_number;
  }
  loop.call(run);
}

}  // namespace

void map(MapOp op, Iter& it) {
  const int o = static_cast<int>(op), d = static_cast<int>(it.compute);
  const MapLoop loop = kernels().map[o][d];
  NT_CHECK(loop, Code::dtype, "[map] op ", o, " has no loop for ", it.compute);
  map_with({loop, {kernels().map_result[o][d], it.compute, it.compute, it.compute}}, it);
}

void copy(Iter& it) {
  const Dtype to = it.operand[0].dtype, from = it.operand[1].dtype;
  if (to == from) {
    if (const int cross = crossing_dim(it, 1)) return copy_crossing(it, cross);
    if (has_short_rows(it)) return copy_short_rows(it);
  } else if (Lie(it, 0, to).is_dense() && (Lie(it, 1, from).is_direct() || crossing_dim(it, 1))) {
    return map_with({convert_loop(to, from), {to, from}}, it);
  }
  const CopyLoop loop = copy_loop(to, from);
  const int64_t to_step = it.ndim > 0 ? it.operand[0].strides[0] : 0;
  const int64_t from_step = it.ndim > 0 ? it.operand[1].strides[0] : 0;
  const bool plain = to == from && to_step == size_of(to) && from_step == to_step, past = plain && streams(it);
  parallel_for(it.numel, kGrain, [&](int64_t begin, int64_t end) {
    for_each_row(it, begin, end, [&](char* const* at, int64_t n, int64_t rows) {
      char *out = at[0], *in = at[1];
      for (int64_t r = 0; r < rows; ++r) {
        if (past) {
          stream_row(out, in, n * to_step);
        } else if (plain) {
          memcpy(out, in, static_cast<size_t>(n * to_step));
        } else {
          loop(out, to_step, in, from_step, n);
        }
        if (it.ndim > 1) out += it.operand[0].strides[1], in += it.operand[1].strides[1];
      }
    });
  });
}

// The two choices are brought to the result's dtype; then only its size matters.
void where(Iter& it) {
  const Dtype dtype = it.operand[0].dtype;
  map_with({kernels().choose[size_class(size_of(dtype))].where, {dtype, Dtype::boolean, dtype, dtype}}, it);
}

}  // namespace nt::cpu
