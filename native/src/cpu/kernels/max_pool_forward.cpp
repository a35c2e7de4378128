// 2-d max pooling: a vector of windows of one row at a time. Each place of theirs is a load (stride 1), or two loads and a
// shuffle (stride 2), then a compare and two selects; an argmax is a byte. So a 2 x 2 pooling costs about 2 instructions an
// element, less than memory takes to bring it. What this cannot read in place (planes with padding, with other strides,
// or at the end of memory) is first copied, a plane at a time, into rows with room around them.
#include <algorithm>
#include <limits>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/max_pool_vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// AVX2 shuffles two vectors in one instruction within each 16 bytes only: even lanes of a and b come in another order, which is
// put right once for all places of a window.
template <class T>
constexpr int kInOrder = kVectorBytes == 32 ? 16 / static_cast<int>(sizeof(T)) : kLanes<T>;  // neighbouring lanes

// Which of the even lanes of two vectors, the second's behind the first's, stands in lane i.
template <class T>
constexpr int even_at(int i) {
  constexpr int kHalf = kInOrder<T> / 2;
  return i / kInOrder<T> * kHalf + i % kHalf + (i % kInOrder<T> < kHalf ? 0 : kLanes<T> / 2);
}

template <class T, bool kOdd = false>
NT_INLINE Vector<T> even_lanes(const Vector<T>& a, const Vector<T>& b) {
  Lanes<T> mask;
  for (int i = 0; i < kLanes<T>; ++i) mask[i] = 2 * even_at<T>(i) + (kOdd ? 1 : 0);
  return __builtin_shuffle(a, b, mask);
}

// Lanes as even_lanes gives them, in order.
template <class T, class V>
NT_INLINE V in_order(const V& lanes) {
  Lanes<T> mask;
  for (int i = 0; i < kLanes<T>; ++i) mask[even_at<T>(i)] = i;
  return __builtin_shuffle(lanes, mask);
}

// What is largest so far, and the number of its place.
template <class T, bool kPlaces>
struct Largest {
  Vector<T> best;
  Lanes<T> found;

  // NaN wins, then the first of equals.
  NT_INLINE void meet(const Vector<T>& v, const Lanes<T>& number) {
    const Lanes<T> wins = (v > best) | (v != v);
    best = wins ? v : best;
    if (kPlaces) found = wins ? number : found;
  }
};

// The columns of a row as they are read: where the stride is 2 at most, as they are, otherwise all of the same remainder side by side.
struct RowLayout {
  int64_t phases, part, pitch;

  template <class T>
  static RowLayout of(const PlanePool& pool) {
    const int64_t stride = pool.stride[1], reach = (pool.kernel[1] - 1) * pool.dilation[1];
    const int64_t windows = round_up(pool.out[1], kLanes<T>);
    if (stride <= 2) return {1, windows * stride + reach, windows * stride + reach};
    const int64_t part = windows + reach / stride;
    return {stride, part, part * stride};
  }
  // Where padded column x stands.
  int64_t at(int64_t x) const { return phases == 1 ? x : x % phases * part + x / phases; }
};

// Rows of a plane that can be read a vector too far.
template <class T>
struct Rows {
  const T* first;  // padded column 0 of row 0
  int64_t pitch;
};

