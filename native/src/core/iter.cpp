#include "core/iter.h"

#include <algorithm>

namespace nt {
namespace {

// Whether dimension a should come before (be faster than) b: the first operand, outputs first, whose strides differ
// decides; reductions therefore follow their input where the output is constant.
bool faster(const Iter& it, int a, int b) {
  for (int k = 0; k < it.count; ++k) {
    const int64_t sa = std::abs(it.operand[k].strides[a]);
    const int64_t sb = std::abs(it.operand[k].strides[b]);
    if (sa == 0 || sb == 0 || sa == sb) continue;
    return sa < sb;
  }
  return false;
}

void swap_dims(Iter& it, int a, int b) {
  std::swap(it.shape[a], it.shape[b]);
  std::swap(it.reduced[a], it.reduced[b]);
  for (int k = 0; k < it.count; ++k) std::swap(it.operand[k].strides[a], it.operand[k].strides[b]);
}

bool mergeable(const Iter& it, int inner, int outer) {
  if (it.reduced[inner] != it.reduced[outer]) return false;
  for (int k = 0; k < it.count; ++k) {
    if (it.operand[k].strides[inner] * it.shape[inner] != it.operand[k].strides[outer]) return false;
  }
  return true;
}

}  // namespace

void Iter::simplify() {
  int kept = 0;
  for (int d = 0; d < ndim; ++d) {
    if (shape[d] == 1) continue;
    if (d != kept) swap_dims(*this, d, kept);
    ++kept;
  }
  ndim = kept;
  for (int i = 1; i < ndim; ++i) {
    for (int j = i; j > 0 && faster(*this, j, j - 1); --j) swap_dims(*this, j, j - 1);
  }
  int last = 0;
  for (int d = 1; d < ndim; ++d) {
    if (mergeable(*this, last, d)) {
      shape[last] *= shape[d];
    } else if (++last != d) {
      swap_dims(*this, last, d);
    }
  }
  ndim = ndim == 0 ? 0 : last + 1;
}

bool Iter::fits_32bit() const {
  for (int k = 0; k < count; ++k) {
    int64_t extent = size_of(operand[k].dtype);
    for (int d = 0; d < ndim; ++d) extent += std::abs(operand[k].strides[d]) * (shape[d] - 1);
    if (extent > INT32_MAX) return false;
  }
  return numel <= INT32_MAX;
}

Iter Iter::part(int dim, int64_t start, int64_t length) const {
  Iter result = *this;
  result.numel = numel / shape[dim] * length;
  result.shape[dim] = length;
  for (int k = 0; k < count; ++k) result.operand[k].data += start * operand[k].strides[dim];
  return result;
}

}  // namespace nt
