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
constexpr int64_t kBlock = 512;
// Elements between stores past the caches: few enough for all stores of one block to wait while the next is computed.
constexpr int64_t kStreamBlock = 256;
// Bytes of a short row that are moved at once, and of the longest such row.
constexpr int64_t kChunk = 16, kShortRow = 1024;

struct alignas(64) Buffer {
  char bytes[kBlock * 8];
};

CopyLoop copy_loop(Dtype to, Dtype from) { return kernels().copy[static_cast<int>(to)][static_cast<int>(from)]; }

// Rows of an iterator: calls f(pointers to the row's first elements, length) for the elements [begin, end) in its order.
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
    f(at, length);
    done += length;
    if (done >= end) break;
    for (int k = 0; k < it.count; ++k) at[k] -= first * it.operand[k].strides[0];
    first = 0;
    for (int d = 1; d < it.ndim; ++d) {
      for (int k = 0; k < it.count; ++k) at[k] += it.operand[k].strides[d];
      if (++index[d] < it.shape[d]) break;
      for (int k = 0; k < it.count; ++k) at[k] -= it.operand[k].strides[d] * it.shape[d];
      index[d] = 0;
    }
  }
}

// Whether the output is so large that its stores should go past the caches.
bool streams(const Iter& it, Dtype result) {
  return it.numel * size_of(result) >= kStreamBytes && it.ndim > 0 && it.shape[0] >= kBlock &&
         it.operand[0].dtype == result && it.operand[0].strides[0] == size_of(result);
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

// Calls make(iterator) in each thread, and what it returns for every row: (pointers to its first elements, length).
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

// One row after the other through a dense loop.
class RowRunner {
 public:
  RowRunner(const Iter& it, MapLoop loop, Dtype result)
      : it_(it), loop_(loop), result_(result), streams_(streams(it, result)) {
    for (int k = 0; k < it.count; ++k) {
      const Dtype want = k == 0 ? result : it.compute;
      step_[k] = it.ndim > 0 ? it.operand[k].strides[0] : 0;
      direct_[k] = it.operand[k].dtype == want && step_[k] == size_of(want);
      buffered_ = buffered_ || !direct_[k];
    }
  }

  void operator()(char* const* at, int64_t n) {
    if (!buffered_ && !streams_) {
      const void* in[kMaxOperands];
      for (int k = 1; k < it_.count; ++k) in[k - 1] = at[k];
      loop_(at[0], in, n, it_.params);
      return;
    }
    const int64_t most = streams_ ? kStreamBlock : kBlock;
    int64_t start = 0;
    if (streams_) {
      // Whole lines from here on.
      start = std::min(n, to_line(at[0]) / size_of(result_));
      if (start > 0) block(at, 0, start);
    }
    for (; start < n; start += most) block(at, start, std::min(most, n - start));
    if (streams_) _mm_sfence();
  }

 private:
  void block(char* const* at, int64_t start, int64_t n) {
    const void* in[kMaxOperands];
    for (int k = 1; k < it_.count; ++k) {
      char* from = at[k] + start * step_[k];
      if (streams_ && step_[k] <= kLine) fetch_ahead(from, n * step_[k]);
      if (direct_[k] || (n == 1 && it_.operand[k].dtype == it_.compute)) {
        in[k - 1] = from;
        continue;
      }
      copy_loop(it_.compute, it_.operand[k].dtype)(buffers_[k].bytes, size_of(it_.compute), from, step_[k], n);
      in[k - 1] = buffers_[k].bytes;
    }
    char* to = at[0] + start * step_[0];
    if (streams_) {
      loop_(buffers_[0].bytes, in, n, it_.params);
      kernels().stream(to, buffers_[0].bytes, n * size_of(result_));
      return;
    }
    if (direct_[0] || (n == 1 && it_.operand[0].dtype == result_)) {
      loop_(to, in, n, it_.params);
      return;
    }
    loop_(buffers_[0].bytes, in, n, it_.params);
    copy_loop(it_.operand[0].dtype, result_)(to, step_[0], buffers_[0].bytes, size_of(result_), n);
  }

  const Iter& it_;
  MapLoop loop_;
  Dtype result_;
  bool streams_;
  int64_t step_[kMaxOperands];
  bool direct_[kMaxOperands];
  bool buffered_ = false;
  Buffer buffers_[kMaxOperands];
};

// Whether a loop can read and write the operands as they are, all at once.
bool is_dense(const Iter& it, Dtype result) {
  if (it.ndim > 1) return false;
  for (int k = 0; k < it.count; ++k) {
    const Dtype want = k == 0 ? result : it.compute;
    if (it.operand[k].dtype != want || (it.ndim == 1 && it.operand[k].strides[0] != size_of(want))) return false;
  }
  return true;
}

template <class T>
void where_row(char* const* at, const int64_t* step, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    const bool condition = *reinterpret_cast<const bool*>(at[1] + i * step[1]);
    *reinterpret_cast<T*>(at[0] + i * step[0]) =
        *reinterpret_cast<const T*>(condition ? at[2] + i * step[2] : at[3] + i * step[3]);
  }
}

