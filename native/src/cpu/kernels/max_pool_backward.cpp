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

int64_t floor_div(int64_t a, int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

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
    before_ = -lowest;
    pitch_ = before_ + std::max(blocks_, pool.out[1]) + highest;
    lines_ = reinterpret_cast<Line*>(vector_aligned(scratch));
    line_starts_ = reinterpret_cast<int64_t*>(lines_ + pool.in[0] * pool.kernel[0]);
    find_lines();
    gradients_ = reinterpret_cast<T*>(vector_aligned(line_starts_ + pool.in[0] + 1));
    places_ = reinterpret_cast<uint8_t*>(gradients_ + pool.out[0] * pitch_);
    std::memset(gradients_, 0, static_cast<size_t>(pool.out[0] * pitch_) * (sizeof(T) + 1));
  }

  static int64_t scratch(const PlanePool& pool) {
    const int64_t reach = pool.kernel[1] * pool.dilation[1] + pool.padding[1];
    const int64_t pitch = 2 * reach + std::max((pool.in[1] + pool.stride[1] - 1) / pool.stride[1], pool.out[1]) + kLanes<T>;
    const int64_t lines = pool.in[0] * pool.kernel[0] * static_cast<int64_t>(sizeof(Line)) + (pool.in[0] + 1) * 8;
    return lines + pool.out[0] * pitch * static_cast<int64_t>(sizeof(T) + 1) + 3 * kVectorBytes;
  }

  // A plane's windows, of which what lies before `end` may be read.
  WindowRows<T> rows(const T* y, const T* end, const uint8_t* places) {
    if (reads_in_place_ && end - y >= pool_.output_size() + blocks_) return {y, places, pool_.out[1]};
    const size_t columns = static_cast<size_t>(pool_.out[1]);
    for (int64_t r = 0; r < pool_.out[0]; ++r, y += columns, places += columns) {
      std::memcpy(gradients_ + r * pitch_ + before_, y, columns * sizeof(T));
      std::memcpy(places_ + r * pitch_ + before_, places, columns);
    }
    return {gradients_ + before_, places_ + before_, pitch_};
  }

  // The plane's input row y. What is stored may be a vector too much, but not beyond x_end. kSize 0: any kernel and padding.
  template <int kStep, int kSize, int kPadding>
  NT_INLINE void row(const WindowRows<T>& rows, int64_t y, T* x, const T* x_end) {
    const int64_t step = kStep ? kStep : pool_.stride[1];
    for (int64_t j = 0; j * step < pool_.in[1]; j += kLanes<T>) {
      T* to = x + j * step;
      const int64_t n = pool_.in[1] - j * step, room = x_end - to;
      if constexpr (kStep == 1) {
        store_some(to, sum<kSize, kPadding>(rows, y, j, 0), n, room);
      } else if constexpr (kStep == 2) {
        const Vector<T> even = sum<kSize, kPadding>(rows, y, j, 0), odd = sum<kSize, kPadding>(rows, y, j, 1);
        store_some<T>(to, zip<T, false>(even, odd), n, room);
        if (n > kLanes<T>) store_some<T>(to + kLanes<T>, zip<T, true>(even, odd), n - kLanes<T>, room - kLanes<T>);
      } else {
        for (int64_t q = 0; q < step; ++q) {
          T lanes[kLanes<T>];
          store(lanes, sum<kSize, kPadding>(rows, y, j, q));
          for (int64_t i = 0; i < kLanes<T> && i * step + q < n; ++i) to[i * step + q] = lanes[i];
        }
      }
    }
    // Beside the windows in place lie those of the next row.
    if (rows.gradients == gradients_ + before_) return;
    for (int64_t i = pool_.out[1] * step; i < pool_.in[1]; ++i) x[i] = 0;
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

  // The gradients of columns stride j + q and those that follow in steps of the stride.
  template <int kSize, int kPadding>
  NT_INLINE Vector<T> sum(const WindowRows<T>& rows, int64_t y, int64_t j, int64_t q) const {
    Vector<T> total = {};
    for (const Line* line = lines_ + line_starts_[y]; line < lines_ + line_starts_[y + 1]; ++line) {
      const int64_t at = line->row * rows.pitch + j;
      if constexpr (kSize > 0) {  // stride 2
#pragma GCC unroll 3
        for (int64_t kx = kSize - 1; kx >= 0; --kx) {
          if ((q + kPadding - kx) % 2 == 0) total += taken(rows, at + (q + kPadding - kx) / 2, line->number + kx);
        }
      } else {
        for (int64_t i = starts_[q]; i < starts_[q + 1]; ++i) {
          total += taken(rows, at + columns_[i].offset, line->number + columns_[i].kx);
        }
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
  int64_t blocks_, before_, pitch_;
  bool reads_in_place_;
  Line* lines_;
  int64_t* line_starts_;  // of each input row's lines
  T* gradients_;
  uint8_t* places_;
};

template <class T, int kStep, int kSize, int kPadding>
__attribute__((noinline)) void planes_of(const PlanePool& pool, const T* y, const T* y_end, const uint8_t* places, int64_t planes,
                                         T* x, void* scratch) {
  Backward<T> backward(pool, scratch);
  const T* x_end = x + planes * pool.input_size();
  for (int64_t p = 0; p < planes; ++p, y += pool.output_size(), places += pool.output_size()) {
    const WindowRows<T> rows = backward.rows(y, y_end, places);
    for (int64_t r = 0; r < pool.in[0]; ++r, x += pool.in[1]) backward.template row<kStep, kSize, kPadding>(rows, r, x, x_end);
  }
}

template <class T>
void backward(const PlanePool& pool, const void* grad_output, const uint8_t* places, int64_t planes, int64_t readable,
              void* grad_input, void* scratch) {
  const T* y = static_cast<const T*>(grad_output);
  const int64_t size = pool.dilation[1] == 1 ? pool.kernel[1] : 0, padding = pool.padding[1];
  auto run = pool.stride[1] == 1 ? planes_of<T, 1, 0, 0> : planes_of<T, 0, 0, 0>;
  if (pool.stride[1] == 2) {
    run = size == 2 && padding == 0   ? planes_of<T, 2, 2, 0>
          : size == 3 && padding == 0 ? planes_of<T, 2, 3, 0>
          : size == 3 && padding == 1 ? planes_of<T, 2, 3, 1>
                                      : planes_of<T, 2, 0, 0>;
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
