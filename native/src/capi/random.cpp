#include "ops/random.h"

#include "capi/boundary.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_generator_new(uint64_t seed, nt_generator** out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = reinterpret_cast<nt_generator*>(new Generator(seed));
  });
}

void nt_generator_release(nt_generator* self) {
  if (self) Ref<Generator>::adopt(generator(self));
}

static Generator& generator_or_default(const nt_generator* self) {
  return self ? *generator(self) : default_generator();
}

nt_status nt_generator_manual_seed(nt_generator* self, uint64_t seed) {
  return boundary([&] {
    Generator& g = generator_or_default(self);
    std::lock_guard lock(g.mutex());
    g.seed_with(seed);
  });
}

nt_status nt_generator_initial_seed(const nt_generator* self, uint64_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = generator_or_default(self).seed();
  });
}

nt_status nt_generator_get_state(const nt_generator* self, nt_tensor** out) {
  return boundary([&] {
    Generator& g = generator_or_default(self);
    Tensor state = Tensor::empty({Generator::kStateBytes}, Dtype::uint8);
    {
      std::lock_guard lock(g.mutex());
      g.save(state.data<uint8_t>());
    }
    give(out, std::move(state));
  });
}

nt_status nt_generator_set_state(nt_generator* self, const nt_tensor* state) {
  return boundary([&] {
    const In in(state);
    const Tensor& t = *in;
    NT_CHECK(t.dtype() == Dtype::uint8 && t.numel() == Generator::kStateBytes && t.device().is_cpu(), Code::argument,
             "[set_rng_state] a state is ", Generator::kStateBytes, " uint8 on the CPU, not ", t.numel(), " ", t.dtype());
    const Tensor dense = contiguous(t);
    Generator& g = generator_or_default(self);
    std::lock_guard lock(g.mutex());
    NT_CHECK(g.restore(dense.data<uint8_t>()), Code::argument, "[set_rng_state] the bytes are no generator's state");
  });
}

nt_status nt_uniform_into(nt_tensor* self, double from, double to, nt_generator* g) {
  return boundary([&] { uniform_(In(self).mutable_tensor(), from, to, generator(g)); });
}

nt_status nt_normal_into(nt_tensor* self, double mean, double std, nt_generator* g) {
  return boundary([&] { normal_(In(self).mutable_tensor(), mean, std, generator(g)); });
}

nt_status nt_randint_into(nt_tensor* self, int64_t low, int64_t high, nt_generator* g) {
  return boundary([&] { randint_(In(self).mutable_tensor(), low, high, generator(g)); });
}

nt_status nt_random_into(nt_tensor* self, nt_generator* g) {
  return boundary([&] { random_(In(self).mutable_tensor(), generator(g)); });
}

nt_status nt_bernoulli_into(nt_tensor* self, double p, nt_generator* g) {
  return boundary([&] { bernoulli_(In(self).mutable_tensor(), p, generator(g)); });
}

nt_status nt_bernoulli(const nt_tensor* probabilities, nt_generator* g, nt_tensor** out) {
  return boundary([&] { give(out, bernoulli(*In(probabilities), generator(g))); });
}

nt_status nt_exponential_into(nt_tensor* self, double lambd, nt_generator* g) {
  return boundary([&] { exponential_(In(self).mutable_tensor(), lambd, generator(g)); });
}

nt_status nt_cauchy_into(nt_tensor* self, double median, double sigma, nt_generator* g) {
  return boundary([&] { cauchy_(In(self).mutable_tensor(), median, sigma, generator(g)); });
}

nt_status nt_log_normal_into(nt_tensor* self, double mean, double std, nt_generator* g) {
  return boundary([&] { log_normal_(In(self).mutable_tensor(), mean, std, generator(g)); });
}

nt_status nt_geometric_into(nt_tensor* self, double p, nt_generator* g) {
  return boundary([&] { geometric_(In(self).mutable_tensor(), p, generator(g)); });
}

nt_status nt_poisson(const nt_tensor* rates, nt_generator* g, nt_tensor** out) {
  return boundary([&] { give(out, poisson(*In(rates), generator(g))); });
}

nt_status nt_multinomial(const nt_tensor* probabilities, int64_t num_samples, uint8_t replacement, nt_generator* g,
                         nt_tensor** out) {
  return boundary([&] { give(out, multinomial(*In(probabilities), num_samples, replacement != 0, generator(g))); });
}

nt_status nt_randperm(int64_t n, int32_t type, nt_generator* g, nt_tensor** out) {
  return boundary([&] { give(out, randperm(n, OptionalDtype(type).or_else(Dtype::int64), generator(g))); });
}