template <class T>
class Forward {
 public:
  // kSize 3: padding is laid over what stands before a row.
  template <int kSize>
  Forward(const PlanePool& pool, void* scratch, std::integral_constant<int, kSize>)
      : pool_(pool), layout_(RowLayout::of<T>(pool)) {
    copy_ = reinterpret_cast<T*>(vector_aligned(scratch));
    firsts_ = reinterpret_cast<Lane<T>*>(copy_ + round_up(pool.in[0] * layout_.pitch, kLanes<T>));
    row_best_ = reinterpret_cast<T*>(vector_aligned(firsts_ + round_up(pool.out[1], kLanes<T>)));
    row_found_ = reinterpret_cast<Lane<T>*>(row_best_ + pool.in[0] * round_up(pool.out[1], kLanes<T>));
    const int64_t step = pool.stride[1];
    const int64_t last = (pool.out[1] - 1) * step + (pool.kernel[1] - 1) * pool.dilation[1] - pool.padding[1];
    reads_in_place_ = (pool.padding[1] == 0 || kSize == 3) && last < pool.in[1] && step <= 2;
    overrun_ = layout_.pitch;
    std::fill_n(copy_, reads_in_place_ && pool.padding[1] == 0 ? 0 : pool.in[0] * layout_.pitch, kLow);
    for (int64_t c = 0; c < round_up(pool.out[1], kLanes<T>); ++c) {
      const int64_t lane = c % kLanes<T>, column = step == 2 ? c - lane + even_at<T>(static_cast<int>(lane)) : c;
      firsts_[c] = static_cast<Lane<T>>(std::max<int64_t>(0, pool.padding[1] - column * step));
    }
    for (int64_t kx = 0; kx < pool.kernel[1]; ++kx) columns_[kx] = layout_.at(kx * pool.dilation[1]);
  }

  static int64_t scratch(const PlanePool& pool) {
    const RowLayout layout = RowLayout::of<T>(pool);
    const int64_t of_rows = 2 * pool.in[0] * round_up(pool.out[1], kLanes<T>);
    return (pool.in[0] * layout.pitch + pool.out[1] + of_rows + 6 * kLanes<T>)*static_cast<int64_t>(sizeof(T));
  }

  // Rows of the plane at x, of which what lies between begin and end may be read.
  Rows<T> rows(const T* x, const T* begin, const T* end) {
    const T* first = x - pool_.padding[1];
    const bool readable = x - begin >= pool_.padding[1] && end - (first + (pool_.in[0] - 1) * pool_.in[1]) >= overrun_;
    if (reads_in_place_ && readable) return {first, pool_.in[1]};
    for (int64_t y = 0; y < pool_.in[0]; ++y) {
      const T* from = x + y * pool_.in[1];
      T* to = copy_ + y * layout_.pitch;
      if (layout_.phases == 1) {
        const int64_t n = std::min(pool_.in[1], layout_.pitch - pool_.padding[1]);
        copy_short(to + pool_.padding[1], from, static_cast<size_t>(n) * sizeof(T));
      } else {
        spread(from, to);
      }
    }
    return {copy_, layout_.pitch};
  }

  // Row r of windows. What is stored may be a vector too much, but not beyond y_end.
  template <int kStep, int kSize, bool kPlaces>
  NT_INLINE void row(const Rows<T>& rows, int64_t r, T* y, const T* y_end, uint8_t* places) const {
    const int64_t top = r * pool_.stride[0] - pool_.padding[0], step = pool_.dilation[0],
                  size = kSize ? kSize : pool_.kernel[0];
    int64_t first = 0, last = size;
    while (top + first * step < 0) ++first;
    while (last > first && top + (last - 1) * step >= pool_.in[0]) --last;
    if constexpr (kSize == 3) return windows_of_rows<kPlaces>(top, first, last, y, y_end, places);
    const T* from = rows.first + (top + first * step) * rows.pitch;
    if (kSize > 0 && last - first == kSize)
      return windows<kStep, kSize, kPlaces>(from, rows.pitch, 0, kSize, y, y_end, places);
    windows<kStep, 0, kPlaces>(from, step * rows.pitch, first, last, y, y_end, places);
  }

