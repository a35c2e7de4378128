// Included before rows of the table it makes declarations of them, and included again it ends that.
#ifndef NT_UNARY
// `into`: null for a new tensor, the first operand for in place, any other tensor to receive the result.
#define NT_UNARY(name, ...) Tensor name(const Tensor& self, Tensor* into = nullptr);
#define NT_UNARY1(name, F, T, p0, ...) Tensor name(const Tensor& self, Scalar p0, Tensor* into = nullptr);
#define NT_UNARY2(name, F, T, p0, p1, ...) Tensor name(const Tensor& self, Scalar p0, Scalar p1, Tensor* into = nullptr);
#define NT_UNARY2_OPTIONAL NT_UNARY2
#define NT_UNARY_INNER NT_UNARY
#define NT_UNARY1_INNER NT_UNARY1
#define NT_UNARY3_INNER(name, F, T, p0, p1, p2, ...) \
  Tensor name(const Tensor& self, Scalar p0, Scalar p1, Scalar p2, Tensor* into = nullptr);
#define NT_PREDICATE(name, ...) Tensor name(const Tensor& self, Tensor* into = nullptr);
#define NT_PREDICATE_INTO NT_PREDICATE
#define NT_BINARY(name, ...) Tensor name(const Tensor& self, const Tensor& other, Tensor* into = nullptr);
#define NT_BINARY1(name, F, T, p0, ...) \
  Tensor name(const Tensor& self, const Tensor& other, Scalar p0 = 1, Tensor* into = nullptr);
#define NT_BINARY_INNER NT_BINARY
#define NT_COMPARE(name, ...) Tensor name(const Tensor& self, const Tensor& other, Tensor* into = nullptr);
#define NT_FUSED(name, ...) Tensor name(const Tensor& grad, const Tensor& saved);
#else
#undef NT_UNARY
#undef NT_UNARY1
#undef NT_UNARY2
#undef NT_UNARY2_OPTIONAL
#undef NT_UNARY_INNER
#undef NT_UNARY1_INNER
#undef NT_UNARY3_INNER
#undef NT_PREDICATE
#undef NT_PREDICATE_INTO
#undef NT_BINARY
#undef NT_BINARY1
#undef NT_BINARY_INNER
#undef NT_COMPARE
#undef NT_FUSED
#endif
