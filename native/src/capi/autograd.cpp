#include "capi/callback.h"
#include "core/anomaly.h"
#include "core/checkpoint.h"

using namespace nt;
using namespace nt::capi;

uint8_t nt_grad_enabled(void) { return grad_enabled(); }
uint8_t nt_set_grad_enabled(uint8_t enabled) { return set_grad_enabled(enabled != 0); }

uint8_t nt_inference_mode(void) { return inference_mode(); }
uint8_t nt_set_inference_mode(uint8_t enabled) { return set_inference_mode(enabled != 0); }

static AutogradMeta& meta_of(const Tensor& tensor) {
  auto& meta = tensor.impl()->autograd;
  if (!meta) meta = std::make_unique<AutogradMeta>();
  return *meta;
}

nt_status nt_tensor_set_requires_grad(nt_tensor* self, uint8_t requires_grad) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    NT_CHECK(!requires_grad || is_floating(t.dtype()), Code::dtype,
             "[requires_grad] only floating dtypes have gradients, not ", t.dtype());
    NT_CHECK(!requires_grad || !t.storage().is_inference(), Code::autograd, "[requires_grad] a ", t.sizes(),
             " tensor made in inference mode can never require grad: clone it outside of inference mode");
    const bool is_leaf = !needs_grad(t) || !grad_fn_of(t);
    NT_CHECK(is_leaf || requires_grad, Code::autograd,
             "[requires_grad] only a leaf can stop requiring grad: detach a result");
    if (is_leaf) meta_of(t).requires_grad = requires_grad != 0;
  });
}

nt_status nt_tensor_grad(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] {
    const In in(self);
    check_pointer(out, "out");
    const AutogradMeta* meta = (*in).impl()->autograd.get();
    Tensor grad;
    if (meta) grad = Tensor{meta->retained_grad && *meta->retained_grad ? *meta->retained_grad : meta->grad};
    give(out, std::move(grad));
  });
}

nt_status nt_tensor_set_grad(nt_tensor* self, const nt_tensor* grad) {
  return boundary([&] {
    const In in(self), given(grad, true);
    const Tensor& t = *in;
    if ((*given).defined()) {
      NT_CHECK((*given).sizes() == t.sizes(), Code::shape, "[set_grad] a gradient of sizes ", (*given).sizes(),
               " does not fit ", t.sizes());
      NT_CHECK((*given).dtype() == t.dtype(), Code::dtype, "[set_grad] a gradient of ", (*given).dtype(),
               " does not fit ", t.dtype());
      NT_CHECK((*given).device() == t.device(), Code::device, "[set_grad] the gradient is on ", (*given).device(),
               ", not ", t.device());
    }
    AutogradMeta& meta = meta_of(t);
    meta.grad = Ref<TensorImpl>::share((*given).impl());
    if (meta.retained_grad) *meta.retained_grad = nullptr;
  });
}

nt_status nt_tensor_retain_grad(nt_tensor* self) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    NT_CHECK(needs_grad(t), Code::autograd, "[retain_grad] a tensor that does not require grad has none to keep");
    const Ref<Node> made_by = grad_fn_of(t);
    if (!made_by || meta_of(t).retained_grad) return;
    AutogradMeta& meta = meta_of(t);
    meta.retained_grad = std::make_shared<Ref<TensorImpl>>();
    made_by->make_extras().retain({meta.output_nr, meta.retained_grad});
  });
}

nt_status nt_autograd_backward(nt_tensor* const* outputs, nt_tensor* const* gradients, int32_t output_count,
                               nt_tensor* const* inputs, int32_t input_count, uint8_t retain_graph,
                               uint8_t create_graph) {
  return boundary([&] {
    const std::vector<Tensor> given = gradients ? list(gradients, output_count, true) : std::vector<Tensor>{};
    backward(list(outputs, output_count), given, list(inputs, input_count),
             {retain_graph != 0 || create_graph != 0, create_graph != 0, true});
  });
}

nt_status nt_autograd_grad(nt_tensor* const* outputs, nt_tensor* const* gradients, int32_t output_count,
                           nt_tensor* const* inputs, int32_t input_count, uint8_t retain_graph, uint8_t create_graph,
                           uint8_t allow_unused, nt_tensor** grads) {
  return boundary([&] {
    check_pointer(grads, "grads");
    const std::vector<Tensor> given = gradients ? list(gradients, output_count, true) : std::vector<Tensor>{};
    std::vector<Tensor> result = grad(list(outputs, output_count), given, list(inputs, input_count),
                                      {retain_graph != 0 || create_graph != 0, create_graph != 0, allow_unused != 0});
    for (size_t i = 0; i < result.size(); ++i) give(grads + i, std::move(result[i]));
  });
}

nt_status nt_autograd_checkpoint(nt_callback function, void* state, nt_free free, nt_tensor* const* inputs,
                                 int32_t input_count) {
  return boundary([&] {
    Ref<Callback> forward = callback(function, state, free);
    Checkpoint::run(std::move(forward), list(inputs, input_count));
  });
}

nt_status nt_autograd_set_anomaly(uint8_t enabled, nt_describe_place place) {
  return boundary([&] { set_anomaly(enabled != 0, place); });
}
