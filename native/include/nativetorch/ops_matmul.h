/* Products of matrices and vectors. */
#ifndef NATIVETORCH_OPS_MATMUL_H
#define NATIVETORCH_OPS_MATMUL_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Matrix product: (n, k) x (k, m); vectors and batches as in PyTorch. Both of one dtype, not bool. @torch
 *  torch.matmul */
NT_API nt_status nt_matmul(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out);

/** self weight^T + bias: (..., in) x (out, in) + (out). All of one dtype. @torch torch.nn.functional.linear
 *  @param bias added to each row (optional) */
NT_API nt_status nt_linear(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias, nt_tensor** out);

/** y_k = x1^T W_k x2 + bias_k: (..., in1) and (..., in2) with weight (out, in1, in2). @torch
 *  torch.nn.functional.bilinear
 *  @param bias added to each row (optional) */
NT_API nt_status nt_bilinear(const nt_tensor* self, const nt_tensor* input2, const nt_tensor* weight,
                             const nt_tensor* bias, nt_tensor** out);

/** Product of two matrices of one dtype: (n, k) x (k, m). @torch torch.mm */
NT_API nt_status nt_mm(const nt_tensor* self, const nt_tensor* mat2, nt_tensor* output, nt_tensor** out);

/** Products of two batches of matrices: (b, n, k) x (b, k, m). @torch torch.bmm */
NT_API nt_status nt_bmm(const nt_tensor* self, const nt_tensor* mat2, nt_tensor* output, nt_tensor** out);

/** Product of a matrix and a vector: (n, k) x (k). @torch torch.mv */
NT_API nt_status nt_mv(const nt_tensor* self, const nt_tensor* vec, nt_tensor* output, nt_tensor** out);

/** Sum of the products of two vectors' elements, of one size and dtype. @torch torch.dot */
NT_API nt_status nt_dot(const nt_tensor* self, const nt_tensor* tensor, nt_tensor* output, nt_tensor** out);

/** As dot: there are no complex numbers to conjugate. @torch torch.vdot */
NT_API nt_status nt_vdot(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out);

/** All products of two vectors' elements: (n) and (m) give (n, m). Dtypes are promoted. @torch torch.outer */
NT_API nt_status nt_outer(const nt_tensor* self, const nt_tensor* vec2, nt_tensor* output, nt_tensor** out);

/** Sums of products over the last dimensions: (..., k) and (..., k). @torch torch.inner */
NT_API nt_status nt_inner(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out);

/** beta self + alpha mat1 mat2, self broadcast to the product. All of one dtype. @torch torch.addmm
 *  @param beta factor of input; where 0, input is not read (default 1)
 *  @param alpha factor of the product (default 1) */
NT_API nt_status nt_addmm(const nt_tensor* self, const nt_tensor* mat1, const nt_tensor* mat2, nt_scalar beta,
                          nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** beta self + alpha mat vec, self broadcast to the product. All of one dtype. @torch torch.addmv
 *  @param beta factor of input; where 0, input is not read (default 1)
 *  @param alpha factor of the product (default 1) */
NT_API nt_status nt_addmv(const nt_tensor* self, const nt_tensor* mat, const nt_tensor* vec, nt_scalar beta,
                          nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** beta self + alpha outer(vec1, vec2). Dtypes are promoted; bool counts by or and and. @torch torch.addr
 *  @param beta factor of input; where 0, input is not read (default 1)
 *  @param alpha factor of the product (default 1) */
NT_API nt_status nt_addr(const nt_tensor* self, const nt_tensor* vec1, const nt_tensor* vec2, nt_scalar beta,
                         nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** beta self + alpha times the sum of the batch's products: (b, n, k) x (b, k, m) gives (n, m). @torch torch.addbmm
 *  @param beta factor of input; where 0, input is not read (default 1)
 *  @param alpha factor of the product (default 1) */
NT_API nt_status nt_addbmm(const nt_tensor* self, const nt_tensor* batch1, const nt_tensor* batch2, nt_scalar beta,
                           nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** beta self + alpha batch1 batch2: (b, n, k) x (b, k, m). All of one dtype. @torch torch.baddbmm
 *  @param beta factor of input; where 0, input is not read (default 1)
 *  @param alpha factor of the product (default 1) */
NT_API nt_status nt_baddbmm(const nt_tensor* self, const nt_tensor* batch1, const nt_tensor* batch2, nt_scalar beta,
                            nt_scalar alpha, nt_tensor* into, nt_tensor** out);

/** Kronecker product: each element of self times the whole of other. @torch torch.kron */
NT_API nt_status nt_kron(const nt_tensor* self, const nt_tensor* other, nt_tensor* output, nt_tensor** out);

/** Sum of a matrix's diagonal; integers give int64. @torch torch.trace */
NT_API nt_status nt_trace(const nt_tensor* self, nt_tensor** out);

/** Cross product of vectors of size 3 along a dimension. @torch torch.cross
 *  @param dim the dimension; by default the first of size 3 (optional) */
NT_API nt_status nt_cross(const nt_tensor* self, const nt_tensor* other, const int64_t* dim, nt_tensor* output,
                          nt_tensor** out);

/** Cross product of vectors of size 3 along a dimension; the others are broadcast. @torch torch.linalg.cross
 *  @param dim the dimension (default -1) */
NT_API nt_status nt_linalg_cross(const nt_tensor* self, const nt_tensor* other, int64_t dim, nt_tensor* output,
                                 nt_tensor** out);

/** Sums of products over pairs of dimensions, one of self and one of other. @torch torch.tensordot @csharp none */
NT_API nt_status nt_tensordot(const nt_tensor* self, const nt_tensor* other, const int64_t* dims_self,
                              int32_t dims_self_count, const int64_t* dims_other, int32_t dims_other_count,
                              nt_tensor* output, nt_tensor** out);

/** Einstein sum: a term of letters for each operand, "ij,jk->ik"; what the result does not name is summed. An
 *  ellipsis stands for dimensions without letters; without an arrow the result has the letters that stand once, in
 *  their order. @torch torch.einsum @csharp none */
NT_API nt_status nt_einsum(const char* equation, nt_tensor* const* operands, int32_t operands_count, nt_tensor** out);

/** Product of n copies of square matrices; a negative n is taken of the inverse. @torch torch.matrix_power */
NT_API nt_status nt_matrix_power(const nt_tensor* self, int64_t n, nt_tensor* output, nt_tensor** out);

/** Product of n copies of square matrices; a negative n is taken of the inverse. @torch torch.linalg.matrix_power */
NT_API nt_status nt_linalg_matrix_power(const nt_tensor* self, int64_t n, nt_tensor* output, nt_tensor** out);

/** Exponential of square matrices: the sum of A^n / n!. float32 and float64. @torch torch.matrix_exp */
NT_API nt_status nt_matrix_exp(const nt_tensor* self, nt_tensor** out);

/** Exponential of square matrices: the sum of A^n / n!. float32 and float64. @torch torch.linalg.matrix_exp */
NT_API nt_status nt_linalg_matrix_exp(const nt_tensor* self, nt_tensor** out);

/** Product of two or more matrices in the order that costs least; the first and the last may be vectors. @torch
 *  torch.linalg.multi_dot */
NT_API nt_status nt_linalg_multi_dot(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output,
                                     nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
