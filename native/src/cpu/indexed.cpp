// Reading and writing at indexed places. Threads never share a place: a read is split by its results, a write along a
// dimension that decides the place alone, or else by ranges of places, so that each place sees its elements in order.
#include "cpu/indexed.h"

#include <atomic>
#include <cstring>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "functors/integer.h"

namespace nt::cpu {
namespace {

struct Range {
  int64_t low, high;  // the places, in elements, that a thread may touch
};

// Walks rows (dimension 0) [first, last) and keeps the offsets of their first elements.
class Rows {
 public:
  Rows(const IndexedArgs& args, int64_t first) : args_(args) {
    for (int k = 0; k < args.count; ++k) index_[k] = args.index[k].values;
    int64_t rest = first;
    for (int d = 1; d < args.ndim; ++d) {
      at_[d] = rest % args.shape[d];
      rest /= args.shape[d];
      move(d, at_[d]);
    }
  }
  void next() {
    for (int d = 1; d < args_.ndim; ++d) {
      move(d, 1);
      if (++at_[d] < args_.shape[d]) return;
      move(d, -args_.shape[d]);
      at_[d] = 0;
    }
  }
  int64_t big() const { return big_; }
  int64_t small() const { return small_; }
  // Index k of the row's elements.
  const int64_t* values(int k) const { return index_[k]; }
  // What index k adds to the place of element i of the row.
  int64_t part(int k, int64_t i) const {
    const IndexedArgs::Index& index = args_.index[k];
    const int64_t value = index_[k][i * index.strides[0]];
    return (value < 0 ? value + index.size : value) * index.step;
  }

 private:
  void move(int d, int64_t by) {
    big_ += by * args_.big_strides[d];
    small_ += by * args_.small_strides[d];
    for (int k = 0; k < args_.count; ++k) index_[k] += by * args_.index[k].strides[d];
  }

