#include "capi/boundary.h"
#include "capi/outputs.h"
#include "ops/distance.h"
#include "ops/norm.h"
#include "ops/statistics.h"

using namespace nt;
using namespace nt::capi;

#define NT_DTYPE_REDUCTION(name)                                                                                        \
  nt_status nt_##name(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype,    \
                      nt_tensor* output, nt_tensor** out) {                                                             \
    return boundary([&] {                                                                                               \
      give_or_fill(#name, self, output, out, [&](const Tensor& x) {                                                     \
        return nt::name(x, dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());                        \
      });                                                                                                               \
    });                                                                                                                 \
  }
NT_DTYPE_REDUCTION(sum)
NT_DTYPE_REDUCTION(mean)
NT_DTYPE_REDUCTION(prod)
NT_DTYPE_REDUCTION(nansum)
NT_DTYPE_REDUCTION(nanmean)

#define NT_REDUCTION(name)                                                                                             \
  nt_status nt_##name(const nt_tensor* self, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, nt_tensor* output, \
                      nt_tensor** out) {                                                                               \
    return boundary([&] {                                                                                              \
      give_or_fill(#name, self, output, out,                                                                           \
                   [&](const Tensor& x) { return nt::name(x, dims(dim, dim_count), keep_dim != 0); });                 \
    });                                                                                                                \
  }
NT_REDUCTION(amax)
NT_REDUCTION(amin)
NT_REDUCTION(all)
NT_REDUCTION(any)
NT_REDUCTION(logsumexp)
NT_REDUCTION(argmax)
NT_REDUCTION(argmin)

nt_status nt_var(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                 nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("var", self, output, out, [&](const Tensor& x) {
      return var(x, dims(dim, dim_count), keep_dim != 0, correction ? *correction : 1);
    });
  });
}

nt_status nt_std(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                 nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("std", self, output, out, [&](const Tensor& x) {
      return std_dev(x, dims(dim, dim_count), keep_dim != 0, correction ? *correction : 1);
    });
  });
}

nt_status nt_var_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                      nt_tensor** var, nt_tensor** mean) {
  return boundary([&] {
    give_pair(var, mean, var_mean(*In(self), dims(dim, dim_count), keep_dim != 0, correction ? *correction : 1));
  });
}

nt_status nt_std_mean(const nt_tensor* self, const int64_t* dim, int32_t dim_count, const double* correction, uint8_t keep_dim,
                      nt_tensor** std, nt_tensor** mean) {
  return boundary([&] {
    give_pair(std, mean, std_mean(*In(self), dims(dim, dim_count), keep_dim != 0, correction ? *correction : 1));
  });
}

nt_status nt_max_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                     nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("max", values_output, indices_output, values, indices, max_dim(*In(self), dim, keep_dim != 0));
  });
}

nt_status nt_min_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                     nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("min", values_output, indices_output, values, indices, min_dim(*In(self), dim, keep_dim != 0));
  });
}

nt_status nt_aminmax(const nt_tensor* self, const int64_t* dim, uint8_t keep_dim, nt_tensor* min_output,
                     nt_tensor* max_output, nt_tensor** min, nt_tensor** max) {
  return boundary([&] {
    give_or_fill_pair("aminmax", min_output, max_output, min, max, aminmax(*In(self), dim, keep_dim != 0));
  });
}

nt_status nt_sum_to_size(const nt_tensor* self, const int64_t* shape, int32_t shape_count, nt_tensor** out) {
  return boundary([&] { give(out, sum_to_size(*In(self), dims(shape, shape_count))); });
}

nt_status nt_count_nonzero(const nt_tensor* self, const int64_t* dim, int32_t dim_count, nt_tensor** out) {
  return boundary([&] { give(out, count_nonzero(*In(self), dims(dim, dim_count))); });
}

nt_status nt_cov(const nt_tensor* self, int64_t correction, const nt_tensor* fweights, const nt_tensor* aweights,
                 nt_tensor** out) {
  return boundary([&] { give(out, cov(*In(self), correction, *In(fweights, true), *In(aweights, true))); });
}

nt_status nt_corrcoef(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, corrcoef(*In(self))); });
}

static QuantileInterpolation interpolation_of(int32_t value) {
  NT_CHECK(value >= 0 && value <= 4, Code::argument, "[quantile] interpolation ", value, " is none of 0 to 4");
  return static_cast<QuantileInterpolation>(value);
}

nt_status nt_quantile(const nt_tensor* self, const nt_tensor* q, const int64_t* dim, uint8_t keep_dim, int32_t interpolation,
                      nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("quantile", self, output, out, [&](const Tensor& x) {
      return quantile(x, *In(q), dim, keep_dim != 0, interpolation_of(interpolation), false);
    });
  });
}

nt_status nt_nanquantile(const nt_tensor* self, const nt_tensor* q, const int64_t* dim, uint8_t keep_dim,
                         int32_t interpolation, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("nanquantile", self, output, out, [&](const Tensor& x) {
      return quantile(x, *In(q), dim, keep_dim != 0, interpolation_of(interpolation), true);
    });
  });
}

nt_status nt_norm(const nt_tensor* self, const nt_scalar* p, const int64_t* dim, int32_t dim_count, uint8_t keep_dim,
                  int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const double order = p ? scalar(*p).to<double>() : 2;
    give_or_fill("norm", self, output, out, [&](const Tensor& x) {
      return vector_norm("norm", x, order, dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());
    });
  });
}

nt_status nt_norm_kind(const nt_tensor* self, int32_t p, const int64_t* dim, int32_t dim_count, uint8_t keep_dim, int32_t dtype,
                       nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    NT_CHECK(p == 0 || p == 1, Code::argument, "[norm] kind ", p, " is neither 0 nor 1");
    give_or_fill("norm", self, output, out, [&](const Tensor& x) {
      return norm(x, static_cast<NormKind>(p), dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());
    });
  });
}

nt_status nt_linalg_vector_norm(const nt_tensor* self, double ord, const int64_t* dim, int32_t dim_count, uint8_t keep_dim,
                                int32_t dtype, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("linalg.vector_norm", self, output, out, [&](const Tensor& x) {
      return vector_norm("linalg.vector_norm", x, ord, dims(dim, dim_count), keep_dim != 0, OptionalDtype(dtype).or_null());
    });
  });
}

nt_status nt_linalg_vecdot(const nt_tensor* self, const nt_tensor* other, int64_t dim, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("linalg.vecdot", self, output, out, [&](const Tensor& x) { return vecdot(x, *In(other), dim); });
  });
}

nt_status nt_dist(const nt_tensor* self, const nt_tensor* other, double p, nt_tensor** out) {
  return boundary([&] { give(out, dist(*In(self), *In(other), p)); });
}

nt_status nt_renorm(const nt_tensor* self, double p, int64_t dim, double max_norm, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("renorm", self, into, out, [&](const Tensor& x) { return renorm(x, p, dim, max_norm); });
  });
}

nt_status nt_cdist(const nt_tensor* self, const nt_tensor* x2, double p, int32_t compute_mode, nt_tensor** out) {
  return boundary([&] {
    NT_CHECK(compute_mode >= 0 && compute_mode <= 2, Code::argument, "[cdist] mode ", compute_mode, " is none of 0, 1, 2");
    give(out, cdist(*In(self), *In(x2), p, static_cast<CdistMode>(compute_mode)));
  });
}

nt_status nt_pdist(const nt_tensor* self, double p, nt_tensor** out) {
  return boundary([&] { give(out, pdist(*In(self), p)); });
}
