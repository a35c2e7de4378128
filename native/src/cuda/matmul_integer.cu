// Matrix products of integers, which wrap, as on the CPU. Plain tiles in shared memory: 2 m n k operations over
// 2 m n k / 16 elements read, so bound by shared memory. Not a fast path: integers are indices and counts.
#include "cuda/kernels.h"
#include "cuda/queue.h"
#include "functors/integer.h"

namespace nt::cuda {
namespace {

constexpr int kTile = 16;

template <class T>
__global__ void __launch_bounds__(kTile* kTile) matmul(MatmulArgs args, uint32_t tiles_down, uint32_t tiles_across) {
  using Wide = fn::Wide<T>;
  __shared__ Wide a_tile[kTile][kTile + 1], b_tile[kTile][kTile + 1];
  uint32_t block = blockIdx.x;
  const int64_t col = int64_t{block % tiles_across} * kTile + threadIdx.x;
  block /= tiles_across;
  const int64_t row = int64_t{block % tiles_down} * kTile + threadIdx.y;
  const int64_t batch = block / tiles_down;
  const T* a = static_cast<const T*>(args.a) + batch * args.a_batch;
  const T* b = static_cast<const T*>(args.b) + batch * args.b_batch;
  Wide sum = 0;
  for (int64_t first = 0; first < args.k; first += kTile) {
    const int64_t a_col = first + threadIdx.x, b_row = first + threadIdx.y;
    const bool a_inside = row < args.m && a_col < args.k, b_inside = b_row < args.k && col < args.n;
    a_tile[threadIdx.y][threadIdx.x] = a_inside ? static_cast<Wide>(a[row * args.a_row + a_col * args.a_col]) : Wide(0);
    b_tile[threadIdx.y][threadIdx.x] = b_inside ? static_cast<Wide>(b[b_row * args.b_row + col * args.b_col]) : Wide(0);
    __syncthreads();
    for (int i = 0; i < kTile; ++i) sum += a_tile[threadIdx.y][i] * b_tile[i][threadIdx.x];
    __syncthreads();
  }
  if (row >= args.m || col >= args.n) return;
  T* c = static_cast<T*>(args.c) + batch * args.c_batch + row * args.c_row + col;
  *c = static_cast<T>(args.accumulate ? sum + static_cast<Wide>(*c) : sum);
}

template <class T>
void launch(const MatmulArgs& args) {
  const Queue queue("matmul", args.device_index);
  const int64_t down = ceil_div(args.m, kTile), across = ceil_div(args.n, kTile);
  queue.launch(matmul<T>, args.batch * down * across, dim3(kTile, kTile), args, static_cast<uint32_t>(down),
               static_cast<uint32_t>(across));
}

}  // namespace

void matmul_integer(const MatmulArgs& args) {
  switch (args.dtype) {
    case Dtype::uint8:
      return launch<uint8_t>(args);
    case Dtype::int8:
      return launch<int8_t>(args);
    case Dtype::int16:
      return launch<int16_t>(args);
    case Dtype::int32:
      return launch<int32_t>(args);
    case Dtype::int64:
      return launch<int64_t>(args);
    default:
      fail(Code::dtype, "[matmul] has no CUDA kernel for ", args.dtype);
  }
}

}  // namespace nt::cuda
