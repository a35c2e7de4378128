#include "capi/boundary.h"
#include "capi/reductions.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out) {
  return boundary([&] { give(out, softmax(*In(self), dim, false, OptionalDtype(dtype).or_null())); });
}

nt_status nt_log_softmax(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out) {
  return boundary([&] { give(out, softmax(*In(self), dim, true, OptionalDtype(dtype).or_null())); });
}

nt_status nt_nll_loss(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t reduction,
                      int64_t ignore_index, nt_tensor** out) {
  return boundary([&] {
    give(out, nll_loss(*In(self), *In(target), *In(weight, true), reduction_of("nll_loss", reduction), ignore_index));
  });
}

nt_status nt_cross_entropy(const nt_tensor* self, const nt_tensor* target, const nt_tensor* weight, int32_t reduction,
                           int64_t ignore_index, double label_smoothing, nt_tensor** out) {
  return boundary([&] {
    give(out, cross_entropy(*In(self), *In(target), *In(weight, true), reduction_of("cross_entropy", reduction),
                            ignore_index, label_smoothing));
  });
}

nt_status nt_mse_loss(const nt_tensor* self, const nt_tensor* target, int32_t reduction, nt_tensor** out) {
  return boundary([&] { give(out, mse_loss(*In(self), *In(target), reduction_of("mse_loss", reduction))); });
}

nt_status nt_dropout(const nt_tensor* self, double p, uint8_t training, nt_tensor** out) {
  return boundary([&] { give(out, dropout(*In(self), p, training != 0)); });
}
