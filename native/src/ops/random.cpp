#include "ops/random.h"

#include <cmath>
#include <limits>

#include "cpu/kernels/kernels.h"
#include "ops/base_table.h"
#include "ops/random_fill.h"

namespace nt {
namespace {

// 16 values: the first half are radii, the second angles (Box-Muller); in place.
template <class T>
void box_muller_16(T* data, double mean, double std) {
  if constexpr (std::is_same_v<T, float>) {
    cpu::kernels().normal(data, 1, static_cast<float>(mean), static_cast<float>(std));
  } else {
    using R = std::conditional_t<std::is_same_v<T, double>, double, float>;
    for (int i = 0; i < 8; ++i) {
      const R u1 = R(1) - static_cast<R>(data[i]), u2 = static_cast<R>(data[i + 8]);
      const R radius = std::sqrt(R(-2) * std::log(u1)), angle = R(2.0 * 3.14159265358979323846) * u2;
      data[i] = T(radius * std::cos(angle) * static_cast<R>(std) + static_cast<R>(mean));
      data[i + 8] = T(radius * std::sin(angle) * static_cast<R>(std) + static_cast<R>(mean));
    }
  }
}

// From 16 elements on PyTorch draws all uniforms first and transforms blocks of 16; a rest is made anew from the last 16.
template <class T>
void normal_fill(Generator& g, T* data, int64_t n, double mean, double std) {
  for (int64_t i = 0; i < n; ++i) data[i] = T(uniform<T>(g));
  if constexpr (std::is_same_v<T, float>) {
    cpu::kernels().normal(data, n / 16, static_cast<float>(mean), static_cast<float>(std));
  } else {
    for (int64_t i = 0; i + 16 <= n; i += 16) box_muller_16(data + i, mean, std);
  }
  if (n % 16 != 0) {
    T* last = data + n - 16;
    for (int i = 0; i < 16; ++i) last[i] = T(uniform<T>(g));
    box_muller_16(last, mean, std);
  }
}

}  // namespace

void uniform_(Tensor& self, double from, double to, Generator* generator) {
  NT_CHECK(from <= to, Code::argument, "[uniform_] from ", from, " is above to ", to);
  fill_random("uniform_", self, generator, [&](Generator& g, Tensor& out) {
    for_floating("uniform_", out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      using R = std::conditional_t<std::is_same_v<T, double>, double, float>;
      const R low = static_cast<R>(from), high = static_cast<R>(to);
      T* data = out.data<T>();
      // PyTorch's build contracts this to a fused multiply-add, so its last bit is that of one rounding.
      for (int64_t i = 0; i < out.numel(); ++i) data[i] = T(std::fma(static_cast<R>(uniform<T>(g)), high - low, low));
    });
  });
}

void normal_(Tensor& self, double mean, double std, Generator* generator) {
  NT_CHECK(std >= 0, Code::argument, "[normal_] std ", std, " is negative");
  fill_random("normal_", self, generator, [&](Generator& g, Tensor& out) {
    for_floating("normal_", out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      T* data = out.data<T>();
      const int64_t n = out.numel();
      if (n >= 16 && self.is_contiguous()) {
        normal_fill(g, data, n, mean, std);
      } else {
        for (int64_t i = 0; i < n; ++i) data[i] = cast<T>(g.normal_double() * std + mean);
      }
    });
  });
}

void randint_(Tensor& self, int64_t low, int64_t high, Generator* generator) {
  NT_CHECK(low < high, Code::argument, "[randint] low ", low, " is not below high ", high);
  fill_random("random_", self, generator, [&](Generator& g, Tensor& out) {
    const uint64_t range = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
    visit_dtype(out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      if constexpr (std::is_integral_v<T>) {
        NT_CHECK(low >= static_cast<int64_t>(std::numeric_limits<T>::lowest()) &&
                     high - 1 <= static_cast<int64_t>(std::numeric_limits<T>::max()),
                 Code::argument, "[random_] [", low, ", ", high, ") is out of bounds for ", out.dtype());
      }
      T* data = out.data<T>();
      for (int64_t i = 0; i < out.numel(); ++i) {
        const uint64_t draw = range >= uint64_t{1} << 32 ? g.random64() : g.random();
        const int64_t value = static_cast<int64_t>(draw % range + static_cast<uint64_t>(low));
        if constexpr (sizeof(T) == 2 && !std::is_integral_v<T>) {
          data[i] = T(static_cast<float>(value));
        } else {
          data[i] = static_cast<T>(value);
        }
      }
    });
  });
}

