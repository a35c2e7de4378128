#include "ops/layout.h"

#include <algorithm>
#include <utility>

namespace nt {
namespace {

using Tensors = std::initializer_list<const Tensor*>;

// The dimensions of images and volumes from the fastest on where channels are last.
constexpr int kChannelsLast[] = {1, 3, 2, 0};
constexpr int kChannelsLast3d[] = {1, 4, 3, 2, 0};

Dims strides_in_order(const Dims& sizes, const int* order) {
  Dims strides = sizes;
  int64_t step = 1;
  for (int i = 0; i < sizes.size(); ++i) {
    strides[order[i]] = step;
    step *= sizes[order[i]];
  }
  return strides;
}

bool is_in_order(const Tensor& t, const int* order) {
  int64_t step = 1;
  for (int i = 0; i < t.dim(); ++i) {
    const int d = order[i];
    if (t.size(d) == 1) continue;
    if (t.stride(d) != step) return false;
    step *= t.size(d);
  }
  return true;
}

// Elementwise ops ask only of images.
bool is_channels_last(const Tensor& t) { return t.dim() == 4 && is_in_order(t, kChannelsLast); }

// What PyTorch takes from strides alone, holes or not; where sizes of 1 leave it open, channels are not last.
bool looks_in_order(const Tensor& t, const int* order) {
  int64_t least = 0;
  if (t.stride(1) == 0) return false;
  for (int i = 0; i < t.dim(); ++i) {
    const int d = order[i];
    if (t.size(d) == 0 || t.stride(d) < least) return false;
    if (d == 0 && least == t.stride(1)) return false;
    least = t.stride(d) * t.size(d);
  }
  return true;
}

bool looks_channels_last(const Tensor& t) {
  return t.dim() == 4 ? looks_in_order(t, kChannelsLast) : t.dim() == 5 && looks_in_order(t, kChannelsLast3d);
}

Tensor allocated(const Dims& sizes, const Dims& strides, Dtype dtype, Device device) {
  return Tensor::over(Storage::allocate(numel_of(sizes) * size_of(dtype), device), sizes, strides, 0, dtype);
}

template <class F>
bool all_of(Tensors inputs, F&& f) {
  return std::all_of(inputs.begin(), inputs.end(), [&](const Tensor* input) { return f(*input); });
}

// The stride of an operand along dimension d of the result; 0 where it is broadcast.
int64_t stride_along(const Tensor& t, const Dims& sizes, int d) {
  const int own = d - (sizes.size() - t.dim());
  return own < 0 || (t.size(own) == 1 && sizes[d] != 1) ? 0 : t.stride(own);
}

// Whether dimension `slow` should be the faster one (1), should not (-1), or nobody cares (0): the first operand decides
// that is broadcast along neither, and among its equal strides the sizes do.
int should_swap(const Dims& sizes, Tensors inputs, int fast, int slow) {
  for (const Tensor* input : inputs) {
    const int64_t a = stride_along(*input, sizes, fast), b = stride_along(*input, sizes, slow);
    if (a == 0 || b == 0) continue;
    if (a != b) return a < b ? -1 : 1;
    if (sizes[fast] > sizes[slow]) return 1;
  }
  return 0;
}

// Dimensions from the fastest on: the last first, but where operands lie otherwise.
Dims strides_by_operands(const Dims& sizes, Tensors inputs) {
  const int rank = sizes.size();
  int order[kMaxDims];
  for (int i = 0; i < rank; ++i) order[i] = rank - 1 - i;
  for (int i = 1; i < rank; ++i) {
    for (int at = i, before = i - 1; before >= 0; --before) {
      const int swap = should_swap(sizes, inputs, order[before], order[at]);
      if (swap < 0) break;
      if (swap > 0) std::swap(order[before], order[std::exchange(at, before)]);
    }
  }
  bool row_major = true;
  for (int i = 0; i < rank; ++i) row_major = row_major && order[i] == rank - 1 - i;
  return row_major ? contiguous_strides(sizes) : strides_in_order(sizes, order);
}

}  // namespace

Dims elementwise_strides(const Dims& sizes, Tensors inputs) {
  const bool same_sizes = all_of(inputs, [&](const Tensor& t) { return t.sizes() == sizes; });
  if (!same_sizes) return strides_by_operands(sizes, inputs);
  if (all_of(inputs, [](const Tensor& t) { return t.is_contiguous(); })) return contiguous_strides(sizes);
  if (all_of(inputs, is_channels_last)) return strides_in_order(sizes, kChannelsLast);
  const Dims& first = (*inputs.begin())->strides();
  const bool one_layout = all_of(inputs, [&](const Tensor& t) { return t.strides() == first && is_dense(t); });
  return one_layout ? first : strides_by_operands(sizes, inputs);
}

Tensor elementwise_result(const Dims& sizes, Dtype dtype, Device device, Tensors inputs) {
  if (numel_of(sizes) == 0) return Tensor::empty(sizes, dtype, device);
  return allocated(sizes, elementwise_strides(sizes, inputs), dtype, device);
}

bool is_dense(const Tensor& t) {
  if (t.is_contiguous()) return true;
  int order[kMaxDims], count = 0;
  for (int d = 0; d < t.dim(); ++d) {
    if (t.size(d) > 1) order[count++] = d;
  }
  std::sort(order, order + count, [&](int a, int b) { return t.stride(a) < t.stride(b); });
  int64_t step = 1;
  for (int i = 0; i < count; ++i) {
    if (t.stride(order[i]) != step) return false;
    step *= t.size(order[i]);
  }
  return true;
}

Tensor copy_result(const Tensor& t, Dtype dtype, Device device) {
  return allocated(t.sizes(), is_dense(t) ? t.strides() : strides_by_operands(t.sizes(), {&t}), dtype, device);
}

Tensor joined_result(const Dims& sizes, Dtype dtype, Device device, const std::vector<Tensor>& tensors) {
  for (const Tensor& t : tensors) {
    if (t.dim() != sizes.size() || !looks_channels_last(t)) return Tensor::empty(sizes, dtype, device);
  }
  return allocated(sizes, strides_in_order(sizes, sizes.size() == 4 ? kChannelsLast : kChannelsLast3d), dtype, device);
}

}  // namespace nt
