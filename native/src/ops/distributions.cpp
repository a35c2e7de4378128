// Draws from distributions other than the uniform and the normal: each is a function of float64 uniform draws, in PyTorch's order.
#include <algorithm>
#include <cmath>

#include "ops/algebra.h"
#include "ops/random.h"
#include "ops/random_fill.h"
#include "ops/sorting.h"

namespace nt {
namespace {

// self[i] = draw(generator), one after the other.
template <class F>
void fill_floating(const char* op, Tensor& self, Generator* generator, F&& draw) {
  fill_random(op, self, generator, [&](Generator& g, Tensor& out) {
    for_floating(op, out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      T* data = out.data<T>();
      for (int64_t i = 0; i < out.numel(); ++i) data[i] = cast<T>(draw(g));
    });
  });
}

template <class T>
double number(T value) {
  return static_cast<double>(static_cast<std::conditional_t<sizeof(T) == 2, float, T>>(value));
}

// Hoermann's transformed rejection for large rates, products of uniform numbers for small ones.
double poisson_draw(Generator& g, double rate) {
  if (rate == 0) return 0;
  if (rate < 10) {
    const double bound = std::exp(-rate);
    double product = g.uniform_double(), count = 0;
    for (; product > bound; product *= g.uniform_double()) count += 1;
    return count;
  }
  const double root = std::sqrt(rate), log_rate = std::log(rate);
  const double b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), accept = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = g.uniform_double() - 0.5, v = g.uniform_double();
    const double us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const double left = std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b);
    if (left <= -rate + k * log_rate - std::lgamma(k + 1)) return k;
  }
}

// A row's probabilities to their running sum over 1.
template <class R, class T>
void cumulate(const T* row, int64_t n, std::vector<R>& sums) {
  R sum = 0;
  for (int64_t j = 0; j < n; ++j) {
    sum += static_cast<R>(row[j]);
    sums[static_cast<size_t>(j)] = sum;
  }
  for (R& s : sums) s /= sum;
}

void check_probabilities(const Tensor& p) {
  for_floating("multinomial", p.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const int64_t n = p.sizes().back(), rows = n == 0 ? 0 : p.numel() / n;
    for (int64_t r = 0; r < rows; ++r) {
      double sum = 0;
      for (int64_t j = 0; j < n; ++j) {
        const double value = number(p.data<T>()[r * n + j]);
        NT_CHECK(std::isfinite(value) && value >= 0, Code::argument, "[multinomial] probability ", value, " at ", r * n + j,
                 " is negative, infinite or NaN");
        sum += value;
      }
      NT_CHECK(sum > 0, Code::argument, "[multinomial] the probabilities of row ", r, " are all 0");
    }
  });
}

}  // namespace

void exponential_(Tensor& self, double lambd, Generator* generator) {
  NT_CHECK(lambd > 0, Code::argument, "[exponential_] lambd ", lambd, " is not above 0");
  fill_floating("exponential_", self, generator,
                [&](Generator& g) { return -1.0 / lambd * std::log1p(-g.uniform_double()); });
}

void cauchy_(Tensor& self, double median, double sigma, Generator* generator) {
  NT_CHECK(sigma > 0, Code::argument, "[cauchy_] sigma ", sigma, " is not above 0");
  fill_floating("cauchy_", self, generator,
                [&](Generator& g) { return median + sigma * std::tan(kPi * (g.uniform_double() - 0.5)); });
}

void log_normal_(Tensor& self, double mean, double std, Generator* generator) {
  NT_CHECK(std > 0, Code::argument, "[log_normal_] std ", std, " is not above 0");
  fill_floating("log_normal_", self, generator, [&](Generator& g) { return std::exp(g.normal_double() * std + mean); });
}

