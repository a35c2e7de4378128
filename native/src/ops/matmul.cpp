// Matrix products. Everything becomes one batched product of matrices with free strides, so that transposes cost nothing.
#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/record.h"

namespace nt {
namespace {

// Elements of one operand above which a call of its own costs less than a copy.
constexpr int64_t kWorthACall = 4096;

void check_operands(const char* op, const Tensor& a, const Tensor& b) {
  NT_CHECK(a.dtype() == b.dtype(), Code::dtype, "[", op, "] operands are ", a.dtype(), " and ", b.dtype());
  NT_CHECK(a.device() == b.device(), Code::device, "[", op, "] operands are on ", a.device(), " and ", b.device());
  NT_CHECK(!is_bool(a.dtype()), Code::dtype, "[", op, "] not defined for bool");
}

// c = a b for matrices or for batches of one or two same sizes; c is dense.
void multiply_into(const Tensor& c, const Tensor& a, const Tensor& b) {
  const int r = a.dim() - 2;  // the row dimension
  const int64_t item = size_of(a.dtype());
  MatmulArgs args{};
  args.dtype = a.dtype();
  args.batch = r == 0 ? 1 : a.size(r - 1);
  args.m = a.size(r);
  args.n = b.size(r + 1);
  args.k = a.size(r + 1);
  args.a_batch = r == 0 ? 0 : a.stride(r - 1);
  args.a_row = a.stride(r);
  args.a_col = a.stride(r + 1);
  args.b_batch = r == 0 ? 0 : b.stride(r - 1);
  args.b_row = b.stride(r);
  args.b_col = b.stride(r + 1);
  args.c_batch = args.m * args.n;
  args.c_row = args.n;
  args.device_index = a.device().index;
  const int64_t outer = r < 2 ? 1 : a.size(0), a_step = r < 2 ? 0 : a.stride(0), b_step = r < 2 ? 0 : b.stride(0);
  for (int64_t i = 0; i < outer; ++i) {
    args.a = static_cast<const char*>(a.raw()) + i * a_step * item;
    args.b = static_cast<const char*>(b.raw()) + i * b_step * item;
    args.c = static_cast<char*>(c.raw()) + i * args.batch * args.c_batch * item;
    backend(a.device()).matmul(args);
  }
}

// a (m, k) x b (k, n), or batches of these with the same one or two batch sizes; dense result, no graph.
Tensor multiply(const Tensor& a, const Tensor& b) {
  // The CPU computes 16-bit floats in float32.
  const Dtype compute = a.device().is_cpu() ? compute_dtype(a.dtype()) : a.dtype();
  if (compute != a.dtype()) {
    GradMode off(false);
    return to(multiply(to(a, compute), to(b, compute)), a.dtype());
  }
  const int r = a.dim() - 2;
  Dims sizes = a.sizes();
  sizes[r + 1] = b.size(r + 1);
  Tensor c = Tensor::empty(sizes, a.dtype(), a.device());
  if (c.numel() == 0) return c;
  if (a.size(r + 1) == 0) return fill_(c, 0);
  multiply_into(c, a, b);
  return c;
}

// multiply with its gradient: da = g b^T, db = a^T g.
Tensor mm(const Tensor& a, const Tensor& b) {
  Tensor out = multiply(a, b);
  record(a.dim() == 2 ? "MmBackward0" : "BmmBackward0", out, {&a, &b}, {&a, &b}, [](Backward& back) {
    if (back.needs(0)) back[0] = mm(back.grad(), transpose(back.saved(1), -2, -1));
    if (back.needs(1)) back[1] = mm(transpose(back.saved(0), -2, -1), back.grad());
  });
  return out;
}

Dims batch_sizes(const Tensor& t) { return Dims(t.sizes().data(), t.dim() - 2); }

// Whether both batch dimensions are one, an even stride apart.
bool is_even(const Tensor& t) { return t.size(0) == 1 || t.size(1) == 1 || t.stride(0) == t.size(1) * t.stride(1); }

// Heads of attention lie side by side in rows: products of two batch dimensions take them where they lie, on the CPU.
bool takes_two_batches(const Tensor& a, const Tensor& b) {
  return a.device().is_cpu() && a.dim() == 4 && a.dtype() == compute_dtype(a.dtype()) && !(is_even(a) && is_even(b)) &&
         a.size(1) * a.size(2) * a.size(3) >= kWorthACall && b.size(1) * b.size(2) * b.size(3) >= kWorthACall;
}

// A batch of matrices with at most one batch dimension that is not an even stride away.
Tensor even_batch(const Tensor& t) {
  return t.dim() <= 3 ? t : reshape(t, {numel_of(batch_sizes(t)), t.size(t.dim() - 2), t.size(t.dim() - 1)});
}

Dims with_matrix(Dims batch, int64_t rows, int64_t columns) {
  batch.push_back(rows);
  batch.push_back(columns);
  return batch;
}

}  // namespace

Tensor matmul(const Tensor& self, const Tensor& other) {
  NT_CHECK(self.dim() > 0 && other.dim() > 0, Code::shape, "[matmul] ", self.sizes(), " x ", other.sizes(),
           ": both operands need a dimension");
  check_operands("matmul", self, other);
  const int64_t inner_a = self.sizes().back(), inner_b = other.dim() == 1 ? other.size(0) : other.size(other.dim() - 2);
  NT_CHECK(inner_a == inner_b, Code::shape, "[matmul] ", self.sizes(), " x ", other.sizes(), ": inner sizes ", inner_a,
           " and ", inner_b, " differ");
  // Vectors become matrices of one row or column, which goes away again.
  if (self.dim() == 1 && other.dim() == 1) return reshape(mm(unsqueeze(self, 0), unsqueeze(other, 1)), {});
  if (self.dim() == 1) return squeeze(matmul(unsqueeze(self, 0), other), {-2});
  if (other.dim() == 1) return squeeze(matmul(self, unsqueeze(other, 1)), {-1});
  if (self.dim() == 2 && other.dim() == 2) return mm(self, other);
  const int64_t m = self.size(self.dim() - 2), n = other.sizes().back();
  if (other.dim() == 2) {
    // One matrix for the whole batch: the batch is more rows.
    const Tensor rows = mm(reshape(self, {numel_of(batch_sizes(self)) * m, inner_a}), other);
    return reshape(rows, with_matrix(batch_sizes(self), m, n));
  }
  const Dims batch = broadcast("matmul", batch_sizes(self), batch_sizes(other));
  Tensor a = expand(self, with_matrix(batch, m, inner_a)), b = expand(other, with_matrix(batch, inner_a, n));
  if (takes_two_batches(a, b)) return mm(a, b);
  a = even_batch(a);
  b = even_batch(b);
  return reshape(mm(a, b), with_matrix(batch, m, n));
}

Tensor linear(const Tensor& self, const Tensor& weight, const Tensor& bias) {
  NT_CHECK(weight.dim() == 2 && self.dim() > 0, Code::shape, "[linear] input ", self.sizes(), ", weight ",
           weight.sizes(), ": the input needs a dimension and the weight two");
  check_operands("linear", self, weight);
  const int64_t in = weight.size(1), out_features = weight.size(0);
  NT_CHECK(self.sizes().back() == in, Code::shape, "[linear] ", self.sizes(), " x ", weight.sizes(), "^T: input size ",
           self.sizes().back(), " and weight's ", in, " differ");
  if (bias.defined()) {
    NT_CHECK(bias.dim() == 1 && bias.size(0) == out_features, Code::shape, "[linear] bias ", bias.sizes(),
             " does not fit weight ", weight.sizes());
    NT_CHECK(bias.dtype() == self.dtype(), Code::dtype, "[linear] bias is ", bias.dtype(), ", input ", self.dtype());
  }
  const Tensor rows = self.dim() == 2 ? self : reshape(self, {in == 0 ? 0 : self.numel() / in, in});
  Tensor out;
  {
    GradMode off(false);
    out = multiply(rows, transpose(weight, 0, 1));
    if (bias.defined()) add(out, bias, 1, &out);
  }
  // dx = g W; dW = g^T x; db is g itself, which the engine sums to bias's sizes.
  record("AddmmBackward0", out, {&rows, &weight, &bias}, {&rows, &weight}, [](Backward& b) {
    if (b.needs(0)) b[0] = mm(b.grad(), b.saved(1));
    if (b.needs(1)) b[1] = mm(transpose(b.grad(), 0, 1), b.saved(0));
    if (b.needs(2)) b[2] = b.grad();
  });
  if (self.dim() == 2) return out;
  Dims sizes = self.sizes();
  sizes[sizes.size() - 1] = out_features;
  return reshape(out, sizes);
}

}  // namespace nt
