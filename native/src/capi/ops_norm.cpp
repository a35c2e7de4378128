#include "capi/boundary.h"
#include "ops/norms.h"

using namespace nt;
using namespace nt::capi;

// A result with its statistics.
static void give(nt_tensor** out, nt_tensor** mean, nt_tensor** rstd, Normalized&& made) {
  check_pointer(out, "out");
  check_pointer(mean, "out");
  check_pointer(rstd, "out");
  capi::give(out, std::move(made.result));
  capi::give(mean, std::move(made.mean));
  capi::give(rstd, std::move(made.rstd));
}

nt_status nt_batch_norm(const nt_tensor* self, const nt_tensor* running_mean, const nt_tensor* running_var,
                        const nt_tensor* weight, const nt_tensor* bias, uint8_t training, double momentum, double eps,
                        nt_tensor** out) {
  return boundary([&] {
    give(out, batch_norm(*In(self), *In(running_mean, true), *In(running_var, true), *In(weight, true), *In(bias, true),
                         training != 0, momentum, eps));
  });
}

nt_status nt_native_batch_norm(const nt_tensor* self, const nt_tensor* weight, const nt_tensor* bias,
                               const nt_tensor* running_mean, const nt_tensor* running_var, uint8_t training,
                               double momentum, double eps, nt_tensor** out, nt_tensor** save_mean, nt_tensor** save_invstd) {
  return boundary([&] {
    give(out, save_mean, save_invstd,
         native_batch_norm("native_batch_norm", *In(self), *In(weight, true), *In(bias, true), *In(running_mean, true),
                           *In(running_var, true), training != 0, momentum, eps));
  });
}

nt_status nt_instance_norm(const nt_tensor* self, const nt_tensor* running_mean, const nt_tensor* running_var,
                           const nt_tensor* weight, const nt_tensor* bias, uint8_t use_input_stats, double momentum,
                           double eps, nt_tensor** out) {
  return boundary([&] {
    give(out, instance_norm(*In(self), *In(running_mean, true), *In(running_var, true), *In(weight, true), *In(bias, true),
                            use_input_stats != 0, momentum, eps));
  });
}

nt_status nt_layer_norm(const nt_tensor* self, const int64_t* normalized_shape, int32_t normalized_shape_count,
                        const nt_tensor* weight, const nt_tensor* bias, double eps, nt_tensor** out) {
  return boundary([&] {
    give(out, layer_norm("layer_norm", *In(self), dims(normalized_shape, normalized_shape_count), *In(weight, true),
                         *In(bias, true), eps)
                  .result);
  });
}

nt_status nt_native_layer_norm(const nt_tensor* self, const int64_t* normalized_shape, int32_t normalized_shape_count,
                               const nt_tensor* weight, const nt_tensor* bias, double eps, nt_tensor** out, nt_tensor** mean,
                               nt_tensor** rstd) {
  return boundary([&] {
    give(out, mean, rstd, layer_norm("native_layer_norm", *In(self), dims(normalized_shape, normalized_shape_count),
                                     *In(weight, true), *In(bias, true), eps));
  });
}

nt_status nt_group_norm(const nt_tensor* self, int64_t num_groups, const nt_tensor* weight, const nt_tensor* bias, double eps,
                        nt_tensor** out) {
  return boundary([&] { give(out, group_norm(*In(self), num_groups, *In(weight, true), *In(bias, true), eps)); });
}

nt_status nt_local_response_norm(const nt_tensor* self, int64_t size, double alpha, double beta, double k, nt_tensor** out) {
  return boundary([&] { give(out, local_response_norm(*In(self), size, alpha, beta, k)); });
}
