// 2-d max pooling through phase images (max_pool.h): splitting a plane into them costs a load, a shuffle and a store a
// vector; then each place of the windows is one pass of loads, compares and selects over all windows of the plane at once, so
// that short rows fill vectors too. An argmax is a byte: the backward compares it with each place's number.
// Rows may be written a vector too far, for the next row comes later.
#include "cpu/kernels/max_pool.h"

#include <limits>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

template <class T>
constexpr int64_t image_size(const PlanePool& pool) {
  return pool.rows * pool.pitch + kLanes<T>;
}

// Scratch: the images, then arrays over the windows of values, first places and found places. Before the first window there is room for
// the furthest place of a window, so that the backward can look back.
template <class T>
struct Areas {
  T* images;
  Lanes<T>* firsts;
  T* values;
  Lane<T>* places;

  Areas(const PlanePool& pool, void* scratch) {
    const uintptr_t aligned = (reinterpret_cast<uintptr_t>(scratch) + kVectorBytes - 1) & ~uintptr_t{kVectorBytes - 1};
    const int64_t image = (image_size<T>(pool) + kLanes<T> - 1) / kLanes<T> * kLanes<T>;
    const int64_t before = pool.rows * pool.pitch - pool.windows();
    images = reinterpret_cast<T*>(aligned);
    firsts = reinterpret_cast<Lanes<T>*>(images + pool.images() * image);
    values = images + (pool.images() + 1) * image + before;
    places = reinterpret_cast<Lane<T>*>(values + image);
  }
};

template <class T>
int64_t scratch_size(const PlanePool& pool) {
  return (pool.images() + 5) * (image_size<T>(pool) + kLanes<T>);
}

// Where place (ky, kx) of the first window stands.
template <class T>
T* place_of(const PlanePool& pool, T* images, int64_t ky, int64_t kx) {
  const int64_t y = ky * pool.dilation[0], x = kx * pool.dilation[1];
  const int64_t image = y % pool.stride[0] * pool.stride[1] + x % pool.stride[1];
  return images + image * image_size<std::remove_const_t<T>>(pool) + y / pool.stride[0] * pool.pitch + x / pool.stride[1];
}

template <class T>
void places_of(const PlanePool& pool, T* images, T** places) {
  for (int64_t ky = 0; ky < pool.kernel[0]; ++ky) {
    for (int64_t kx = 0; kx < pool.kernel[1]; ++kx) *places++ = place_of(pool, images, ky, kx);
  }
}

// Lanes 0, 2, ... of a, then of b.
template <class T>
NT_INLINE Vector<T> even_lanes(const Vector<T>& a, const Vector<T>& b) {
  Lanes<T> mask;
  for (int i = 0; i < kLanes<T>; ++i) mask[i] = 2 * i;
  return __builtin_shuffle(a, b, mask);
}

// a and b lane by lane: their first halves, or their second.
template <class T>
NT_INLINE Vector<T> zip(const Vector<T>& a, const Vector<T>& b, bool second) {
  Lanes<T> mask;
  const int start = second ? kLanes<T> / 2 : 0;
  for (int i = 0; i < kLanes<T>; ++i) mask[i] = start + i / 2 + (i % 2) * kLanes<T>;
  return __builtin_shuffle(a, b, mask);
}

// to[i] = from[i * stride] for n elements; what lies before `end` may be read, and a vector too much be written.
template <class T>
NT_INLINE void take(T* to, const T* from, int64_t n, int64_t stride, const T* end) {
  int64_t i = 0;
  if (stride == 1) {
    for (; i < n && end - (from + i) >= kLanes<T>; i += kLanes<T>) store(to + i, load(from + i));
  } else if (stride == 2) {
    for (; i < n && end - (from + 2 * i) >= 2 * kLanes<T>; i += kLanes<T>) {
      store(to + i, even_lanes<T>(load(from + 2 * i), load(from + 2 * i + kLanes<T>)));
    }
  }
  for (; i < n; ++i) to[i] = from[i * stride];
}

