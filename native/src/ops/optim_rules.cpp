#include "ops/optim_rules.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/error.h"
#include "functors/optim.h"
#include "functors/optim_table.h"

namespace nt {
namespace {

struct SgdOptions {
  double lr, momentum, dampening, weight_decay, nesterov, maximize;
};
struct AdamOptions {
  double lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, decoupled;
};
struct AdamaxOptions {
  double lr, beta1, beta2, eps, weight_decay, maximize;
};
struct NAdamOptions {
  double lr, beta1, beta2, eps, weight_decay, momentum_decay, maximize;
};
struct RAdamOptions {
  double lr, beta1, beta2, eps, weight_decay, maximize;
};
struct AdagradOptions {
  double lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize;
};
struct AdadeltaOptions {
  double lr, rho, eps, weight_decay, maximize;
};
struct RmsPropOptions {
  double lr, alpha, eps, weight_decay, momentum, centered, maximize;
};
struct RpropOptions {
  double lr, eta_minus, eta_plus, least, most, maximize;
};
struct AsgdOptions {
  double lr, lambd, alpha, t0, weight_decay, maximize;
};
struct SparseAdamOptions {
  double lr, beta1, beta2, eps, maximize;
};

using State = StepPlan::State;

#define NT_STEP(name, Functor) \
  constexpr StepRule rule_of(const fn::Functor<double>&) { return StepRule::name; }
#include "functors/optim.def"
#undef NT_STEP

template <class F>
StepPlan plan_of(const F& functor, std::initializer_list<State> states) {
  static_assert(sizeof(F) <= sizeof(StepPlan::constants));
  StepPlan plan{};
  plan.rule = rule_of(functor);
  std::memcpy(plan.constants, &functor, sizeof(F));
  for (const State& state : states) plan.states[plan.state_count++] = state;
  return plan;
}

double sign_of(double maximize) { return maximize != 0 ? -1 : 1; }

// What PyTorch keeps in a float32 tensor.
double as_float(double x) { return static_cast<double>(static_cast<float>(x)); }

template <class Options>
fn::Moments<double> moments_of(const Options& o, double weight_decay) {
  return {sign_of(o.maximize), weight_decay, o.beta1, 1 - o.beta1, o.beta2, 1 - o.beta2};
}

StepPlan sgd(const SgdOptions& o, double*, bool fresh) {
  const double sign = sign_of(o.maximize);
  if (o.momentum == 0) return plan_of(fn::Sgd<double>{o.lr, sign, o.weight_decay}, {});
  return plan_of(fn::SgdMomentum<double>{o.lr, sign, o.weight_decay, o.momentum, 1 - o.dampening, o.nesterov,
                                         fresh ? 1.0 : 0.0},
                 {{0}});
}

StepPlan adam(const AdamOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  const double rate = o.lr / (1 - std::pow(o.beta1, t)), root = std::sqrt(1 - std::pow(o.beta2, t));
  const double shrink = o.decoupled != 0 ? 1 - o.lr * o.weight_decay : 1;
  const auto moments = moments_of(o, o.decoupled != 0 ? 0 : o.weight_decay);
  if (o.amsgrad != 0) return plan_of(fn::AdamAmsgrad<double>{moments, shrink, rate, root, o.eps}, {{0}, {1}, {2}});
  return plan_of(fn::Adam<double>{moments, shrink, rate, root, o.eps}, {{0}, {1}});
}

StepPlan adamax(const AdamaxOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  return plan_of(fn::Adamax<double>{sign_of(o.maximize), o.weight_decay, o.beta1, 1 - o.beta1, o.beta2,
                                    o.lr / (1 - std::pow(o.beta1, t)), o.eps},
                 {{0}, {1}});
}

// numbers[1] is the product of all mu so far, in float32. That of the next step has this step's mu twice, as PyTorch 1.13
// has it; 2.x has it once.
StepPlan nadam(const NAdamOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  auto mu_of = [&](double step) { return o.beta1 * (1 - 0.5 * std::pow(0.96, step * o.momentum_decay)); };
  const double mu = mu_of(t), mu_next = mu_of(t + 1);
  const float product = (t == 1 ? 1.0f : static_cast<float>(numbers[1])) * static_cast<float>(mu);
  const float next = product * static_cast<float>(mu) * static_cast<float>(mu_next);
  numbers[1] = static_cast<double>(product);
  return plan_of(fn::NAdam<double>{moments_of(o, o.weight_decay), 1 - std::pow(o.beta2, t), o.eps,
                                   o.lr * (1 - mu) / (1 - static_cast<double>(product)),
                                   o.lr * mu_next / (1 - static_cast<double>(next))},
                 {{0}, {1}});
}

StepPlan radam(const RAdamOptions& o, double* numbers, bool) {
  const double t = ++numbers[0], power = std::pow(o.beta2, t);
  const double longest = 2 / (1 - o.beta2) - 1, length = longest - 2 * t * power / (1 - power);
  const double rectified = length > 5 ? std::sqrt((length - 4) * (length - 2) * longest /
                                                  ((longest - 4) * (longest - 2) * length))
                                      : 0;
  return plan_of(fn::RAdam<double>{moments_of(o, o.weight_decay), 1 - std::pow(o.beta1, t), o.lr, std::sqrt(1 - power),
                                   o.eps, rectified},
                 {{0}, {1}});
}

StepPlan adagrad(const AdagradOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  return plan_of(fn::Adagrad<double>{sign_of(o.maximize), o.weight_decay, o.lr / (1 + (t - 1) * o.lr_decay), o.eps},
                 {{0, o.initial_accumulator_value}});
}

StepPlan adadelta(const AdadeltaOptions& o, double* numbers, bool) {
  ++numbers[0];
  return plan_of(fn::Adadelta<double>{o.lr, sign_of(o.maximize), o.weight_decay, o.rho, 1 - o.rho, o.eps}, {{0}, {1}});
}

StepPlan rmsprop(const RmsPropOptions& o, double* numbers, bool) {
  ++numbers[0];
  auto plan = [&](auto functor, std::initializer_list<State> states) {
    functor = {o.lr, sign_of(o.maximize), o.weight_decay, o.alpha, 1 - o.alpha, o.eps, o.momentum};
    return plan_of(functor, states);
  };
  if (o.centered != 0 && o.momentum > 0) return plan(fn::RmsPropCenteredMomentum<double>{}, {{0}, {2}, {1}});
  if (o.centered != 0) return plan(fn::RmsPropCentered<double>{}, {{0}, {2}});
  if (o.momentum > 0) return plan(fn::RmsPropMomentum<double>{}, {{0}, {1}});
  return plan(fn::RmsProp<double>{}, {{0}});
}

StepPlan rprop(const RpropOptions& o, double* numbers, bool) {
  ++numbers[0];
  return plan_of(fn::Rprop<double>{sign_of(o.maximize), o.eta_minus, o.eta_plus, o.least, o.most}, {{0}, {1, o.lr}});
}

// numbers[1] is this step's eta and numbers[2] its mu, in float32.
StepPlan asgd(const AsgdOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  const double eta = t == 1 ? as_float(o.lr) : numbers[1], mu = t == 1 ? 1 : numbers[2];
  numbers[1] = as_float(o.lr / std::pow(1 + o.lambd * o.lr * t, o.alpha));
  numbers[2] = as_float(1 / std::max(1.0, t - o.t0));
  return plan_of(fn::Asgd<double>{sign_of(o.maximize), o.weight_decay, 1 - o.lambd * eta, eta, mu}, {{0}});
}

StepPlan sparse_adam(const SparseAdamOptions& o, double* numbers, bool) {
  const double t = ++numbers[0];
  const double rate = o.lr * std::sqrt(1 - std::pow(o.beta2, t)) / (1 - std::pow(o.beta1, t));
  return plan_of(fn::SparseAdam<double>{sign_of(o.maximize), 1 - o.beta1, 1 - o.beta2, rate, o.eps}, {{0}, {1}});
}

template <class Options, StepPlan (*plan)(const Options&, double*, bool)>
constexpr OptimizerRule rule(const char* name, int32_t states, int32_t numbers) {
  return {name, states, numbers, sizeof(Options) / sizeof(double), [](const double* options, double* counters, bool fresh) {
            Options o;
            std::memcpy(&o, options, sizeof(o));
            return plan(o, counters, fresh);
          }};
}

constexpr OptimizerRule leaving_zero_rows(OptimizerRule rule) {
  rule.skips_zero_rows = true;
  return rule;
}

// In the order of nt_optimizer.
constexpr OptimizerRule kRules[] = {
    rule<SgdOptions, sgd>("SGD", 1, 0),
    rule<AdamOptions, adam>("Adam", 3, 1),
    rule<AdamaxOptions, adamax>("Adamax", 2, 1),
    rule<NAdamOptions, nadam>("NAdam", 2, 2),
    rule<RAdamOptions, radam>("RAdam", 2, 1),
    rule<AdagradOptions, adagrad>("Adagrad", 1, 1),
    rule<AdadeltaOptions, adadelta>("Adadelta", 2, 1),
    rule<RmsPropOptions, rmsprop>("RMSprop", 3, 1),
    rule<RpropOptions, rprop>("Rprop", 2, 1),
    rule<AsgdOptions, asgd>("ASGD", 1, 3),
    leaving_zero_rows(rule<SparseAdamOptions, sparse_adam>("SparseAdam", 2, 1)),
};

}  // namespace

const OptimizerRule& optimizer_rule(int32_t optimizer) {
  NT_CHECK(optimizer >= 0 && optimizer < static_cast<int32_t>(std::size(kRules)), Code::argument,
           "[optimizer_step] ", optimizer, " is no optimizer");
  return kRules[optimizer];
}

}  // namespace nt
