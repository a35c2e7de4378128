#include "ops/linalg_parts.h"

#include <climits>
#include <cmath>

namespace nt::linalg {
namespace {

// Whether the matrices of t lie in columns, one behind the other.
bool lies_in_columns(const Tensor& t) {
  int64_t step = rows(t) * columns(t);
  if (columns(t) > 1 && t.stride(t.dim() - 1) != rows(t)) return false;
  if (rows(t) > 1 && t.stride(t.dim() - 2) != 1) return false;
  for (int d = t.dim() - 3; d >= 0; --d) {
    if (t.size(d) > 1 && t.stride(d) != step) return false;
    step *= t.size(d);
  }
  return true;
}

// Whether column - row >= k (above), or <= k.
Tensor band(const Tensor& x, bool above, int64_t k) {
  const Tensor row = unsqueeze(arange(0, rows(x), 1, Dtype::int64, x.device()), 1);
  const Tensor column = arange(0, columns(x), 1, Dtype::int64, x.device());
  const Tensor distance = column - row;
  return above ? distance >= Scalar(k) : distance <= Scalar(k);
}

Tensor masked(const Tensor& x, const Tensor& mask) {
  return where(mask, x, scalar_tensor(is_floating(x.dtype()) ? Scalar(0.0) : Scalar(0)));
}

}  // namespace

void check_matrix(const char* op, const Tensor& a) {
  NT_CHECK(a.dim() >= 2, Code::shape, "[", op, "] ", a.sizes(), ": a matrix has at least 2 dimensions");
  NT_CHECK(a.dtype() == Dtype::float32 || a.dtype() == Dtype::float64, Code::dtype, "[", op, "] not defined for ",
           a.dtype(), ": float32 and float64 only");
  NT_CHECK(a.device().is_cpu(), Code::unsupported, "[", op, "] is not implemented on ", a.device());
  NT_CHECK(rows(a) <= INT_MAX && columns(a) <= INT_MAX, Code::argument, "[", op, "] ", a.sizes(),
           " is too large for LAPACK");
}

void check_square(const char* op, const Tensor& a) {
  check_matrix(op, a);
  NT_CHECK(rows(a) == columns(a), Code::shape, "[", op, "] ", a.sizes(), ": the matrices must be square");
}

void check_same(const char* op, const Tensor& a, const Tensor& b) {
  NT_CHECK(a.dtype() == b.dtype(), Code::dtype, "[", op, "] operands are ", a.dtype(), " and ", b.dtype());
  NT_CHECK(a.device() == b.device(), Code::device, "[", op, "] operands are on ", a.device(), " and ", b.device());
}

void check_pivots(const char* op, const Tensor& pivots, const Dims& sizes) {
  NT_CHECK(pivots.dtype() == Dtype::int32, Code::dtype, "[", op, "] pivots are ", pivots.dtype(), ", not int32");
  NT_CHECK(pivots.device().is_cpu(), Code::unsupported, "[", op, "] is not implemented on ", pivots.device());
  NT_CHECK(pivots.sizes() == sizes, Code::shape, "[", op, "] pivots have sizes ", pivots.sizes(), ", not ", sizes);
}

Tensor empty_columns(const Dims& batch, int64_t m, int64_t n, Dtype dtype) {
  const Tensor memory = Tensor::empty(with(batch, n, m), dtype);
  Dims strides = memory.strides();
  std::swap(strides[strides.size() - 1], strides[strides.size() - 2]);
  return Tensor::over(memory.storage_ref(), with(batch, m, n), strides, 0, dtype);
}

Tensor copy_columns(const Tensor& t) {
  GradMode off(false);
  Tensor copy = empty_columns(batch_of(t), rows(t), columns(t), t.dtype());
  if (t.numel() > 0) copy_(copy, detach(t));
  return copy;
}

Tensor columns_of(const Tensor& t) { return lies_in_columns(t) ? t : copy_columns(t); }

Tensor plain(const Tensor& t) {
  GradMode off(false);
  return contiguous(detach(t));
}

Tensor lower_part(const Tensor& x, int64_t k) { return masked(x, band(x, false, k)); }
Tensor upper_part(const Tensor& x, int64_t k) { return masked(x, band(x, true, k)); }

Tensor identity_like(const Tensor& square) {
  return eye(columns(square), columns(square), square.dtype(), square.device());
}

Tensor diagonal_matrix(const Tensor& d) {
  return unsqueeze(d, -1) * eye(d.sizes().back(), d.sizes().back(), d.dtype(), d.device());
}

bool is_vector_side(const Tensor& a, const Tensor& b) {
  if (b.dim() == 1) return true;
  return a.dim() - 1 == b.dim() && batch_of(a, 1) == b.sizes();
}

void check_info(const char* op, const Tensor& info, const char* why) {
  const int32_t* values = info.data<int32_t>();
  for (int64_t i = 0; i < info.numel(); ++i) {
    if (values[i] == 0) continue;
    if (info.dim() == 0) fail(Code::linalg, "[", op, "] ", why, " (", values[i], ")");
    fail(Code::linalg, "[", op, "] matrix ", i, " of the batch: ", why, " (", values[i], ")");
  }
}

void check_finite(const char* op, const Tensor& a) {
  GradMode off(false);
  const Tensor finite = all(isfinite(detach(a)));
  NT_CHECK(a.numel() == 0 || *finite.data<bool>(), Code::linalg, "[", op,
           "] the algorithm cannot converge: the input holds NaN or infinity");
}

}  // namespace nt::linalg
