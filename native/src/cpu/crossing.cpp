#include "cpu/crossing.h"

namespace nt::cpu {
namespace {

// Sizes below which a transposed dimension is not worth tiles, and the tiles of a copy.
constexpr int64_t kCrossing = 4, kBand = 64, kBandWidth = 256;

// Whether operand k is broadcast: laid out whole it would be larger than it is.
bool is_repeated(const Iter& it, int k) {
  return std::any_of(it.operand[k].strides, it.operand[k].strides + it.ndim,
                     [](int64_t stride) { return stride == 0; });
}

}  // namespace

int crossing_dim(const Iter& it, int k) {
  const int64_t item = size_of(it.operand[k].dtype);
  if (it.ndim < 2 || it.operand[0].strides[0] != size_of(it.operand[0].dtype) || it.shape[0] < kCrossing) return 0;
  if (it.operand[k].strides[0] == item || it.operand[k].strides[0] == 0) return 0;
  for (int d = 1; d < it.ndim; ++d) {
    if (it.operand[k].strides[d] == item && it.shape[d] >= kCrossing) return d;
  }
  return 0;
}

void copy_crossing(const Iter& it, int cross) {
  const int64_t item = size_of(it.operand[0].dtype);
  const TransposeLoop loop = kernels().transpose[size_class(item)];
  const int64_t out_step = it.operand[0].strides[cross] / item, in_step = it.operand[1].strides[0] / item;
  for_each_tile(it, cross, kBand, kBandWidth, [&] {
    return
        [&](char* const* at, int64_t rows, int64_t columns) { loop(at[0], out_step, at[1], in_step, rows, columns); };
  });
}

Laid::Laid(Iter& it) {
  bool changed = false;
  for (int k = 1; k < it.count; ++k) {
    const int cross = crossing_dim(it, k);
    if (cross == 0 || cross == cross_) continue;
    if (cross_ == 0) {
      cross_ = cross;
    } else if (!is_repeated(it, k)) {
      lay(it, k, cross);
      changed = true;
    }
  }
  if (!changed) return;
  it.simplify();
  cross_ = 0;
  for (int k = 1; k < it.count && cross_ == 0; ++k) cross_ = crossing_dim(it, k);
}

void Laid::lay(Iter& it, int k, int cross) {
  Operand dense = it.operand[k];
  blocks_[k].grow(it.numel * size_of(dense.dtype));
  dense.data = blocks_[k].data();
  int64_t step = size_of(dense.dtype);
  for (int d = 0; d < it.ndim; step *= it.shape[d++]) dense.strides[d] = step;
  Iter copying = it;
  copying.count = 2;
  copying.operand[1] = it.operand[k];
  copying.operand[0] = it.operand[k] = dense;
  copy_crossing(copying, cross);
}

}  // namespace nt::cpu
