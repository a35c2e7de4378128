// Copies between layouts whose fastest dimensions differ, through tiles in shared memory, so that reads and writes are both
// coalesced. Bound by memory: each element is read once and written once.
#include "cuda/transpose.h"

namespace nt::cuda {
namespace {

constexpr int kTile = 32;
constexpr int kRows = 8;

// Steps in elements. The output is dense along `across`, the input along `down`.
struct Transpose {
  int64_t across, down;         // sizes
  int64_t out_down, in_across;  // steps of the output along `down`, of the input along `across`
  int64_t out_batch, in_batch;
  uint32_t tiles_down, tiles_across;
};

template <class T>
__global__ void __launch_bounds__(kTile* kRows) transpose(T* out, const T* in, Transpose t) {
  __shared__ T tile[kTile][kTile + 1];  // the pad keeps a column's elements in different banks
  uint32_t block = blockIdx.x;
  const int64_t down = int64_t{block % t.tiles_down} * kTile;
  block /= t.tiles_down;
  const int64_t across = int64_t{block % t.tiles_across} * kTile;
  const int64_t batch = block / t.tiles_across;
  out += batch * t.out_batch;
  in += batch * t.in_batch;
  for (int row = threadIdx.y; row < kTile; row += kRows) {
    if (across + row < t.across && down + threadIdx.x < t.down) {
      tile[row][threadIdx.x] = in[(across + row) * t.in_across + down + threadIdx.x];
    }
  }
  __syncthreads();
  for (int row = threadIdx.y; row < kTile; row += kRows) {
    if (down + row < t.down && across + threadIdx.x < t.across) {
      out[(down + row) * t.out_down + across + threadIdx.x] = tile[threadIdx.x][row];
    }
  }
}

template <class T>
bool launch(const Queue& queue, const Iter& it) {
  constexpr int64_t kItem = sizeof(T);
  const Operand &out = it.operand[0], &in = it.operand[1];
  for (int d = 0; d < it.ndim; ++d) {
    if (out.strides[d] % kItem != 0 || in.strides[d] % kItem != 0) return false;
  }
  Transpose t{};
  t.across = it.shape[0];
  t.down = it.shape[1];
  t.out_down = out.strides[1] / kItem;
  t.in_across = in.strides[0] / kItem;
  t.tiles_across = static_cast<uint32_t>(ceil_div(t.across, kTile));
  t.tiles_down = static_cast<uint32_t>(ceil_div(t.down, kTile));
  int64_t batch = 1;
  if (it.ndim == 3) {
    batch = it.shape[2];
    t.out_batch = out.strides[2] / kItem;
    t.in_batch = in.strides[2] / kItem;
  }
  queue.launch(transpose<T>, batch * t.tiles_across * t.tiles_down, dim3(kTile, kRows), reinterpret_cast<T*>(out.data),
               reinterpret_cast<const T*>(in.data), t);
  return true;
}

}  // namespace

bool try_transpose(const Queue& queue, const Iter& it) {
  const Operand &out = it.operand[0], &in = it.operand[1];
  const int64_t item = size_of(out.dtype);
  if (in.dtype != out.dtype || it.ndim < 2 || it.ndim > 3 || out.strides[0] != item || in.strides[1] != item)
    return false;
  if (it.shape[0] < kTile / 2 || it.shape[1] < kTile / 2) return false;
  switch (item) {
    case 1:
      return launch<uint8_t>(queue, it);
    case 2:
      return launch<uint16_t>(queue, it);
    case 4:
      return launch<uint32_t>(queue, it);
    default:
      return launch<uint64_t>(queue, it);
  }
}

}  // namespace nt::cuda