  // Windows of 3 x 3 share rows: first the largest of each row's three places.
  template <bool kPlaces>
  NT_INLINE void largest_of_row(const Rows<T>& rows, int64_t y) const {
    const int64_t columns = round_up(pool_.out[1], kLanes<T>);
    const T* from = rows.first + y * rows.pitch;
    for (int64_t c = 0; c < columns; c += kLanes<T>, from += 2 * kLanes<T>) {
      const Vector<T> a = load(from), b = load(from + kLanes<T>);
      const Lanes<T> first = load_lanes<T>(firsts_ + c);
      Largest<T, kPlaces> largest{first == 0 ? even_lanes<T>(a, b) : splat(kLow), first};
      largest.meet(even_lanes<T, true>(a, b), Lanes<T>{} + 1);
      largest.meet(even_lanes<T>(load(from + 2), load(from + kLanes<T> + 2)), Lanes<T>{} + 2);
      store(row_best_ + y * columns + c, largest.best);
      if (kPlaces) store(row_found_ + y * columns + c, largest.found);
    }
  }

 private:
  static constexpr T kLow = -std::numeric_limits<T>::infinity();

  // Windows of which rows [first, last) are inside, `pitch` apart; kSize: all are, of so many places each.
  template <int kStep, int kSize, bool kPlaces>
  NT_INLINE void windows(const T* from, int64_t pitch, int64_t first, int64_t last, T* y, const T* y_end,
                         uint8_t* places) const {
    const int64_t size = kSize ? kSize : pool_.kernel[1], begin = kSize ? 0 : first, end = kSize ? kSize : last;
    for (int64_t c = 0; c < pool_.out[1]; c += kLanes<T>) {
      Largest<T, kPlaces> largest{splat(kLow), Lanes<T>{}};
      if (kPlaces) largest.found = load_lanes<T>(firsts_ + c) + static_cast<Lane<T>>(begin * size);
      const T* line = from + c * kStep;
#pragma GCC unroll 3
      for (int64_t ky = begin; ky < end; ++ky, line += pitch) {
#pragma GCC unroll 3
        for (int64_t kx = 0; kx < size; ++kx) {
          const T* at = line + (kSize ? kx : columns_[kx]);
          const Vector<T> v = kStep == 1 ? load(at) : even_lanes<T>(load(at), load(at + kLanes<T>));
          if (kSize > 0 && ky == 0 && kx == 0) {
            largest.best = v;
          } else {
            largest.meet(v, Lanes<T>{} + static_cast<Lane<T>>(ky * size + kx));
          }
        }
      }
      put<kStep>(largest, c, y, y_end, places);
    }
  }

  // Windows whose rows [first, last), from `top` on, are inside.
  template <bool kPlaces>
  NT_INLINE void windows_of_rows(int64_t top, int64_t first, int64_t last, T* y, const T* y_end,
                                 uint8_t* places) const {
    const int64_t columns = round_up(pool_.out[1], kLanes<T>);
    for (int64_t c = 0; c < columns; c += kLanes<T>) {
      const int64_t at = (top + first) * columns + c;
      Largest<T, kPlaces> largest{load(row_best_ + at), load_lanes<T>(row_found_ + at)};
      if (kPlaces) largest.found += static_cast<Lane<T>>(first * 3);
      for (int64_t ky = first + 1; ky < last; ++ky) {
        const int64_t next = (top + ky) * columns + c;
        largest.meet(load(row_best_ + next), load_lanes<T>(row_found_ + next) + static_cast<Lane<T>>(ky * 3));
      }
      put<2>(largest, c, y, y_end, places);
    }
  }

  // A vector of windows from column c on.
  template <int kStep, bool kPlaces>
  NT_INLINE void put(Largest<T, kPlaces>& largest, int64_t c, T* y, const T* y_end, uint8_t* places) const {
    if constexpr (kStep == 2) {
      largest.best = in_order<T>(largest.best);
      if (kPlaces) largest.found = in_order<T>(largest.found);
    }
    const int64_t n = pool_.out[1] - c, room = y_end - (y + c);
    store_some(y + c, largest.best, n, room);
    if (!kPlaces) return;
    uint8_t bytes[kLanes<T>];
    narrow<T>(largest.found, bytes);
    if (room >= kLanes<T>) {
      std::memcpy(places + c, bytes, sizeof bytes);
    } else {
      for (int64_t i = 0; i < n && i < kLanes<T>; ++i) places[c + i] = bytes[i];
    }
  }