  const IndexedArgs& args_;
  const int64_t* index_[kMaxDims];
  int64_t at_[kMaxDims] = {};
  int64_t big_ = 0, small_ = 0;
};

// One row whose indices do not vary: a run of memory on each side.
template <class T, class F>
void run_row(T* big, int64_t big_step, T* small, int64_t small_step, int64_t n, IndexedMode mode, F f) {
  if (big_step == 1 && small_step == 1 && mode <= IndexedMode::put) {
    mode == IndexedMode::get ? memcpy(small, big, static_cast<size_t>(n) * sizeof(T))
                             : memcpy(big, small, static_cast<size_t>(n) * sizeof(T));
    return;
  }
  if (big_step == 1 && small_step == 1) {
    for (int64_t i = 0; i < n; ++i) f(big[i], small[i]);
    return;
  }
  for (int64_t i = 0; i < n; ++i) f(big[i * big_step], small[i * small_step]);
}

// One row with an index of its own; what the loop needs is held in registers.
template <class T, class F>
void run_places(T* big, int64_t big_step, T* small, int64_t small_step, const int64_t* values,
                const IndexedArgs::Index& index, int64_t n, F f) {
  const int64_t size = index.size, step = index.step, stride = index.strides[0];
  if (stride == 1 && small_step == 1) {
    // Along the last dimension the index is the place.
    if (step == 1 && big_step == 0) {
      for (int64_t i = 0; i < n; ++i) f(big[values[i] < 0 ? values[i] + size : values[i]], small[i]);
    } else {
      for (int64_t i = 0; i < n; ++i) f(big[(values[i] < 0 ? values[i] + size : values[i]) * step + i * big_step], small[i]);
    }
    return;
  }
  for (int64_t i = 0; i < n; ++i) {
    const int64_t value = values[i * stride];
    f(big[(value < 0 ? value + size : value) * step + i * big_step], small[i * small_step]);
  }
}

template <class T, class F>
void run_rows(const IndexedArgs& args, int64_t first, int64_t last, const Range* range, F f) {
  T* big = static_cast<T*>(args.big);
  T* small = static_cast<T*>(args.small);
  const int64_t n = args.shape[0], big_step = args.big_strides[0], small_step = args.small_strides[0];
  bool same_index = true;
  for (int k = 0; k < args.count; ++k) same_index = same_index && (args.index[k].strides[0] == 0 || n == 1);
  const bool one_index = args.count == 1 && !range;
  const bool gathers = one_index && args.mode == IndexedMode::get && args.index[0].strides[0] == 1 && small_step == 1;
  const auto gather = kernels().choose[size_class(sizeof(T))].gather;
  Rows rows(args, first);
  for (int64_t row = first; row < last; ++row, rows.next()) {
    T* from = small + rows.small();
    if (same_index && !range) {
      int64_t place = rows.big();
      for (int k = 0; k < args.count; ++k) place += rows.part(k, 0);
      run_row(big + place, big_step, from, small_step, n, args.mode, f);
      continue;
    }
    // That loop knows no negative indices.
    if (gathers && gather(from, big + rows.big(), rows.values(0), n, args.index[0].size, args.index[0].step, big_step)) {
      continue;
    }
    if (one_index) {
      run_places(big + rows.big(), big_step, from, small_step, rows.values(0), args.index[0], n, f);
      continue;
    }
    for (int64_t i = 0; i < n; ++i) {
      int64_t place = rows.big() + i * big_step;
      for (int k = 0; k < args.count; ++k) place += rows.part(k, i);
      if (range && (place < range->low || place >= range->high)) continue;
      f(big[place], from[i * small_step]);
    }
  }
}

// The part of dimension d from `start` on.
IndexedArgs part(const IndexedArgs& args, int d, int64_t start, int64_t length, int64_t item) {
  IndexedArgs result = args;
  result.shape[d] = length;
  result.big = static_cast<char*>(args.big) + start * args.big_strides[d] * item;
  result.small = static_cast<char*>(args.small) + start * args.small_strides[d] * item;
  for (int k = 0; k < args.count; ++k) result.index[k].values += start * args.index[k].strides[d];
  return result;
}

int64_t rows_of(const IndexedArgs& args) {
  int64_t rows = 1;
  for (int d = 1; d < args.ndim; ++d) rows *= args.shape[d];
  return rows;
}

// The dimension with most elements, of those that decide the place alone where the call writes; -1 where none does.
int split_dim(const IndexedArgs& args) {
  int best = -1;
  for (int d = 0; d < args.ndim; ++d) {
    if (args.mode != IndexedMode::get && args.big_strides[d] == 0) continue;
    if (best < 0 || args.shape[d] > args.shape[best]) best = d;
  }
  return best;
}

int64_t extent_of(const IndexedArgs& args) {
  int64_t extent = 1;
  for (int d = 0; d < args.ndim; ++d) extent += (args.shape[d] - 1) * args.big_strides[d];
  for (int k = 0; k < args.count; ++k) extent += (args.index[k].size - 1) * args.index[k].step;
  return extent;
}

template <class T, class F>
void run(const IndexedArgs& args, F f) {
  const int64_t rows = rows_of(args);
  if (args.numel < 2 * kGrain) return run_rows<T>(args, 0, rows, nullptr, f);
  if (args.mode == IndexedMode::get && rows >= max_threads()) {
    parallel_for(rows, std::max<int64_t>(1, kGrain / args.shape[0]),
                 [&](int64_t begin, int64_t end) { run_rows<T>(args, begin, end, nullptr, f); });
    return;
  }
  const int d = split_dim(args);
  if (d >= 0 && args.shape[d] >= max_threads()) {
    parallel_for(args.shape[d], std::max<int64_t>(1, kGrain * args.shape[d] / args.numel), [&](int64_t begin, int64_t end) {
      const IndexedArgs mine = part(args, d, begin, end - begin, static_cast<int64_t>(sizeof(T)));
      run_rows<T>(mine, 0, rows_of(mine), nullptr, f);
    });
    return;
  }
  const int64_t extent = extent_of(args);
  parallel_for(extent, std::max<int64_t>(1, extent * kGrain / args.numel), [&](int64_t begin, int64_t end) {
    const Range range{begin, end};
    run_rows<T>(args, 0, rows, end - begin == extent ? nullptr : &range, f);
  });
}

// NaN wins, whichever side it is on.
template <class T>
T larger(T a, T b) {
  return a != a ? a : b != b ? b : a < b ? b : a;
}
template <class T>
T smaller(T a, T b) {
  return a != a ? a : b != b ? b : b < a ? b : a;
}

template <class T>
void combine(const IndexedArgs& args) {
  switch (args.mode) {
    case IndexedMode::add:
      return run<T>(args, [](T& to, T from) { to = fn::wrapping_add(to, from); });
    case IndexedMode::multiply:
      return run<T>(args, [](T& to, T from) { to = fn::wrapping_mul(to, from); });
    case IndexedMode::amax:
      return run<T>(args, [](T& to, T from) { to = larger(to, from); });
    default:
      return run<T>(args, [](T& to, T from) { to = smaller(to, from); });
  }
}

// Copies do not look at the elements.
template <class T>
void move(const IndexedArgs& args) {
  if (args.mode == IndexedMode::get) return run<T>(args, [](T& big, T& small) { small = big; });
  run<T>(args, [](T& big, T& small) { big = small; });
}

// Reads row after row, which are dense, and checks the index on the way.
void gather(const IndexedArgs& args) {
  const int64_t item = size_of(args.dtype);
  const auto loop = kernels().choose[size_class(item)].gather;
  const IndexedArgs::Index& index = args.index[0];
  std::atomic<bool> outside{false};
  auto read = [&](const IndexedArgs& mine, int64_t begin, int64_t end) {
    Rows rows(mine, begin);
    for (int64_t row = begin; row < end; ++row, rows.next()) {
      if (!loop(static_cast<char*>(mine.small) + rows.small() * item, static_cast<char*>(mine.big) + rows.big() * item,
                rows.values(0), mine.shape[0], index.size, index.step, mine.big_strides[0])) {
        outside = true;
        return;
      }
    }
  };
  const int64_t rows = rows_of(args);
  if (rows >= max_threads()) {
    parallel_for(rows, std::max<int64_t>(1, kGrain / args.shape[0]),
                 [&](int64_t begin, int64_t end) { read(args, begin, end); });
  } else {
    parallel_for(args.shape[0], std::max<int64_t>(1, kGrain / rows), [&](int64_t begin, int64_t end) {
      read(part(args, 0, begin, end - begin, item), 0, rows);
    });
  }
  *args.outside = outside;
}

}  // namespace

void indexed(const IndexedArgs& args) {
  if (args.outside) return gather(args);
  if (args.mode <= IndexedMode::put) {
    switch (size_of(args.dtype)) {
      case 1:
        return move<uint8_t>(args);
      case 2:
        return move<uint16_t>(args);
      case 4:
        return move<uint32_t>(args);
      default:
        return move<uint64_t>(args);
    }
  }
  visit_dtype(args.dtype, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>) {
      fail(Code::internal, "[index] 16-bit floats are widened before they are combined");
    } else {
      combine<T>(args);
    }
  });
}

}  // namespace nt::cpu
