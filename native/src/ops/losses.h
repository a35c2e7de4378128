// Losses that are made of other ops. Elements are combined as `reduction` says.
#pragma once

#include "ops/ops.h"

namespace nt {

// Elementwise.
Tensor l1_loss(const Tensor& self, const Tensor& target, Reduction reduction);
Tensor smooth_l1_loss(const Tensor& self, const Tensor& target, Reduction reduction, double beta);
Tensor huber_loss(const Tensor& self, const Tensor& target, Reduction reduction, double delta);
Tensor binary_cross_entropy(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction);
Tensor binary_cross_entropy_with_logits(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction,
                                        const Tensor& pos_weight);
Tensor kl_div(const Tensor& self, const Tensor& target, Reduction reduction, bool log_target);
Tensor poisson_nll_loss(const Tensor& self, const Tensor& target, bool log_input, bool full, double eps, Reduction reduction);
Tensor gaussian_nll_loss(const Tensor& self, const Tensor& target, const Tensor& var, bool full, double eps, Reduction reduction);

// Margins.
Tensor soft_margin_loss(const Tensor& self, const Tensor& target, Reduction reduction);
Tensor hinge_embedding_loss(const Tensor& self, const Tensor& target, double margin, Reduction reduction);
Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin, Reduction reduction);
Tensor multi_margin_loss(const Tensor& self, const Tensor& target, int64_t p, double margin, const Tensor& weight,
                         Reduction reduction);
Tensor multilabel_margin_loss(const Tensor& self, const Tensor& target, Reduction reduction);
Tensor multilabel_soft_margin_loss(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction);
Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative, double margin, double p,
                           double eps, bool swap, Reduction reduction);
Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin,
                             Reduction reduction);

// Sequences.
Tensor ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths,
                int64_t blank, Reduction reduction, bool zero_infinity);

// Losses of elements, combined. batchmean: their sum over the first size.
Tensor combined(const Tensor& losses, Reduction reduction);

}  // namespace nt