  void spread(const T* from, T* to) const {
    int64_t phase = pool_.padding[1] % layout_.phases, at = pool_.padding[1] / layout_.phases;
    for (int64_t i = 0; i < pool_.in[1] && at < layout_.part; ++i) {
      to[phase * layout_.part + at] = from[i];
      if (++phase == layout_.phases) {
        phase = 0;
        ++at;
      }
    }
  }

  const PlanePool& pool_;
  const RowLayout layout_;
  T* copy_;
  Lane<T>*
      firsts_;  // for each column of windows the first place's column, in the order of even_lanes where the stride is 2
  T* row_best_;  // of each row and column of windows, in the order of even_lanes; its place's number
  Lane<T>* row_found_;
  bool reads_in_place_;
  int64_t overrun_;  // what is read from a row's beginning on
  int64_t columns_[kMaxPlaces];
};

template <class T, int kStep, int kSize, bool kPlaces>
__attribute__((noinline)) void planes_of(const PlanePool& pool, const T* x, int64_t planes, const T* x_end, T* y,
                                         uint8_t* places, void* scratch) {
  Forward<T> forward(pool, scratch, std::integral_constant<int, kSize>{});
  const T* y_end = y + planes * pool.output_size();
  const int64_t share = pool.input_size() / pool.out[0];
  const T* const begin = x;
  for (int64_t p = 0; p < planes; ++p, x += pool.input_size()) {
    const Rows<T> rows = forward.rows(x, begin, x_end);
    for (int64_t r = 0; kSize == 3 && r < pool.in[0]; ++r) forward.template largest_of_row<kPlaces>(rows, r);
    for (int64_t r = 0; r < pool.out[0]; ++r, y += pool.out[1], places += kPlaces ? pool.out[1] : 0) {
      // The next plane comes from memory while this one is pooled.
      for (const T *next = x + pool.input_size() + r * share, *end = std::min(next + share, x_end); next < end;
           next += 64 / sizeof(T)) {
        __builtin_prefetch(next);
      }
      forward.template row<kStep, kSize, kPlaces>(rows, r, y, y_end, places);
    }
  }
}

template <class T, int kStep, int kSize>
void with_places(const PlanePool& pool, const T* x, int64_t planes, const T* x_end, T* y, uint8_t* places,
                 void* scratch) {
  if (places) return planes_of<T, kStep, kSize, true>(pool, x, planes, x_end, y, places, scratch);
  planes_of<T, kStep, kSize, false>(pool, x, planes, x_end, y, places, scratch);
}

template <class T>
void forward(const PlanePool& pool, const void* input, int64_t planes, int64_t readable, void* output, uint8_t* places,
             void* scratch) {
  const T* x = static_cast<const T*>(input);
  const bool dense = pool.dilation[0] == 1 && pool.dilation[1] == 1 && pool.kernel[0] == pool.kernel[1];
  const int64_t size = dense && pool.stride[0] <= 2 ? pool.kernel[1] : 0;
  auto run = with_places<T, 1, 0>;
  if (pool.stride[1] == 2)
    run = size == 2 ? with_places<T, 2, 2> : size == 3 ? with_places<T, 2, 3> : with_places<T, 2, 0>;
  run(pool, x, planes, x + readable, static_cast<T*>(output), places, scratch);
}

template <class T>
void fill_dtype(MaxPoolLoops& loops) {
  loops.forward_scratch = Forward<T>::scratch;
  loops.forward = forward<T>;
}

}  // namespace

void fill_max_pool_forward(Kernels& table) {
  fill_dtype<float>(table.max_pool[static_cast<int>(Dtype::float32)]);
  fill_dtype<double>(table.max_pool[static_cast<int>(Dtype::float64)]);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
