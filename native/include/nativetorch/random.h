/* PyTorch's random numbers: one seed gives PyTorch's CPU draws. A NULL generator is the default one. */
#ifndef NATIVETORCH_RANDOM_H
#define NATIVETORCH_RANDOM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A generator of its own, seeded with `seed`. @torch torch.Generator */
NT_API nt_status nt_generator_new(uint64_t seed, nt_generator** out);

NT_API void nt_generator_release(nt_generator* self);

/** Seeds the generator. @torch torch.manual_seed */
NT_API nt_status nt_generator_manual_seed(nt_generator* self, uint64_t seed);

/** The seed that was last set. @torch torch.initial_seed */
NT_API nt_status nt_generator_initial_seed(const nt_generator* self, uint64_t* out);

/** The whole state as a uint8 tensor in PyTorch's layout. @torch torch.get_rng_state */
NT_API nt_status nt_generator_get_state(const nt_generator* self, nt_tensor** out);

/** Restores a state of nt_generator_get_state. @torch torch.set_rng_state */
NT_API nt_status nt_generator_set_state(nt_generator* self, const nt_tensor* state);

/** Fills with uniform numbers from [from, to). @torch torch.Tensor.uniform_ */
NT_API nt_status nt_uniform_into(nt_tensor* self, double from, double to, nt_generator* generator);

/** Fills with normal numbers. @torch torch.Tensor.normal_ */
NT_API nt_status nt_normal_into(nt_tensor* self, double mean, double std, nt_generator* generator);

/** Fills with integers from [low, high). @torch torch.Tensor.random_ */
NT_API nt_status nt_randint_into(nt_tensor* self, int64_t low, int64_t high, nt_generator* generator);

/** Fills with integers from all of the dtype's non-negative range. @torch torch.Tensor.random_ */
NT_API nt_status nt_random_into(nt_tensor* self, nt_generator* generator);

/** Fills with 1 with probability p, else 0. @torch torch.Tensor.bernoulli_ */
NT_API nt_status nt_bernoulli_into(nt_tensor* self, double p, nt_generator* generator);

/** 1 with the probability given by each element, else 0. @torch torch.bernoulli */
NT_API nt_status nt_bernoulli(const nt_tensor* probabilities, nt_generator* generator, nt_tensor** out);

/** Fills with exponential numbers of rate lambd > 0. @torch torch.Tensor.exponential_ */
NT_API nt_status nt_exponential_into(nt_tensor* self, double lambd, nt_generator* generator);

/** Fills with numbers of Cauchy's distribution about median, sigma > 0 wide. @torch torch.Tensor.cauchy_ */
NT_API nt_status nt_cauchy_into(nt_tensor* self, double median, double sigma, nt_generator* generator);

/** Fills with e to the power of normal numbers. @torch torch.Tensor.log_normal_ */
NT_API nt_status nt_log_normal_into(nt_tensor* self, double mean, double std, nt_generator* generator);

/** Fills with the number of tries until one of chance p, in (0, 1), succeeds. @torch torch.Tensor.geometric_ */
NT_API nt_status nt_geometric_into(nt_tensor* self, double p, nt_generator* generator);

/** Counts of events, at the rate that each element gives. @torch torch.poisson */
NT_API nt_status nt_poisson(const nt_tensor* rates, nt_generator* generator, nt_tensor** out);

/** num_samples indices of each row, drawn with its elements as weights, again and again or each at most once.
    @torch torch.multinomial */
NT_API nt_status nt_multinomial(const nt_tensor* probabilities, int64_t num_samples, uint8_t replacement,
                                nt_generator* generator, nt_tensor** out);

/** A random permutation of 0..n-1. @torch torch.randperm */
NT_API nt_status nt_randperm(int64_t n, int32_t dtype, nt_generator* generator, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif
