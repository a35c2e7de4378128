/* Special functions. */
#ifndef NATIVETORCH_OPS_SPECIAL_H
#define NATIVETORCH_OPS_SPECIAL_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: log|gamma(x)|; inf at 0 and at negative whole numbers. Integers and bool give float32. @torch torch.lgamma @alias torch.special.gammaln */
NT_API nt_status nt_lgamma(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: gamma'(x) / gamma(x); NaN at negative whole numbers. Integers and bool give float32. @torch torch.digamma @alias torch.special.digamma torch.special.psi */
NT_API nt_status nt_digamma(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: the nth derivative of digamma. Integers and bool give float32. @torch torch.polygamma
 *  @param n which derivative; 0 is digamma itself */
NT_API nt_status nt_polygamma(const nt_tensor* self, int64_t n, nt_tensor* into, nt_tensor** out);

/** Elementwise: log of the multivariate gamma function of p dimensions, log(pi^(p(p-1)/4) * gamma(x) * gamma(x - 1/2) * ... * gamma(x - (p-1)/2)). Integers and bool give float32. @torch torch.mvlgamma @alias torch.special.multigammaln
 *  @param p the number of dimensions */
NT_API nt_status nt_mvlgamma(const nt_tensor* self, int64_t p, nt_tensor* into, nt_tensor** out);

/** Elementwise: the number whose erf is x; NaN outside [-1, 1]. Integers and bool give float32. @torch torch.erfinv @alias torch.special.erfinv */
NT_API nt_status nt_erfinv(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: modified Bessel function of the first kind, order 0. Integers and bool give float32. @torch torch.i0 @alias torch.special.i0 */
NT_API nt_status nt_i0(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: e^-|x| * i0(x). Integers and bool give float32. @torch torch.special.i0e */
NT_API nt_status nt_special_i0e(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: modified Bessel function of the first kind, order 1. Integers and bool give float32. @torch torch.special.i1 */
NT_API nt_status nt_special_i1(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: e^-|x| * i1(x). Integers and bool give float32. @torch torch.special.i1e */
NT_API nt_status nt_special_i1e(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: e^(x^2) * erfc(x). Integers and bool give float32. @torch torch.special.erfcx */
NT_API nt_status nt_special_erfcx(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: the standard normal distribution function, (1 + erf(x / sqrt(2))) / 2. Integers and bool give float32. @torch torch.special.ndtr */
NT_API nt_status nt_special_ndtr(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: the number whose ndtr is x; NaN outside [0, 1]. Integers and bool give float32. @torch torch.special.ndtri */
NT_API nt_status nt_special_ndtri(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(ndtr(x)), exact for large negative x. Integers and bool give float32. @torch torch.special.log_ndtr */
NT_API nt_status nt_special_log_ndtr(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: -x * log(x); 0 at 0, -inf below. Integers and bool give float32. @torch torch.special.entr */
NT_API nt_status nt_special_entr(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: sin(pi * x) / (pi * x); 1 at 0. Integers and bool give float32. @torch torch.sinc @alias torch.special.sinc */
NT_API nt_status nt_sinc(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(x / (1 - x)); NaN outside [0, 1] unless eps limits x. Integers and bool give float32. @torch torch.logit @alias torch.special.logit
 *  @param eps x is limited to [eps, 1 - eps] first (optional) */
NT_API nt_status nt_logit(const nt_tensor* self, const double* eps, nt_tensor* into, nt_tensor** out);

/** Elementwise: lower incomplete gamma function over gamma(self), integral of t^(self-1) e^-t from 0 to other; no gradient for self. Floating dtypes. Operands are broadcast and promoted. @torch torch.igamma @alias torch.special.gammainc
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_igamma(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1 - igamma(self, other), exact where that is small; no gradient for self. Floating dtypes. Operands are broadcast and promoted. @torch torch.igammac @alias torch.special.gammaincc
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_igammac(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: Hurwitz' zeta function, sum of (other + k)^-self over k >= 0; no gradient for self. Integers and bool give float32. Operands are broadcast and promoted. @torch torch.special.zeta */
NT_API nt_status nt_special_zeta(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * log(other), and 0 where self is 0; NaN where other is. Integers and bool give float32. Operands are broadcast and promoted. @torch torch.xlogy @alias torch.special.xlogy */
NT_API nt_status nt_xlogy(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: self * log(1 + other), and 0 where self is 0; NaN where other is. Integers and bool give float32. Operands are broadcast and promoted. @torch torch.special.xlog1py */
NT_API nt_status nt_special_xlog1py(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: log(e^self + e^other) without overflow. Floating dtypes. Operands are broadcast and promoted. @torch torch.logaddexp
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_logaddexp(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

/** Elementwise: log2(2^self + 2^other) without overflow. Floating dtypes. Operands are broadcast and promoted. @torch torch.logaddexp2
 *  @param other the other operand (tensor only) */
NT_API nt_status nt_logaddexp2(const nt_tensor* self, const nt_tensor* other, nt_tensor* into, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
