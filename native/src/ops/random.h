// Random fills: PyTorch's numbers for the same seed. A null generator is the default one. Values are drawn on the CPU.
#pragma once

#include "core/generator.h"
#include "core/tensor.h"

namespace nt {

void uniform_(Tensor& self, double from, double to, Generator* generator);
void normal_(Tensor& self, double mean, double std, Generator* generator);
void randint_(Tensor& self, int64_t low, int64_t high, Generator* generator);
void random_(Tensor& self, Generator* generator);
void bernoulli_(Tensor& self, double p, Generator* generator);
Tensor bernoulli(const Tensor& probabilities, Generator* generator);
void exponential_(Tensor& self, double lambd, Generator* generator);
void cauchy_(Tensor& self, double median, double sigma, Generator* generator);
void log_normal_(Tensor& self, double mean, double std, Generator* generator);
void geometric_(Tensor& self, double p, Generator* generator);
Tensor poisson(const Tensor& rates, Generator* generator);
Tensor multinomial(const Tensor& probabilities, int64_t num_samples, bool replacement, Generator* generator);
Tensor randperm(int64_t n, Dtype dtype, Generator* generator);

}  // namespace nt