// One phase image; what lies outside the plane is -inf.
template <class T>
void split_phase(const PlanePool& pool, const T* x, const T* end, int64_t py, int64_t px, T* to) {
  constexpr T kLow = -std::numeric_limits<T>::infinity();
  const int64_t step = pool.stride[1], shift = pool.padding[1] - px;
  const int64_t first = shift <= 0 ? 0 : std::min(ceil_div(shift, step), pool.pitch);
  const int64_t last = std::max(first, std::min(ceil_div(pool.in[1] + shift, step), pool.pitch));
  int64_t y = py - pool.padding[0];
  for (int64_t r = 0; r < pool.rows; ++r, y += pool.stride[0], to += pool.pitch) {
    if (y < 0 || y >= pool.in[0]) {
      for (int64_t i = 0; i < pool.pitch; ++i) to[i] = kLow;
      continue;
    }
    for (int64_t i = 0; i < first; ++i) to[i] = kLow;
    take(to + first, x + y * pool.in[1] + first * step - shift, last - first, step, end);
    for (int64_t i = last; i < pool.pitch; ++i) to[i] = kLow;
  }
}

template <class T>
void split(const PlanePool& pool, const T* x, const T* end, T* images) {
  const int64_t used_y = std::min(pool.stride[0], pool.dilation[0] * (pool.kernel[0] - 1) + 1);
  const int64_t used_x = std::min(pool.stride[1], pool.dilation[1] * (pool.kernel[1] - 1) + 1);
  for (int64_t py = 0; py < used_y; ++py) {
    for (int64_t px = 0; px < used_x; ++px) {
      split_phase(pool, x, end, py, px, images + (py * pool.stride[1] + px) * image_size<T>(pool));
    }
  }
}

// The place that each window begins with: it is the maximum's where all are -inf.
template <class T>
void first_places(const PlanePool& pool, Lanes<T>* firsts) {
  for (int64_t i = 0; i < pool.windows(); ++i) {
    const int64_t y = i / pool.pitch * pool.stride[0], x = i % pool.pitch * pool.stride[1];
    const int64_t place = std::max<int64_t>(0, pool.padding[0] - y) * pool.kernel[1] + std::max<int64_t>(0, pool.padding[1] - x);
    firsts[i / kLanes<T>][i % kLanes<T>] = static_cast<Lane<T>>(place);
  }
}

// NaN wins, then the first of equals.
template <class T, bool kPlaces>
__attribute__((noinline)) void maxima(const PlanePool& pool, T* const* places, const Areas<T>& areas) {
  const int64_t windows = pool.windows(), count = pool.places();
  for (int64_t i = 0; i < windows; i += kLanes<T>) {
    Vector<T> best = splat(-std::numeric_limits<T>::infinity());
    Lanes<T> found = {}, number = {};
    if (kPlaces) found = areas.firsts[i / kLanes<T>];
    for (int64_t p = 0; p < count; ++p) {
      const Vector<T> v = load(places[p] + i);
      const Lanes<T> wins = (v > best) | (v != v);
      best = wins ? v : best;
      if (kPlaces) {
        found = wins ? number : found;
        number += 1;
      }
    }
    store(areas.values + i, best);
    if (kPlaces) store(areas.places + i, found);
  }
}

template <class T>
void forward(const PlanePool& pool, const void* input, int64_t planes, int64_t readable, void* output, uint8_t* places,
             void* scratch) {
  const Areas<T> areas(pool, scratch);
  T* place[kMaxPlaces];
  places_of(pool, areas.images, place);
  if (places) first_places<T>(pool, areas.firsts);
  const T* x = static_cast<const T*>(input);
  const T* end = x + readable;
  T* y = static_cast<T*>(output);
  const size_t columns = static_cast<size_t>(pool.out[1]);
  for (int64_t p = 0; p < planes; ++p, x += pool.in[0] * pool.in[1]) {
    split(pool, x, end, areas.images);
    places ? maxima<T, true>(pool, place, areas) : maxima<T, false>(pool, place, areas);
    for (int64_t r = 0; r < pool.out[0]; ++r, y += columns) {
      std::memcpy(y, areas.values + r * pool.pitch, columns * sizeof(T));
      if (!places) continue;
      const Lane<T>* found = areas.places + r * pool.pitch;
      for (size_t c = 0; c < columns; ++c) *places++ = static_cast<uint8_t>(found[c]);
    }
  }
}

// The places of windows that stand in one image, last place first: so overlapping windows add up in their order, as a loop over
// windows would do it.
template <class T>
struct ImagePlaces {
  int64_t count = 0;
  Lanes<T> number[kMaxPlaces];
  int64_t offset[kMaxPlaces];

  void add(int64_t place, int64_t at) {
    number[count] = Lanes<T>{} + static_cast<Lane<T>>(place);
    offset[count++] = at;
  }
};

