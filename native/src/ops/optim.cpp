#include "ops/optim.h"

#include <cmath>

#include "core/node.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"

namespace nt {
namespace {

Tensor gradient_of(const char* op, const Tensor& parameter) {
  const AutogradMeta* meta = parameter.impl()->autograd.get();
  if (!meta || !meta->grad) return {};
  Tensor grad = detach(Tensor{meta->grad});
  NT_CHECK(grad.sizes() == parameter.sizes(), Code::shape, "[", op, "] a parameter ", parameter.sizes(),
           " has a gradient of sizes ", grad.sizes());
  return grad;
}

// Whether one loop over plain float arrays can do the step.
bool is_plain(const Tensor& p, const Tensor& g) {
  return p.device().is_cpu() && p.dtype() == Dtype::float32 && g.dtype() == Dtype::float32 && p.is_contiguous() &&
         g.is_contiguous();
}

void check_state(const char* op, const Tensor& parameter, const Tensor& state) {
  NT_CHECK(state.sizes() == parameter.sizes() && state.dtype() == parameter.dtype(), Code::shape, "[", op,
           "] a state of ", state.dtype(), " ", state.sizes(), " does not fit the parameter ", parameter.dtype(), " ",
           parameter.sizes());
}

void sgd_plain(float* __restrict p, const float* __restrict g, float* __restrict b, bool first, int64_t n,
               const SgdOptions& o) {
  const float lr = static_cast<float>(o.lr), momentum = static_cast<float>(o.momentum),
              keep = static_cast<float>(1 - o.dampening), decay = static_cast<float>(o.weight_decay),
              sign = o.maximize ? -1.0f : 1.0f;
  for (int64_t i = 0; i < n; ++i) {
    float d = sign * g[i] + decay * p[i];
    if (b) {
      b[i] = first ? d : momentum * b[i] + keep * d;
      d = o.nesterov ? d + momentum * b[i] : b[i];
    }
    p[i] -= lr * d;
  }
}

void sgd_general(Tensor& p, const Tensor& grad, Tensor* momentum, bool first, const SgdOptions& o) {
  Tensor d = o.maximize ? -grad : grad;
  if (o.weight_decay != 0) d = d + p * o.weight_decay;
  if (momentum) {
    if (first) {
      copy_(*momentum, d);
    } else {
      mul(*momentum, scalar_tensor(o.momentum), momentum);
      add(*momentum, d, 1 - o.dampening, momentum);
    }
    d = o.nesterov ? d + *momentum * o.momentum : *momentum;
  }
  add(p, d, -o.lr, &p);
}

// Constants of one Adam step for a parameter at step t.
struct AdamStep {
  double rate;         // lr / (1 - beta1^t)
  double root_second;  // sqrt(1 - beta2^t)
};

void adam_plain(float* __restrict p, const float* __restrict g, float* __restrict m, float* __restrict v,
                float* __restrict largest, int64_t n, const AdamOptions& o, AdamStep step) {
  const float b1 = static_cast<float>(o.beta1), b2 = static_cast<float>(o.beta2), c1 = static_cast<float>(1 - o.beta1),
              c2 = static_cast<float>(1 - o.beta2), eps = static_cast<float>(o.eps),
              rate = static_cast<float>(step.rate), root = static_cast<float>(step.root_second),
              coupled = o.decoupled ? 0.0f : static_cast<float>(o.weight_decay),
              shrink = o.decoupled ? static_cast<float>(1 - o.lr * o.weight_decay) : 1.0f,
              sign = o.maximize ? -1.0f : 1.0f;
  for (int64_t i = 0; i < n; ++i) {
    const float weight = p[i] * shrink;
    const float d = sign * g[i] + coupled * weight;
    m[i] = b1 * m[i] + c1 * d;
    v[i] = b2 * v[i] + c2 * d * d;
    float square = v[i];
    if (largest) square = largest[i] = largest[i] < v[i] ? v[i] : largest[i];
    p[i] = weight - rate * m[i] / (__builtin_sqrtf(square) / root + eps);
  }
}

void adam_general(Tensor& p, const Tensor& grad, Tensor& m, Tensor& v, Tensor* largest, const AdamOptions& o,
                  AdamStep step) {
  Tensor d = o.maximize ? -grad : grad;
  if (o.decoupled) {
    mul(p, scalar_tensor(1 - o.lr * o.weight_decay), &p);
  } else if (o.weight_decay != 0) {
    d = d + p * o.weight_decay;
  }
  mul(m, scalar_tensor(o.beta1), &m);
  add(m, d, 1 - o.beta1, &m);
  mul(v, scalar_tensor(o.beta2), &v);
  add(v, d * d, 1 - o.beta2, &v);
  if (largest) maximum(*largest, v, largest);
  const Tensor denominator = sqrt(largest ? *largest : v) / step.root_second + o.eps;
  add(p, m / denominator, -step.rate, &p);
}

Tensor& ensure_state(const char* op, const Tensor& parameter, Tensor& state) {
  if (!state.defined()) state = zeros_like(parameter);
  check_state(op, parameter, state);
  return state;
}

}  // namespace

void sgd_step(std::vector<Tensor>& parameters, std::vector<Tensor>* momenta, const SgdOptions& options) {
  GradMode off(false);
  for (size_t i = 0; i < parameters.size(); ++i) {
    Tensor& p = parameters[i];
    const Tensor g = gradient_of("sgd_step", p);
    if (!g.defined()) continue;
    Tensor* momentum = momenta && options.momentum != 0 ? &(*momenta)[i] : nullptr;
    const bool first = momentum && !momentum->defined();
    if (momentum) ensure_state("sgd_step", p, *momentum);
    if (is_plain(p, g) && (!momentum || momentum->is_contiguous())) {
      sgd_plain(p.data<float>(), g.data<float>(), momentum ? momentum->data<float>() : nullptr, first, p.numel(), options);
      finish_inplace("sgd_step", p);
    } else {
      sgd_general(p, g, momentum, first, options);
    }
  }
}

void adam_step(std::vector<Tensor>& parameters, std::vector<Tensor>& first, std::vector<Tensor>& second,
               std::vector<Tensor>* max_squares, int64_t* steps, const AdamOptions& options) {
  GradMode off(false);
  for (size_t i = 0; i < parameters.size(); ++i) {
    Tensor& p = parameters[i];
    const Tensor g = gradient_of("adam_step", p);
    if (!g.defined()) continue;
    Tensor& m = ensure_state("adam_step", p, first[i]);
    Tensor& v = ensure_state("adam_step", p, second[i]);
    Tensor* largest = max_squares ? &ensure_state("adam_step", p, (*max_squares)[i]) : nullptr;
    const double t = static_cast<double>(++steps[i]);
    const AdamStep step{options.lr / (1 - std::pow(options.beta1, t)), std::sqrt(1 - std::pow(options.beta2, t))};
    const bool plain = is_plain(p, g) && m.is_contiguous() && v.is_contiguous() && (!largest || largest->is_contiguous());
    if (plain) {
      adam_plain(p.data<float>(), g.data<float>(), m.data<float>(), v.data<float>(),
                 largest ? largest->data<float>() : nullptr, p.numel(), options, step);
      finish_inplace("adam_step", p);
    } else {
      adam_general(p, g, m, v, largest, options, step);
    }
  }
}

void zero_grad(std::vector<Tensor>& parameters, bool set_to_none) {
  GradMode off(false);
  for (Tensor& p : parameters) {
    AutogradMeta* meta = p.impl()->autograd.get();
    if (!meta || !meta->grad) continue;
    if (set_to_none) {
      meta->grad = nullptr;
    } else {
      // Out of the graph that made it, as PyTorch does.
      Tensor grad = detach(Tensor{meta->grad});
      fill_(grad, 0);
      meta->grad = std::move(grad.ref());
    }
  }
}

}  // namespace nt
