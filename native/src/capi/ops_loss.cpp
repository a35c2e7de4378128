#include "capi/boundary.h"
#include "capi/reductions.h"
#include "ops/losses.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_l1_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out) {
  return boundary([&] { give(out, l1_loss(*In(self), *In(target), reduction_of("l1_loss", reduction))); });
}

nt_status nt_smooth_l1_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, double beta, nt_tensor** out)
                            {
  return boundary([&] {
    give(out, smooth_l1_loss(*In(self), *In(target), reduction_of("smooth_l1_loss", reduction), beta));
  });
}

nt_status nt_huber_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, double delta, nt_tensor** out) {
  return boundary([&] { give(out, huber_loss(*In(self), *In(target), reduction_of("huber_loss", reduction), delta)); });
}

nt_status nt_binary_cross_entropy(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t
                                  reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, binary_cross_entropy(*In(self), *In(target), *In(weight, true), reduction_of("binary_cross_entropy",
                                   reduction)));
  });
}

nt_status nt_binary_cross_entropy_with_logits(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight,
                                              int32_t reduction, const nt_tensor* pos_weight, nt_tensor** out) {
  return boundary([&] {
    give(out, binary_cross_entropy_with_logits(*In(self), *In(target), *In(weight, true),
                                               reduction_of("binary_cross_entropy_with_logits", reduction), *In(pos_weight,
                                               true)));
  });
}

nt_status nt_kl_div(const nt_tensor* self, const nt_tensor* target, int32_t reduction, uint8_t log_target, nt_tensor** out)
                    {
  return boundary([&] {
    give(out, kl_div(*In(self), *In(target), reduction_of("kl_div", reduction, 3), log_target != 0));
  });
}

nt_status nt_poisson_nll_loss(const nt_tensor* self, const nt_tensor* target, uint8_t log_input, uint8_t full, double eps,
                              int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, poisson_nll_loss(*In(self), *In(target), log_input != 0, full != 0, eps, reduction_of("poisson_nll_loss",
                               reduction)));
  });
}

nt_status nt_gaussian_nll_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* var, uint8_t full, double
                               eps, int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, gaussian_nll_loss(*In(self), *In(target), *In(var), full != 0, eps, reduction_of("gaussian_nll_loss",
                                reduction)));
  });
}

nt_status nt_soft_margin_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, soft_margin_loss(*In(self), *In(target), reduction_of("soft_margin_loss", reduction)));
  });
}

nt_status nt_hinge_embedding_loss(const nt_tensor* self, const nt_tensor* target, double margin, int32_t reduction,
                                  nt_tensor** out) {
  return boundary([&] {
    give(out, hinge_embedding_loss(*In(self), *In(target), margin, reduction_of("hinge_embedding_loss", reduction)));
  });
}

nt_status nt_margin_ranking_loss(const nt_tensor* input1, const nt_tensor* input2, const nt_tensor* target, double margin,
                                 int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, margin_ranking_loss(*In(input1), *In(input2), *In(target), margin, reduction_of("margin_ranking_loss",
                                  reduction)));
  });
}

nt_status nt_multi_margin_loss(const nt_tensor* self, const nt_tensor* target, int64_t p, double margin, const nt_tensor*
                               weight, int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, multi_margin_loss(*In(self), *In(target), p, margin, *In(weight, true), reduction_of("multi_margin_loss",
                                reduction)));
  });
}

nt_status nt_multilabel_margin_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, multilabel_margin_loss(*In(self), *In(target), reduction_of("multilabel_margin_loss", reduction)));
  });
}

nt_status nt_multilabel_soft_margin_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t
                                         reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, multilabel_soft_margin_loss(*In(self), *In(target), *In(weight, true),
                                          reduction_of("multilabel_soft_margin_loss", reduction)));
  });
}

nt_status nt_triplet_margin_loss(const nt_tensor* anchor, const nt_tensor* positive, const nt_tensor* negative, double
                                 margin, double p, double eps, uint8_t swap, int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, triplet_margin_loss(*In(anchor), *In(positive), *In(negative), margin, p, eps, swap != 0,
                                  reduction_of("triplet_margin_loss", reduction)));
  });
}

nt_status nt_cosine_embedding_loss(const nt_tensor* input1, const nt_tensor* input2, const nt_tensor* target, double margin,
                                   int32_t reduction, nt_tensor** out) {
  return boundary([&] {
    give(out, cosine_embedding_loss(*In(input1), *In(input2), *In(target), margin, reduction_of("cosine_embedding_loss",
                                    reduction)));
  });
}

nt_status nt_ctc_loss(const nt_tensor* log_probs, const nt_tensor* targets, const nt_tensor* input_lengths, const nt_tensor*
                      target_lengths, int64_t blank, int32_t reduction, uint8_t zero_infinity, nt_tensor** out) {
  return boundary([&] {
    give(out, ctc_loss(*In(log_probs), *In(targets), *In(input_lengths), *In(target_lengths), blank,
                       reduction_of("ctc_loss", reduction), zero_infinity != 0));
  });
}
