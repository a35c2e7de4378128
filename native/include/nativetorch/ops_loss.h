/* Losses. reduction: 0 none, 1 mean, 2 sum; 3, the sum over the first size, for kl_div only. */
#ifndef NATIVETORCH_OPS_LOSS_H
#define NATIVETORCH_OPS_LOSS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** |x - t|, combined; operands are broadcast. @torch torch.nn.functional.l1_loss
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_l1_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out);

/** d^2 / (2 beta) where |d| < beta, else |d| - beta / 2, with d = x - t, combined; operands are broadcast.
 *  @torch torch.nn.functional.smooth_l1_loss
 *  @param reduction how losses are combined (default 1)
 *  @param beta where the parabola ends; 0 gives |d| (default 1) */
NT_API nt_status nt_smooth_l1_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, double beta,
                                   nt_tensor** out);

/** d^2 / 2 where |d| < delta, else delta (|d| - delta / 2), with d = x - t, combined; operands are broadcast.
 *  @torch torch.nn.functional.huber_loss
 *  @param reduction how losses are combined (default 1)
 *  @param delta where the parabola ends, above 0 (default 1) */
NT_API nt_status nt_huber_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, double delta, nt_tensor** out);

/** -(t log x + (1 - t) log(1 - x)) for probabilities x, logarithms taken as at least -100, combined. Sizes are equal.
 *  @torch torch.nn.functional.binary_cross_entropy
 *  @param weight a factor for each element, broadcast (optional)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_binary_cross_entropy(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight,
                                         int32_t reduction, nt_tensor** out);

/** binary_cross_entropy of sigmoid(x), computed without overflow: -(p t log sigmoid(x) + (1 - t) log sigmoid(-x)) with
 *  p = pos_weight, combined. Sizes are equal. @torch torch.nn.functional.binary_cross_entropy_with_logits
 *  @param weight a factor for each element, broadcast (optional)
 *  @param reduction how losses are combined (default 1)
 *  @param pos_weight a factor for the targets' part, broadcast (optional) */
NT_API nt_status nt_binary_cross_entropy_with_logits(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight,
                                                     int32_t reduction, const nt_tensor* pos_weight, nt_tensor** out);

/** t (log t - x) for logarithms x of probabilities, or e^t (t - x) for logarithms t as well, combined; operands are broadcast.
 *  @torch torch.nn.functional.kl_div
 *  @param reduction how losses are combined (default 1)
 *  @param log_target whether targets are logarithms (default false) */
NT_API nt_status nt_kl_div(const nt_tensor* self, const nt_tensor* target, int32_t reduction, uint8_t log_target,
                           nt_tensor** out);

/** e^x - t x, or x - t log(x + eps) where x is no logarithm, combined; operands are broadcast.
 *  @torch torch.nn.functional.poisson_nll_loss
 *  @param log_input whether the input is a logarithm (default true)
 *  @param full whether Stirling's t log t - t + log(2 pi t) / 2 is added for t > 1 (default false)
 *  @param eps keeps the logarithm finite (default 1e-8)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_poisson_nll_loss(const nt_tensor* self, const nt_tensor* target, uint8_t log_input, uint8_t full,
                                     double eps, int32_t reduction, nt_tensor** out);

/** (log v + (x - t)^2 / v) / 2 with the variance v, at least eps, combined. v has the input's sizes, or all but the last, or
 *  1 as the last. @torch torch.nn.functional.gaussian_nll_loss
 *  @param full whether log(2 pi) / 2 is added (default false)
 *  @param eps the least variance, which is no part of the derivative (default 1e-6)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_gaussian_nll_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* var, uint8_t full,
                                      double eps, int32_t reduction, nt_tensor** out);

/** log(1 + e^(-t x)) for targets 1 and -1, combined. @torch torch.nn.functional.soft_margin_loss
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_soft_margin_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out);

/** x where t is 1, max(0, margin - x) where t is -1, combined. @torch torch.nn.functional.hinge_embedding_loss
 *  @param margin the margin (default 1)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_hinge_embedding_loss(const nt_tensor* self, const nt_tensor* target, double margin, int32_t reduction,
                                         nt_tensor** out);

/** max(0, -t (x1 - x2) + margin) for targets 1 and -1, combined. @torch torch.nn.functional.margin_ranking_loss @csharp none */
NT_API nt_status nt_margin_ranking_loss(const nt_tensor* input1, const nt_tensor* input2, const nt_tensor* target,
                                        double margin, int32_t reduction, nt_tensor** out);

/** sum over i != t of max(0, margin - x_t + x_i)^p / C for class indices t, over (N, C) or (C), combined. Floating dtypes.
 *  @torch torch.nn.functional.multi_margin_loss
 *  @param p 1 or 2 (default 1)
 *  @param margin the margin (default 1)
 *  @param weight one factor for each class (optional)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_multi_margin_loss(const nt_tensor* self, const nt_tensor* target, int64_t p, double margin,
                                      const nt_tensor* weight, int32_t reduction, nt_tensor** out);

/** sum over targets t and other classes i of max(0, 1 - x_t + x_i) / C, over (N, C) or (C), combined. Targets are class
 *  indices (int64), of the input's sizes; -1 ends them. Floating dtypes. @torch torch.nn.functional.multilabel_margin_loss
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_multilabel_margin_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out);

/** The mean over classes, the last dimension, of -(t log sigmoid(x) + (1 - t) log sigmoid(-x)), combined.
 *  @torch torch.nn.functional.multilabel_soft_margin_loss
 *  @param weight a factor for each element, broadcast (optional)
 *  @param reduction how losses are combined (default 1) */
NT_API nt_status nt_multilabel_soft_margin_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight,
                                                int32_t reduction, nt_tensor** out);

/** max(0, |a - p| - |a - n| + margin) with norms of order p of the last dimension, combined; with swap |p - n| stands for
 *  |a - n| where it is smaller. eps is added to differences. @torch torch.nn.functional.triplet_margin_loss @csharp none */
NT_API nt_status nt_triplet_margin_loss(const nt_tensor* anchor, const nt_tensor* positive, const nt_tensor* negative,
                                        double margin, double p, double eps, uint8_t swap, int32_t reduction, nt_tensor** out);

/** 1 - cos(x1, x2) where t is 1, max(0, cos(x1, x2) - margin) where t is -1, for (N, D) and targets (N), or (D) and one
 *  target, combined. @torch torch.nn.functional.cosine_embedding_loss @csharp none */
NT_API nt_status nt_cosine_embedding_loss(const nt_tensor* input1, const nt_tensor* input2, const nt_tensor* target,
                                          double margin, int32_t reduction, nt_tensor** out);

/** Connectionist temporal classification: -log of the probability that the steps spell the targets, blanks between and
 *  repeats merged. log_probs (T, N, C) or (T, C); targets (N, S), or all in one list; lengths one for each sequence. The mean
 *  divides each loss by its target's length first. CPU only. No second derivative.
 *  @torch torch.nn.functional.ctc_loss @csharp none
 *  @param blank the class of the blank
 *  @param zero_infinity whether infinite losses, of targets that are too long, and their gradients count as 0 */
NT_API nt_status nt_ctc_loss(const nt_tensor* log_probs, const nt_tensor* targets, const nt_tensor* input_lengths,
                             const nt_tensor* target_lengths, int64_t blank, int32_t reduction, uint8_t zero_infinity,
                             nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