// image[i] = the sum of values[i - offset] over the places whose number places[i - offset] is.
template <class T>
__attribute__((noinline)) void gather(const PlanePool& pool, const ImagePlaces<T>& places, const Areas<T>& areas, T* image) {
  const int64_t n = pool.rows * pool.pitch;
  for (int64_t i = 0; i < n; i += kLanes<T>) {
    Vector<T> sum = {};
    for (int64_t p = 0; p < places.count; ++p) {
      const int64_t at = i - places.offset[p];
      sum += load_lanes<T>(areas.places + at) == places.number[p] ? load(areas.values + at) : Vector<T>{};
    }
    store(image + i, sum);
  }
}

// One row of the plane from row r of images (py, 0), (py, 1), ...; columns that no window reaches get 0. kStep is the stride, 0
// where it is another, for a division costs as much as a vector.
template <class T, int kStep>
NT_INLINE void join_row(const PlanePool& pool, const T* row, T* to, const T* end) {
  const int64_t step = kStep ? kStep : pool.stride[1], shift = pool.padding[1], size = image_size<T>(pool);
  const int64_t reached = std::min(pool.in[1], step * pool.pitch - shift);
  int64_t i = 0;
  if (kStep == 1) {
    for (; i < reached && end - (to + i) >= kLanes<T>; i += kLanes<T>) store(to + i, load(row + shift + i));
  } else if (kStep == 2) {
    if (shift % 2 == 1) to[i++] = row[size + shift / 2];
    for (; i < reached && end - (to + i) >= 2 * kLanes<T>; i += 2 * kLanes<T>) {
      const Vector<T> even = load(row + (i + shift) / 2), odd = load(row + size + (i + shift) / 2);
      store(to + i, zip<T>(even, odd, false));
      store(to + i + kLanes<T>, zip<T>(even, odd, true));
    }
  }
  for (; i < reached; ++i) to[i] = row[(i + shift) % step * size + (i + shift) / step];
  for (i = std::max<int64_t>(reached, 0); i < pool.in[1]; ++i) to[i] = 0;
}

template <class T, int kStep>
void join(const PlanePool& pool, const T* images, T* x) {
  const T* end = x + pool.in[0] * pool.in[1];
  int64_t r = pool.padding[0] / pool.stride[0], phase = pool.padding[0] % pool.stride[0];
  for (int64_t y = 0; y < pool.in[0]; ++y, x += pool.in[1]) {
    if (r < pool.rows) {
      join_row<T, kStep>(pool, images + phase * pool.stride[1] * image_size<T>(pool) + r * pool.pitch, x, end);
    } else {
      std::memset(x, 0, static_cast<size_t>(pool.in[1]) * sizeof(T));
    }
    if (++phase == pool.stride[0]) {
      phase = 0;
      ++r;
    }
  }
}

template <class T>
void backward(const PlanePool& pool, const void* grad_output, const uint8_t* places, int64_t planes, void* grad_input,
              void* scratch) {
  const Areas<T> areas(pool, scratch);
  std::memset(scratch, 0, static_cast<size_t>(scratch_size<T>(pool)) * sizeof(T));  // what is never written adds nothing
  const auto join_one = pool.stride[1] == 1 ? join<T, 1> : pool.stride[1] == 2 ? join<T, 2> : join<T, 0>;
  T* place[kMaxPlaces];
  places_of(pool, areas.images, place);
  const T* y = static_cast<const T*>(grad_output);
  T* x = static_cast<T*>(grad_input);
  const size_t columns = static_cast<size_t>(pool.out[1]);
  for (int64_t p = 0; p < planes; ++p, x += pool.in[0] * pool.in[1]) {
    for (int64_t r = 0; r < pool.out[0]; ++r, y += columns, places += columns) {
      std::memcpy(areas.values + r * pool.pitch, y, columns * sizeof(T));
      for (size_t c = 0; c < columns; ++c) areas.places[r * pool.pitch + static_cast<int64_t>(c)] = places[c];
    }
    for (int64_t i = 0; i < pool.images(); ++i) {
      T* image = areas.images + i * image_size<T>(pool);
      ImagePlaces<T> here;
      for (int64_t k = pool.places() - 1; k >= 0; --k) {
        if (place[k] >= image && place[k] < image + image_size<T>(pool)) here.add(k, place[k] - image);
      }
      if (here.count > 0) gather(pool, here, areas, image);
    }
    join_one(pool, areas.images, x);
  }
}

template <class T>
constexpr MaxPoolLoops kLoops = {scratch_size<T>, forward<T>, backward<T>};

}  // namespace

void fill_max_pool(Kernels& table) {
  table.max_pool[static_cast<int>(Dtype::float32)] = kLoops<float>;
  table.max_pool[static_cast<int>(Dtype::float64)] = kLoops<double>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