void geometric_(Tensor& self, double p, Generator* generator) {
  NT_CHECK(p > 0 && p < 1, Code::argument, "[geometric_] p = ", p, " is not in (0, 1)");
  NT_CHECK(self.dtype() != Dtype::boolean, Code::dtype, "[geometric_] not defined for ", self.dtype());
  fill_random("geometric_", self, generator, [&](Generator& g, Tensor& out) {
    visit_dtype(out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      T* data = out.data<T>();
      for (int64_t i = 0; i < out.numel(); ++i) {
        const double tries = std::ceil(std::log(g.uniform_double()) / std::log1p(-p));
        if constexpr (std::is_integral_v<T>) {
          data[i] = static_cast<T>(static_cast<int64_t>(std::min(tries, 9.0e18)));
        } else {
          data[i] = cast<T>(tries);
        }
      }
    });
  });
}

Tensor poisson(const Tensor& rates, Generator* generator) {
  NT_CHECK(is_floating(rates.dtype()), Code::dtype, "[poisson] rates are ", rates.dtype(), ", not floating");
  const Tensor from = contiguous(to(detach(rates), rates.dtype(), Device{}));
  Tensor out = empty_like(from);
  fill_random("poisson", out, generator, [&](Generator& g, Tensor& host) {
    for_floating("poisson", from.dtype(), [&](auto zero) {
      using T = decltype(zero);
      for (int64_t i = 0; i < from.numel(); ++i) {
        const double rate = number(from.data<T>()[i]);
        NT_CHECK(std::isfinite(rate) && rate >= 0, Code::argument, "[poisson] rate ", rate, " is negative, infinite or NaN");
        host.data<T>()[i] = cast<T>(poisson_draw(g, rate));
      }
    });
  });
  return to(out, out.dtype(), rates.device());
}

Tensor multinomial(const Tensor& probabilities, int64_t num_samples, bool replacement, Generator* generator) {
  NT_CHECK(is_floating(probabilities.dtype()), Code::dtype, "[multinomial] probabilities are ", probabilities.dtype(),
           ", not floating");
  NT_CHECK(probabilities.dim() == 1 || probabilities.dim() == 2, Code::shape, "[multinomial] probabilities ",
           probabilities.sizes(), ": one or two dimensions are taken");
  const int64_t n = probabilities.sizes().back();
  NT_CHECK(num_samples > 0, Code::argument, "[multinomial] ", num_samples, " samples");
  NT_CHECK(replacement || num_samples <= n, Code::argument, "[multinomial] ", num_samples, " samples of ", n,
           " categories, without replacement");
  NT_CHECK(n > 0 && n <= int64_t{1} << 24, Code::shape, "[multinomial] ", n, " categories: from 1 to 2^24 are taken");
  GradMode off(false);
  const Tensor p = contiguous(to(detach(probabilities), probabilities.dtype(), Device{}));
  check_probabilities(p);
  if (!replacement || num_samples == 1) {
    // The first of exponential clocks that ring at these rates.
    Tensor clocks = empty_like(p);
    exponential_(clocks, 1, generator);
    return to(std::get<1>(topk(div(p, clocks), num_samples, -1, true, true)), Dtype::int64, probabilities.device());
  }
  Tensor out = Tensor::empty(p.dim() == 1 ? Dims{num_samples} : Dims{p.size(0), num_samples}, Dtype::int64);
  fill_random("multinomial", out, generator, [&](Generator& g, Tensor& host) {
    for_floating("multinomial", p.dtype(), [&](auto zero) {
      using T = decltype(zero);
      using R = std::conditional_t<std::is_same_v<T, double>, double, float>;
      std::vector<R> sums(static_cast<size_t>(n));
      int64_t* to = host.data<int64_t>();
      for (int64_t row = 0; row < p.numel() / n; ++row) {
        cumulate(p.data<T>() + row * n, n, sums);
        for (int64_t i = 0; i < num_samples; ++i) {
          const double u = g.uniform_double();
          const auto found = std::lower_bound(sums.begin(), sums.end(), u, [](R sum, double draw) { return sum < draw; });
          *to++ = std::min<int64_t>(found - sums.begin(), n - 1);
        }
      }
    });
  });
  return to(out, Dtype::int64, probabilities.device());
}

}  // namespace nt