void random_(Tensor& self, Generator* generator) {
  fill_random("random_", self, generator, [&](Generator& g, Tensor& out) {
    visit_dtype(out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      T* data = out.data<T>();
      for (int64_t i = 0; i < out.numel(); ++i) {
        if constexpr (std::is_same_v<T, bool>) {
          data[i] = g.random() & 1;
        } else if constexpr (std::is_same_v<T, int64_t>) {
          data[i] = static_cast<int64_t>(g.random64() % (static_cast<uint64_t>(INT64_MAX) + 1));
        } else if constexpr (std::is_integral_v<T>) {
          data[i] = static_cast<T>(g.random() % (static_cast<uint64_t>(std::numeric_limits<T>::max()) + 1));
        } else if constexpr (std::is_same_v<T, double>) {
          data[i] = static_cast<double>(g.random64() % ((uint64_t{1} << 53) + 1));
        } else if constexpr (std::is_same_v<T, float>) {
          data[i] = static_cast<float>(g.random() % ((uint64_t{1} << 24) + 1));
        } else {
          const uint64_t bound = std::is_same_v<T, float16> ? 1u << 11 : 1u << 8;
          data[i] = T(static_cast<float>(g.random() % (bound + 1)));
        }
      }
    });
  });
}

void bernoulli_(Tensor& self, double p, Generator* generator) {
  NT_CHECK(p >= 0 && p <= 1, Code::argument, "[bernoulli_] p = ", p, " is not in [0, 1]");
  fill_random("bernoulli_", self, generator, [&](Generator& g, Tensor& out) {
    visit_dtype(out.dtype(), [&](auto zero) {
      using T = decltype(zero);
      T* data = out.data<T>();
      for (int64_t i = 0; i < out.numel(); ++i) data[i] = cast<T>(g.uniform_double() < p ? 1 : 0);
    });
  });
}

Tensor bernoulli(const Tensor& probabilities, Generator* generator) {
  NT_CHECK(is_floating(probabilities.dtype()), Code::dtype, "[bernoulli] probabilities are ", probabilities.dtype(),
           ", not floating");
  const Tensor p = contiguous(to(detach(probabilities), probabilities.dtype(), Device{}));
  Tensor out = empty_like(p);
  fill_random("bernoulli", out, generator, [&](Generator& g, Tensor& host) {
    for_floating("bernoulli", p.dtype(), [&](auto zero) {
      using T = decltype(zero);
      const T* chances = p.data<T>();
      for (int64_t i = 0; i < p.numel(); ++i) {
        const double chance = static_cast<double>(static_cast<std::conditional_t<sizeof(T) == 2, float, T>>(chances[i]));
        NT_CHECK(chance >= 0 && chance <= 1, Code::argument, "[bernoulli] probability ", chance, " is not in [0, 1]");
        const double u = std::is_same_v<T, double> ? g.uniform_double() : static_cast<double>(g.uniform_float());
        host.data<T>()[i] = cast<T>(u < chance ? 1 : 0);
      }
    });
  });
  return to(out, out.dtype(), probabilities.device());
}

Tensor randperm(int64_t n, Dtype dtype, Generator* generator) {
  NT_CHECK(n >= 0, Code::argument, "[randperm] n = ", n, " is negative");
  Tensor out = arange(0, n, 1, dtype);
  fill_random("randperm", out, generator, [&](Generator& g, Tensor& host) {
    visit_dtype(dtype, [&](auto zero) {
      using T = decltype(zero);
      T* data = host.data<T>();
      for (int64_t i = 0; i < n - 1; ++i) {
        const int64_t z = static_cast<int64_t>(g.random() % static_cast<uint64_t>(n - i));
        std::swap(data[i], data[z + i]);
      }
    });
  });
  return out;
}

Tensor dropout(const Tensor& self, double p, bool training) {
  NT_CHECK(p >= 0 && p <= 1, Code::argument, "[dropout] p = ", p, " is not in [0, 1]");
  NT_CHECK(is_floating(self.dtype()), Code::dtype, "[dropout] not defined for ", self.dtype(), ": floating dtypes only");
  if (!training || p == 0 || self.numel() == 0) return self;
  if (p == 1) return mul(self, zeros_like(self));
  Tensor mask;
  {
    GradMode off(false);
    mask = empty_like(self);  // contiguous: PyTorch's mask does not follow the input's memory
    bernoulli_(mask, 1 - p, nullptr);
    div(mask, scalar_tensor(1 - p), &mask);
  }
  return mul(self, mask);
}

}  // namespace nt