// The two choices are brought to the result's dtype; then only its size matters.
class WhereRunner {
 public:
  explicit WhereRunner(const Iter& it) : it_(it), dtype_(it.operand[0].dtype), bytes_(size_of(dtype_)) {
    row_ = bytes_ == 1   ? where_row<uint8_t>
           : bytes_ == 2 ? where_row<uint16_t>
           : bytes_ == 4 ? where_row<uint32_t>
                         : where_row<uint64_t>;
    dense_row_ = kernels().choose[size_class(bytes_)].where;
    converts_ = it.operand[2].dtype != dtype_ || it.operand[3].dtype != dtype_;
  }

  void operator()(char* const* at, int64_t n) {
    const int64_t most = converts_ ? kBlock : n;
    for (int64_t start = 0; start < n; start += most) block(at, start, std::min(most, n - start));
  }

 private:
  void block(char* const* at, int64_t start, int64_t n) {
    char* part[kMaxOperands];
    int64_t step[kMaxOperands];
    for (int k = 0; k < 4; ++k) {
      step[k] = it_.ndim > 0 ? it_.operand[k].strides[0] : 0;
      part[k] = at[k] + start * step[k];
      if (k < 2 || it_.operand[k].dtype == dtype_) continue;
      copy_loop(dtype_, it_.operand[k].dtype)(buffers_[k - 2].bytes, bytes_, part[k], step[k], n);
      part[k] = buffers_[k - 2].bytes;
      step[k] = bytes_;
    }
    auto is_plain = [&](int64_t s) { return s == bytes_ || s == 0; };
    if (step[1] == 0) {
      const int chosen = *reinterpret_cast<const bool*>(part[1]) ? 2 : 3;
      copy_loop(dtype_, dtype_)(part[0], step[0], part[chosen], step[chosen], n);
    } else if (step[0] == bytes_ && step[1] == 1 && is_plain(step[2]) && is_plain(step[3])) {
      dense_row_(part[0], reinterpret_cast<const bool*>(part[1]), part[2], step[2] != 0, part[3], step[3] != 0, n);
    } else {
      row_(part, step, n);
    }
  }

  const Iter& it_;
  Dtype dtype_;
  int64_t bytes_;
  void (*row_)(char* const*, const int64_t*, int64_t);
  decltype(ChooseLoops::where) dense_row_;
  bool converts_;
  Buffer buffers_[2];
};

}  // namespace

void map(MapOp op, Iter& it) {
  const int o = static_cast<int>(op), d = static_cast<int>(it.compute);
  const MapLoop loop = kernels().map[o][d];
  NT_CHECK(loop, Code::dtype, "[map] op ", o, " has no loop for ", it.compute);
  const Dtype result = kernels().map_result[o][d];
  if (it.numel < kGrain && is_dense(it, result)) {
    const void* in[kMaxOperands];
    for (int k = 1; k < it.count; ++k) in[k - 1] = it.operand[k].data;
    loop(it.operand[0].data, in, it.numel, it.params);
    return;
  }
  over_rows(it, [&](const Iter& rows) { return RowRunner(rows, loop, result); });
}

void copy(Iter& it) {
  if (it.operand[0].dtype == it.operand[1].dtype) {
    if (const int cross = crossing_dim(it, 1)) return copy_crossing(it, cross);
    if (has_short_rows(it)) return copy_short_rows(it);
  }
  const Dtype to = it.operand[0].dtype, from = it.operand[1].dtype;
  const CopyLoop loop = copy_loop(to, from);
  const int64_t to_step = it.ndim > 0 ? it.operand[0].strides[0] : 0;
  const int64_t from_step = it.ndim > 0 ? it.operand[1].strides[0] : 0;
  const bool plain = to == from && to_step == size_of(to) && from_step == to_step, past = plain && streams(it, to);
  parallel_for(it.numel, kGrain, [&](int64_t begin, int64_t end) {
    for_each_row(it, begin, end, [&](char* const* at, int64_t n) {
      if (past) {
        stream_row(at[0], at[1], n * to_step);
      } else if (plain) {
        memcpy(at[0], at[1], static_cast<size_t>(n * to_step));
      } else {
        loop(at[0], to_step, at[1], from_step, n);
      }
    });
  });
}

void where(Iter& it) {
  over_rows(it, [](const Iter& rows) { return WhereRunner(rows); });
}

}  // namespace nt::cpu
