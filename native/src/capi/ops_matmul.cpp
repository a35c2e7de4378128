#include "capi/outputs.h"
#include "ops/linalg.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_matmul(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out) {
  return computed("matmul", self, output, out, [&](const Tensor& x) { return matmul(x, *In(other)); });
}

nt_status nt_linear(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, nt_tensor** out) {
  return boundary([&] { give(out, linear(*In(self), *In(weight), *In(bias, true))); });
}

nt_status nt_bilinear(const nt_tensor* self, const nt_tensor* input2, const nt_tensor* weight, const nt_tensor* bias,
                      nt_tensor** out) {
  return boundary([&] { give(out, bilinear(*In(self), *In(input2), *In(weight), *In(bias, true))); });
}

nt_status nt_mm(const nt_tensor* self, const nt_tensor* mat2, nt_tensor* output, nt_tensor** out) {
  return computed("mm", self, output, out, [&](const Tensor& x) { return mm(x, *In(mat2)); });
}

nt_status nt_bmm(const nt_tensor* self, const nt_tensor* mat2, nt_tensor* output, nt_tensor** out) {
  return computed("bmm", self, output, out, [&](const Tensor& x) { return bmm(x, *In(mat2)); });
}

nt_status nt_mv(const nt_tensor* self, const nt_tensor* vec, nt_tensor* output, nt_tensor** out) {
  return computed("mv", self, output, out, [&](const Tensor& x) { return mv(x, *In(vec)); });
}

nt_status nt_dot(const nt_tensor* self, const nt_tensor* tensor, nt_tensor* output, nt_tensor** out) {
  return computed("dot", self, output, out, [&](const Tensor& x) { return dot(x, *In(tensor)); });
}

nt_status nt_vdot(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out) {
  return computed("vdot", self, output, out, [&](const Tensor& x) { return dot(x, *In(other)); });
}

nt_status nt_outer(const nt_tensor* self, const nt_tensor* vec2, nt_tensor* output, nt_tensor** out) {
  return computed("outer", self, output, out, [&](const Tensor& x) { return outer(x, *In(vec2)); });
}

nt_status nt_inner(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out) {
  return computed("inner", self, output, out, [&](const Tensor& x) { return inner(x, *In(other)); });
}

nt_status nt_addmm(const nt_tensor* self, const nt_tensor* mat1, const nt_tensor* mat2, nt_scalar beta, nt_scalar alpha,
                   nt_tensor* into, nt_tensor** out) {
  return computed("addmm", self, into, out,
                  [&](const Tensor& x) { return addmm(x, *In(mat1), *In(mat2), scalar(beta), scalar(alpha)); });
}

nt_status nt_addmv(const nt_tensor* self, const nt_tensor* mat, const nt_tensor* vec, nt_scalar beta, nt_scalar alpha,
                   nt_tensor* into, nt_tensor** out) {
  return computed("addmv", self, into, out,
                  [&](const Tensor& x) { return addmv(x, *In(mat), *In(vec), scalar(beta), scalar(alpha)); });
}

nt_status nt_addr(const nt_tensor* self, const nt_tensor* vec1, const nt_tensor* vec2, nt_scalar beta, nt_scalar alpha,
                  nt_tensor* into, nt_tensor** out) {
  return computed("addr", self, into, out,
                  [&](const Tensor& x) { return addr(x, *In(vec1), *In(vec2), scalar(beta), scalar(alpha)); });
}

nt_status nt_addbmm(const nt_tensor* self, const nt_tensor* batch1, const nt_tensor* batch2, nt_scalar beta,
                    nt_scalar alpha, nt_tensor* into, nt_tensor** out) {
  return computed("addbmm", self, into, out,
                  [&](const Tensor& x) { return addbmm(x, *In(batch1), *In(batch2), scalar(beta), scalar(alpha)); });
}

nt_status nt_baddbmm(const nt_tensor* self, const nt_tensor* batch1, const nt_tensor* batch2, nt_scalar beta,
                     nt_scalar alpha, nt_tensor* into, nt_tensor** out) {
  return computed("baddbmm", self, into, out,
                  [&](const Tensor& x) { return baddbmm(x, *In(batch1), *In(batch2), scalar(beta), scalar(alpha)); });
}

nt_status nt_kron(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out) {
  return computed("kron", self, output, out, [&](const Tensor& x) { return kron(x, *In(other)); });
}

nt_status nt_trace(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, trace(*In(self))); });
}

nt_status nt_cross(const nt_tensor* self, const nt_tensor* other, const int64_t* dim, nt_tensor* output,
                   nt_tensor** out) {
  return computed("cross", self, output, out, [&](const Tensor& x) { return cross(x, *In(other), dim); });
}

nt_status nt_linalg_cross(const nt_tensor* self, const nt_tensor* other, int64_t dim, nt_tensor* output,
                          nt_tensor** out) {
  return computed("linalg.cross", self, output, out, [&](const Tensor& x) { return linalg_cross(x, *In(other), dim); });
}

nt_status nt_tensordot(const nt_tensor* self, const nt_tensor* other, const int64_t* dims_self, int32_t dims_self_count,
                       const int64_t* dims_other, int32_t dims_other_count, nt_tensor* output, nt_tensor** out) {
  return computed("tensordot", self, output, out, [&](const Tensor& x) {
    return tensordot(x, *In(other), dims(dims_self, dims_self_count), dims(dims_other, dims_other_count));
  });
}

nt_status nt_einsum(const char* equation, nt_tensor* const* operands, int32_t operands_count, nt_tensor** out) {
  return boundary([&] {
    check_pointer(equation, "equation");
    give(out, einsum(equation, list(operands, operands_count)));
  });
}

nt_status nt_matrix_power(const nt_tensor* self, int64_t n, nt_tensor* output, nt_tensor** out) {
  return computed("matrix_power", self, output, out, [&](const Tensor& x) { return matrix_power(x, n); });
}

nt_status nt_linalg_matrix_power(const nt_tensor* self, int64_t n, nt_tensor* output, nt_tensor** out) {
  return computed("linalg.matrix_power", self, output, out, [&](const Tensor& x) { return matrix_power(x, n); });
}

nt_status nt_matrix_exp(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, matrix_exp(*In(self))); });
}

nt_status nt_linalg_matrix_exp(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, matrix_exp(*In(self))); });
}

nt_status nt_linalg_multi_dot(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    In target(output, true);
    const Tensor product = multi_dot(list(tensors, tensors_count));
    auto result = [&](const Tensor&) { return product; };
    give(out, into_or_new("linalg.multi_dot", product, target.or_null(), result), output);
  });
}
