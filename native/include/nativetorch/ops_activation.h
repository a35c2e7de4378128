/* Activations and what goes with them. */
#ifndef NATIVETORCH_OPS_ACTIVATION_H
#define NATIVETORCH_OPS_ACTIVATION_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elementwise: x * Phi(x), with the normal distribution's Phi(x) = (1 + erf(x / sqrt(2))) / 2, or its approximation by tanh. Floating dtypes. @torch torch.nn.functional.gelu
 *  @param approximate how Phi is computed: 0 exactly, 1 as (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2 (enum GeluApproximation, default 0) */
NT_API nt_status nt_gelu(const nt_tensor* self, int32_t approximate, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * tanh(log(1 + e^x)). Floating dtypes. @torch torch.nn.functional.mish */
NT_API nt_status nt_mish(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: 1.0507 * (x where x > 0, else 1.67326 * (e^x - 1)). Floating dtypes. @torch torch.nn.functional.selu */
NT_API nt_status nt_selu(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x where x > 0, else alpha * (e^(x / alpha) - 1). Floating dtypes. @torch torch.nn.functional.celu
 *  @param alpha value towards -inf, negated (default 1) */
NT_API nt_status nt_celu(const nt_tensor* self, double alpha, nt_tensor* into, nt_tensor** out);

/** Elementwise: min(max(x + 3, 0), 6) / 6. Floating dtypes. @torch torch.nn.functional.hardsigmoid */
NT_API nt_status nt_hardsigmoid(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x * min(max(x + 3, 0), 6) / 6. Floating dtypes. @torch torch.nn.functional.hardswish */
NT_API nt_status nt_hardswish(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x limited to [min_val, max_val]; the gradient on the bounds is 0. Every dtype but bool; it stays. @torch torch.nn.functional.hardtanh
 *  @param min_val lower bound (default -1)
 *  @param max_val upper bound (default 1) */
NT_API nt_status nt_hardtanh(const nt_tensor* self, double min_val, double max_val, nt_tensor* into, nt_tensor** out);

/** Elementwise: min(max(x, 0), 6). Every dtype but bool; it stays. @torch torch.nn.functional.relu6 */
NT_API nt_status nt_relu6(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** Elementwise: x where x > threshold, else value. Every dtype but bool; it stays. @torch torch.nn.functional.threshold
 *  @param threshold where x begins to count
 *  @param value what stands below */
NT_API nt_status nt_threshold(const nt_tensor* self, double threshold, double value, nt_tensor* into, nt_tensor** out);

/** Elementwise: x outside [-lambd, lambd], else 0. Floating dtypes. @torch torch.nn.functional.hardshrink
 *  @param lambd half the width of what becomes 0 (default 0.5) */
NT_API nt_status nt_hardshrink(const nt_tensor* self, double lambd, nt_tensor* into, nt_tensor** out);

/** Elementwise: x moved towards 0 by lambd, and 0 where it would cross. Floating dtypes. @torch torch.nn.functional.softshrink
 *  @param lambd how far; not negative (default 0.5) */
NT_API nt_status nt_softshrink(const nt_tensor* self, double lambd, nt_tensor* into, nt_tensor** out);

/** Elementwise: x - tanh(x). Integers and bool give float32. @torch torch.nn.functional.tanhshrink */
NT_API nt_status nt_tanhshrink(const nt_tensor* self, nt_tensor* into, nt_tensor** out);

/** The first half of dim times the sigmoid of the second. Floating dtypes. @torch torch.nn.functional.glu
 *  @param dim the dimension that is halved; its size is even (default -1) */
NT_API nt_status nt_glu(const nt_tensor* self, int64_t dim, nt_tensor** out);

/** Elementwise: x where x > 0, else weight * x. weight has one number, or one for each channel (dimension 1). Floating dtypes. @torch torch.nn.functional.prelu
 *  @param weight the slopes below 0 */
NT_API nt_status nt_prelu(const nt_tensor* self, const nt_tensor* weight, nt_tensor** out);

/** softmax(-x) along dim. Floating dtypes. @torch torch.nn.functional.softmin
 *  @param dtype dtype to convert to first (default: self's) */
NT_API nt_status nt_softmin(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out);

/** A 1 at each class index, in a new last dimension of num_classes. int64. @torch torch.nn.functional.one_hot
 *  @param num_classes the number of classes; -1 takes the largest index (default -1) */
NT_API nt_status nt_one_hot(const nt_tensor* self, int64_t num_classes, nt_tensor** out);

/** self / max(p-norm of self along dim, eps). Floating dtypes. @torch torch.nn.functional.normalize
 *  @param p the norm's exponent (default 2)
 *  @param dim the dimension of the vectors (default 1)
 *  @param eps least divisor (default 1e-12) */
NT_API nt_status nt_normalize(const nt_tensor* self, double p, int64_t dim, double eps, nt_tensor** out);

/** sum(x1 * x2) / (|x1| * |x2|) along dim, of broadcast operands; norms count as at least eps. Floating dtypes. @torch torch.nn.functional.cosine_similarity
 *  @param x2 the other vectors
 *  @param dim the dimension of the vectors (default 1)
 *  @param eps least norm (default 1e-8) */
NT_API nt_status nt_cosine_similarity(const nt_tensor* self, const nt_tensor* x2, int64_t dim, double eps, nt_tensor** out);

/** p-norm of x1 - x2 + eps along the last dimension. @torch torch.nn.functional.pairwise_distance
 *  @param x2 the other vectors
 *  @param p the norm's exponent (default 2)
 *  @param eps added to each difference (default 1e-6)
 *  @param keepdim whether the last dimension stays with size 1 (default false) */
NT_API nt_status nt_pairwise_distance(const nt_tensor* self, const nt_tensor* x2, double p, double eps, uint8_t keepdim, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
