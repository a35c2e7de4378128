#include "ops/activation.h"

#include "capi/boundary.h"
#include "ops/similarity.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_gelu(const nt_tensor* self, int32_t approximate, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, gelu(*In(self), static_cast<GeluApproximation>(approximate), In(into, true).or_null()), into);
  });
}

nt_status nt_relu6(const nt_tensor* self, nt_tensor* into, nt_tensor** out) {
  return boundary([&] { give(out, relu6(*In(self), In(into, true).or_null()), into); });
}

nt_status nt_glu(const nt_tensor* self, int64_t dim, nt_tensor** out) {
  return boundary([&] { give(out, glu(*In(self), dim)); });
}

nt_status nt_prelu(const nt_tensor* self, const nt_tensor* weight, nt_tensor** out) {
  return boundary([&] { give(out, prelu(*In(self), *In(weight))); });
}

nt_status nt_softmin(const nt_tensor* self, int64_t dim, int32_t dtype, nt_tensor** out) {
  return boundary([&] { give(out, softmin(*In(self), dim, OptionalDtype(dtype).or_null())); });
}

nt_status nt_one_hot(const nt_tensor* self, int64_t num_classes, nt_tensor** out) {
  return boundary([&] { give(out, one_hot(*In(self), num_classes)); });
}

nt_status nt_normalize(const nt_tensor* self, double p, int64_t dim, double eps, nt_tensor** out) {
  return boundary([&] { give(out, normalize(*In(self), p, dim, eps)); });
}

nt_status nt_cosine_similarity(const nt_tensor* self, const nt_tensor* x2, int64_t dim, double eps, nt_tensor** out) {
  return boundary([&] { give(out, cosine_similarity(*In(self), *In(x2), dim, eps)); });
}

nt_status nt_pairwise_distance(const nt_tensor* self, const nt_tensor* x2, double p, double eps, uint8_t keepdim,
                               nt_tensor** out) {
  return boundary([&] { give(out, pairwise_distance(*In(self), *In(x2), p, eps, keepdim != 0)); });
}
