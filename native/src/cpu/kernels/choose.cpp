// Choosing elements by a condition, a mask or an index.
#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// Elements are moved, not looked at: their size is all that matters.
template <class T>
struct Choose {
  NT_INLINE T operator()(uint8_t condition, T a, T b) const {
    const T mask = static_cast<T>(-static_cast<T>(condition));
    return static_cast<T>((a & mask) | (b & ~mask));
  }
};

template <class T>
void where(const MapRun& run) {
  map_run<T, uint8_t, T, T>(run, Choose<T>{});
}

bool all_within(const int64_t* values, int64_t n, int64_t low, int64_t high) {
  constexpr int64_t kStretch = 512;
  for (int64_t start = 0; start < n; start += kStretch) {
    const int64_t stop = n - start < kStretch ? n : start + kStretch;
    uint64_t outside = 0;
    for (int64_t i = start; i < stop; ++i) outside |= (values[i] < low) | (values[i] >= high) ? 1u : 0u;
    if (outside) return false;
  }
  return true;
}

int64_t count_true(const bool* mask, int64_t n) {
  constexpr int64_t kStretch = 4096;
  const auto* bytes = reinterpret_cast<const uint8_t*>(mask);
  int64_t total = 0;
  for (int64_t start = 0; start < n; start += kStretch) {
    const int64_t stop = n - start < kStretch ? n : start + kStretch;
    uint32_t count = 0;
    for (int64_t i = start; i < stop; ++i) count += bytes[i];
    total += count;
  }
  return total;
}

// Without a branch for each element: all are written, and those that count move the place on.
template <class T>
void compress(void* out, const void* from, const bool* mask, int64_t count) {
  T* to = static_cast<T*>(out);
  const T* x = static_cast<const T*>(from);
  for (int64_t i = 0, k = 0; k < count; ++i) {
    to[k] = x[i];
    k += mask[i];
  }
}

// Element by element: since their mitigation against sampled data, processors take longer for gathers of a vector.
template <class T>
__attribute__((noinline, optimize("no-tree-vectorize"))) void pick(T* out, const T* from, const int64_t* index,
                                                                   int64_t n, int64_t step, int64_t along) {
  if (step == 1 && along == 0) {
#pragma GCC unroll 8
    for (int64_t i = 0; i < n; ++i) out[i] = from[index[i]];
  } else {
#pragma GCC unroll 4
    for (int64_t i = 0; i < n; ++i) out[i] = from[index[i] * step + i * along];
  }
}

// A stretch of indices is checked, then read again from the first cache: they are most of the bytes.
template <class T>
bool gather(void* out, const void* from, const int64_t* index, int64_t n, int64_t size, int64_t step, int64_t along) {
  constexpr int64_t kStretch = 512;
  T* to = static_cast<T*>(out);
  const T* x = static_cast<const T*>(from);
  for (int64_t start = 0; start < n; start += kStretch) {
    const int64_t stop = n - start < kStretch ? n : start + kStretch;
    if (!all_within(index + start, stop - start, 0, size)) return false;
    pick(to + start, x + start * along, index + start, stop - start, step, along);
  }
  return true;
}

template <class T>
void add(Kernels& table, int size) {
  table.choose[size] = {where<T>, compress<T>, gather<T>};
}

}  // namespace

void fill_choose(Kernels& table) {
  add<uint8_t>(table, 0);
  add<uint16_t>(table, 1);
  add<uint32_t>(table, 2);
  add<uint64_t>(table, 3);
  table.all_within = all_within;
  table.count_true = count_true;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
