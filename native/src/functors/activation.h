// Activations with parameters, which they take from the op's scalars, and fused derivatives. T is float or double.
#pragma once

#include <limits>

#include "core/scalar.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// x for x > 0, negative_slope x below.
template <class T>
struct LeakyRelu {
  T slope;
  explicit LeakyRelu(const Scalar* p) : slope(p[0].to<T>()) {}
  NT_INLINE T operator()(T x) const { return x > T(0) ? x : slope * x; }
};

// x for x > 0, alpha (exp(x) - 1) below.
template <class T>
struct Elu {
  T alpha;
  explicit Elu(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T x) const { return x > T(0) ? x : alpha * m::expm1(x); }
};

// log(1 + exp(beta x)) / beta; x itself where beta x is beyond the threshold.
template <class T>
struct Softplus {
  T beta, threshold;
  explicit Softplus(const Scalar* p) : beta(p[0].to<T>()), threshold(p[1].to<T>()) {}
  NT_INLINE T operator()(T x) const {
    const T z = beta * x;
    return z > threshold ? x : m::log1p(m::exp(z)) / beta;
  }
};

// x / (1 + |x|); NaN at the infinities, as in PyTorch.
template <class T>
struct Softsign {
  NT_INLINE T operator()(T x) const { return x / (T(1) + m::fabs(x)); }
};

// x times the normal distribution function of x, which keeps its digits for large negative x.
template <class T>
struct Gelu {
  NT_INLINE T operator()(T x) const { return x * m::normal_cdf(x); }
};

// x limited to [min, max], a bound that isn't given being none; max where they cross. NaN stays NaN. T is any number type.
template <class T>
struct Clamp {
  T low, high;
  explicit Clamp(const Scalar* p) : low(bound(p[0], kLowest)), high(bound(p[1], kHighest)) {}
  NT_INLINE T operator()(T x) const {
    const T above = x < low ? low : x;
    return above > high ? high : above;
  }

 private:
  using Limits = std::numeric_limits<T>;
  static constexpr T kLowest = Limits::has_infinity ? -Limits::infinity() : Limits::lowest();
  static constexpr T kHighest = Limits::has_infinity ? Limits::infinity() : Limits::max();
  static T bound(const Scalar& s, T none) { return s.given() ? s.to<T>() : none; }
};

// Fused derivatives: g is the gradient of the result, y the result, x the operand.

// g where y > 0 or NaN, else 0.
template <class T>
struct ReluBackward {
  NT_INLINE T operator()(T g, T y) const { return y <= T(0) ? T(0) : g; }
};

template <class T>
struct SigmoidBackward {
  NT_INLINE T operator()(T g, T y) const { return g * y * (T(1) - y); }
};

template <class T>
struct TanhBackward {
  NT_INLINE T operator()(T g, T y) const { return g * (T(1) - y * y); }
};

template <class T>
struct LeakyReluBackward {
  T slope;
  explicit LeakyReluBackward(const Scalar* p) : slope(p[0].to<T>()) {}
  NT_INLINE T operator()(T g, T x) const { return x > T(0) ? g : slope * g; }
};

template <class T>
struct EluBackward {
  T alpha;
  explicit EluBackward(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T g, T x) const { return x > T(0) ? g : g * (alpha * m::exp(x)); }
};

template <class T>
struct SoftplusBackward {
  T beta, threshold;
  explicit SoftplusBackward(const Scalar* p) : beta(p[0].to<T>()), threshold(p[1].to<T>()) {}
  NT_INLINE T operator()(T g, T x) const {
    const T z = beta * x;
    return z > threshold ? g : g * m::sigmoid(z);
  }
};

// The distribution function plus x times the density.
template <class T>
struct GeluBackward {
  NT_INLINE T operator()(T g, T x) const {
    const T density = m::exp(T(-0.5) * x * x) * T(0.39894228040143267794);  // 1 / sqrt(2 pi)
    return g * (m::normal_cdf(x) + x * density);
  }
};

template <class T>
struct SiluBackward {
  NT_INLINE T operator()(T g, T x) const {
    const T s = m::sigmoid(x);
    return g * (s + x * s * (T(1) - s));
  }
};

template <class T>
struct LogSigmoidBackward {
  NT_INLINE T operator()(T g, T x) const { return g * m::sigmoid(-x); }
};

NT_END_FUNCTORS
