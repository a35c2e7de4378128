// The gradient of 2-d max pooling, gathered: each input element asks the windows that hold it whether their maximum's number is
// its own. A vector of inputs of one row and one remainder of the stride meets a vector of windows for each of its places: two
// loads, a compare and an add; nothing is filled before or written twice. Where windows don't overlap they are read where they
// lie, else from rows with zeros around them.
#include <algorithm>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/max_pool_vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// In 32 bits where that is enough: they are divided three times as fast.
int64_t floor_div(int64_t a, int64_t b) {
  if (((a | b) >> 32) == 0) return static_cast<uint32_t>(a) / static_cast<uint32_t>(b);
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

// a and b lane by lane: their first halves, or their second.
template <class T, bool kSecond>
NT_INLINE Vector<T> zip(const Vector<T>& a, const Vector<T>& b) {
  Lanes<T> mask;
  for (int i = 0; i < kLanes<T>; ++i) mask[i] = (kSecond ? kLanes<T> / 2 : 0) + i / 2 + i % 2 * kLanes<T>;
  return __builtin_shuffle(a, b, mask);
}

// Rows of windows' gradients and of their maxima's numbers.
template <class T>
struct WindowRows {
  const T* gradients;
  const uint8_t* places;
  int64_t pitch;
};

template <class T>
NT_INLINE Lanes<T> widened(const uint8_t* places) {
  uint8_t bytes[kLanes<T>];
  std::memcpy(bytes, places, sizeof bytes);
  Lane<T> lanes[kLanes<T>];
  for (int i = 0; i < kLanes<T>; ++i) lanes[i] = bytes[i];
  return load_lanes<T>(lanes);
}

// A row of windows that holds an input row, and the number of its first place there.
struct Line {
  int64_t row, number;
};

// A place's column in the windows: column stride j + remainder of the input is in window j + offset, there in column kx.
struct Column {
  int64_t kx, offset;
};

template <class T>
class Backward {
 public:
  Backward(const PlanePool& pool, void* scratch) : pool_(pool) {
    const int64_t step = pool.stride[1];
    int64_t lowest = 0, highest = 0, count = 0;
    for (int64_t q = 0; q < step; ++q) {
      starts_[q] = count;
      for (int64_t kx = pool.kernel[1] - 1; kx >= 0; --kx) {  // last place first: so windows add up in their order
        const int64_t distance = q + pool.padding[1] - kx * pool.dilation[1];
        if (floor_div(distance, step) * step != distance) continue;
        columns_[count++] = {kx, distance / step};
        lowest = std::min(lowest, distance / step);
        highest = std::max(highest, distance / step);
      }
    }
    starts_[step] = count;
    blocks_ = round_up((pool.in[1] + step - 1) / step, kLanes<T>);
    reads_in_place_ = lowest == 0 && highest == 0;
    pitch_ = std::max(blocks_, pool.out[1]) + highest - lowest;
    first_ = pitch_ - lowest;
    lines_ = reinterpret_cast<Line*>(vector_aligned(scratch));
    line_starts_ = reinterpret_cast<int64_t*>(lines_ + pool.in[0] * pool.kernel[0]);
    find_lines();
    gradients_ = reinterpret_cast<T*>(vector_aligned(line_starts_ + pool.in[0] + 1));
    places_ = reinterpret_cast<uint8_t*>(gradients_ + (pool.out[0] + 2) * pitch_);
    std::memset(gradients_, 0, static_cast<size_t>((pool.out[0] + 2) * pitch_) * (sizeof(T) + 1));
  }

  static int64_t scratch(const PlanePool& pool) {
    const int64_t reach = pool.kernel[1] * pool.dilation[1] + pool.padding[1];
    const int64_t pitch = 2 * reach + std::max((pool.in[1] + pool.stride[1] - 1) / pool.stride[1], pool.out[1]) + kLanes<T>;
    const int64_t lines = pool.in[0] * pool.kernel[0] * static_cast<int64_t>(sizeof(Line)) + (pool.in[0] + 1) * 8;
    return lines + (pool.out[0] + 2) * pitch * static_cast<int64_t>(sizeof(T) + 1) + 3 * kVectorBytes;
  }

  // A plane's windows, of which what lies before `end` may be read.
  WindowRows<T> rows(const T* y, const T* end, const uint8_t* places) {
    if (reads_in_place_ && end - y >= pool_.output_size() + blocks_) return {y, places, pool_.out[1]};
    const size_t columns = static_cast<size_t>(pool_.out[1]);
    for (int64_t r = 0; r < pool_.out[0]; ++r, y += columns, places += columns) {
      copy_short(gradients_ + first_ + r * pitch_, y, columns * sizeof(T));
      copy_short(places_ + first_ + r * pitch_, places, columns);
    }
    return {gradients_ + first_, places_ + first_, pitch_};
  }

  // The plane's input row y. What is stored may be a vector too much, but not beyond x_end.
  template <int kStep>
  NT_INLINE void row(const WindowRows<T>& rows, int64_t y, T* x, const T* x_end) {
    const int64_t step = kStep ? kStep : pool_.stride[1];
    for (int64_t j = 0; j * step < pool_.in[1]; j += kLanes<T>) {
      T* to = x + j * step;
      const int64_t n = pool_.in[1] - j * step, room = x_end - to;
      if constexpr (kStep == 1) {
        store_some(to, sum(rows, y, j, 0), n, room);
      } else if constexpr (kStep == 2) {
        const Vector<T> even = sum(rows, y, j, 0), odd = sum(rows, y, j, 1);
        store_some<T>(to, zip<T, false>(even, odd), n, room);
        if (n > kLanes<T>) store_some<T>(to + kLanes<T>, zip<T, true>(even, odd), n - kLanes<T>, room - kLanes<T>);
      } else {
        for (int64_t q = 0; q < step; ++q) {
          T lanes[kLanes<T>];
          store(lanes, sum(rows, y, j, q));
          for (int64_t i = 0; i < kLanes<T> && i * step + q < n; ++i) to[i * step + q] = lanes[i];
        }
      }
    }
    // Beside the windows in place lie those of the next row.
    if (!in_place(rows)) return;
    for (int64_t i = pool_.out[1] * step; i < pool_.in[1]; ++i) x[i] = 0;
  }

  // Rows 2 r and 2 r + 1, if that is there, of windows of kSize x kSize with stride 2: what both take from a window is read once.
  template <int kSize, int kPadding>
  NT_INLINE void two_rows(const WindowRows<T>& rows, int64_t r, T* x, const T* x_end) const {
    const int64_t width = pool_.in[1];
    const bool second = 2 * r + 1 < pool_.in[0];
    if (in_place(rows) && r >= pool_.out[0]) {
      std::fill_n(x, second ? 2 * width : width, T(0));
      return;
    }
    for (int64_t j = 0; 2 * j < width; j += kLanes<T>) {
      Vector<T> sums[2][2];
#pragma GCC unroll 2
      for (int64_t p = 0; p < 2; ++p) {
#pragma GCC unroll 2
        for (int64_t q = 0; q < 2; ++q) sums[p][q] = sum_square<kSize, kPadding>(rows, r, j, p, q);
      }
      const int64_t n = width - 2 * j;
      T* to = x + 2 * j;
      // The second row begins where the first one ends: that may only be written over before it is written.
      store_two(to, sums[0], n, second && j > 0 ? n : x_end - to);
      if (second) store_two(to + width, sums[1], n, x_end - to - width);
    }
    if (!in_place(rows)) return;
    for (int64_t i = 2 * pool_.out[1]; i < width; ++i) {
      x[i] = 0;
      if (second) x[width + i] = 0;
    }
  }

 private:
  // Of each input row the rows of windows that hold it, in their order.
  void find_lines() {
    Line* next = lines_;
    for (int64_t y = 0; y < pool_.in[0]; ++y) {
      line_starts_[y] = next - lines_;
      for (int64_t ky = pool_.kernel[0] - 1; ky >= 0; --ky) {
        const int64_t distance = y + pool_.padding[0] - ky * pool_.dilation[0], r = floor_div(distance, pool_.stride[0]);
        if (r * pool_.stride[0] != distance || r < 0 || r >= pool_.out[0]) continue;
        *next++ = {r, ky * pool_.kernel[1]};
      }
    }
    line_starts_[pool_.in[0]] = next - lines_;
  }

  bool in_place(const WindowRows<T>& rows) const { return rows.gradients != gradients_ + first_; }

  NT_INLINE static void store_two(T* to, const Vector<T> (&sums)[2], int64_t n, int64_t room) {
    store_some(to, zip<T, false>(sums[0], sums[1]), n, room);
    if (n > kLanes<T>) store_some(to + kLanes<T>, zip<T, true>(sums[0], sums[1]), n - kLanes<T>, room - kLanes<T>);
  }

  // The gradients of columns stride j + q and those that follow in steps of the stride.
  NT_INLINE Vector<T> sum(const WindowRows<T>& rows, int64_t y, int64_t j, int64_t q) const {
    Vector<T> total = {};
    for (const Line* line = lines_ + line_starts_[y]; line < lines_ + line_starts_[y + 1]; ++line) {
      const int64_t at = line->row * rows.pitch + j;
      for (int64_t i = starts_[q]; i < starts_[q + 1]; ++i) {
        total += taken(rows, at + columns_[i].offset, line->number + columns_[i].kx);
      }
    }
    return total;
  }

  // The same of row 2 r + p, columns 2 j + q. Rows of windows that are none are zeros.
  template <int kSize, int kPadding>
  NT_INLINE Vector<T> sum_square(const WindowRows<T>& rows, int64_t r, int64_t j, int64_t p, int64_t q) const {
    Vector<T> total = {};
#pragma GCC unroll 3
    for (int64_t ky = kSize - 1; ky >= 0; --ky) {
      if ((p + kPadding - ky) % 2 != 0) continue;
#pragma GCC unroll 3
      for (int64_t kx = kSize - 1; kx >= 0; --kx) {
        if ((q + kPadding - kx) % 2 != 0) continue;
        total += taken(rows, (r + (p + kPadding - ky) / 2) * rows.pitch + j + (q + kPadding - kx) / 2, ky * kSize + kx);
      }
    }
    return total;
  }

  // The gradients of those windows whose maximum is their place `number`.
  NT_INLINE Vector<T> taken(const WindowRows<T>& rows, int64_t at, int64_t number) const {
    const Lanes<T> mine = Lanes<T>{} + static_cast<Lane<T>>(number);
    return widened<T>(rows.places + at) == mine ? load(rows.gradients + at) : Vector<T>{};
  }

  const PlanePool& pool_;
  int64_t starts_[kMaxPlaces + 1];  // of each remainder's columns
  Column columns_[kMaxPlaces];
  int64_t blocks_, pitch_, first_;  // the last: of a row of zeros before the windows, and those before a row
  bool reads_in_place_;
  Line* lines_;
  int64_t* line_starts_;  // of each input row's lines
  T* gradients_;
  uint8_t* places_;
};

// kSize 0: any kernel and padding.
template <class T, int kStep, int kSize, int kPadding>
__attribute__((noinline)) void planes_of(const PlanePool& pool, const T* y, const T* y_end, const uint8_t* places, int64_t planes,
                                         T* x, void* scratch) {
  Backward<T> backward(pool, scratch);
  const T* x_end = x + planes * pool.input_size();
  for (int64_t p = 0; p < planes; ++p, y += pool.output_size(), places += pool.output_size(), x += pool.input_size()) {
    const WindowRows<T> rows = backward.rows(y, y_end, places);
    if constexpr (kSize > 0) {
      for (int64_t r = 0; 2 * r < pool.in[0]; ++r) backward.template two_rows<kSize, kPadding>(rows, r, x + 2 * r * pool.in[1], x_end);
    } else {
      for (int64_t r = 0; r < pool.in[0]; ++r) backward.template row<kStep>(rows, r, x + r * pool.in[1], x_end);
    }
  }
}

template <class T>
void backward(const PlanePool& pool, const void* grad_output, const uint8_t* places, int64_t planes, int64_t readable,
              void* grad_input, void* scratch) {
  const T* y = static_cast<const T*>(grad_output);
  auto run = pool.stride[1] == 1 ? planes_of<T, 1, 0, 0> : planes_of<T, 0, 0, 0>;
  if (pool.stride[1] == 2) run = planes_of<T, 2, 0, 0>;
  bool square = true;
  for (int d = 0; d < 2; ++d) {
    square = square && pool.stride[d] == 2 && pool.dilation[d] == 1 && pool.kernel[d] == pool.kernel[1] && pool.padding[d] == pool.padding[1];
  }
  if (square) {
    const int64_t size = pool.kernel[1], padding = pool.padding[1];
    if (size == 2 && padding == 0) run = planes_of<T, 2, 2, 0>;
    if (size == 3 && padding == 0) run = planes_of<T, 2, 3, 0>;
    if (size == 3 && padding == 1) run = planes_of<T, 2, 3, 1>;
  }
  run(pool, y, y + readable, places, planes, static_cast<T*>(grad_input), scratch);
}

template <class T>
void fill_dtype(MaxPoolLoops& loops) {
  loops.backward_scratch = Backward<T>::scratch;
  loops.backward = backward<T>;
}

}  // namespace

void fill_max_pool_backward(Kernels& table) {
  fill_dtype<float>(table.max_pool[static_cast<int>(Dtype::float32)]);
  fill_dtype<double>(table.max_pool[static_cast<int>(Dtype::float64)]);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
