// Transposing blocks of a matrix in vector registers. kSide rows of kSide elements (a cache line each, where registers are as
// long) are interleaved log2(kSide) times, which transposes them: every line is read once and written once.
#include <utility>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/vector.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// Small elements would want more registers than there are.
template <class T>
constexpr int64_t kSide = kLanes<T> < 16 ? kLanes<T> : 16;

template <class T>
struct Register {
  typedef T type __attribute__((vector_size(kSide<T> * sizeof(T)), aligned(alignof(T)), may_alias));
};
template <class T>
using Row = typename Register<T>::type;

// The elements of half a register beside those of another's.
template <class T, int kHalf, int... kPlace>
Row<T> interleaved(Row<T> a, Row<T> b, std::integer_sequence<int, kPlace...>) {
  return __builtin_shuffle(a, b, Row<T>{static_cast<T>(kHalf * kSide<T> / 2 + kPlace / 2 + kPlace % 2 * kSide<T>)...});
}

template <class T>
void square(T* out, int64_t out_step, const T* in, int64_t in_step) {
  constexpr std::make_integer_sequence<int, kSide<T>> places{};
  Row<T> a[kSide<T>], b[kSide<T>];
#pragma GCC unroll 16
  for (int64_t i = 0; i < kSide<T>; ++i) a[i] = *reinterpret_cast<const Row<T>*>(in + i * in_step);
#pragma GCC unroll 4
  for (int64_t round = kSide<T>; round > 1; round /= 2) {
#pragma GCC unroll 8
    for (int64_t i = 0; i < kSide<T> / 2; ++i) {
      b[2 * i] = interleaved<T, 0>(a[i], a[i + kSide<T> / 2], places);
      b[2 * i + 1] = interleaved<T, 1>(a[i], a[i + kSide<T> / 2], places);
    }
#pragma GCC unroll 16
    for (int64_t i = 0; i < kSide<T>; ++i) a[i] = b[i];
  }
#pragma GCC unroll 16
  for (int64_t i = 0; i < kSide<T>; ++i) *reinterpret_cast<Row<T>*>(out + i * out_step) = a[i];
}

template <class T>
void edge(T* out, int64_t out_step, const T* in, int64_t in_step, int64_t rows, int64_t columns) {
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < columns; ++j) out[i * out_step + j] = in[j * in_step + i];
  }
}

template <class T>
void transpose(void* to, int64_t out_step, const void* from, int64_t in_step, int64_t rows, int64_t columns) {
  T* out = static_cast<T*>(to);
  const T* in = static_cast<const T*>(from);
  const int64_t whole = columns / kSide<T> * kSide<T>;
  int64_t i = 0;
  for (; i + kSide<T> <= rows; i += kSide<T>) {
    for (int64_t j = 0; j < whole; j += kSide<T>)
      square(out + i * out_step + j, out_step, in + j * in_step + i, in_step);
    edge(out + i * out_step + whole, out_step, in + whole * in_step + i, in_step, kSide<T>, columns - whole);
  }
  edge(out + i * out_step, out_step, in + i, in_step, rows - i, columns);
}

}  // namespace

void fill_transpose(Kernels& table) {
  table.transpose[0] = transpose<uint8_t>;
  table.transpose[1] = transpose<uint16_t>;
  table.transpose[2] = transpose<uint32_t>;
  table.transpose[3] = transpose<uint64_t>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
