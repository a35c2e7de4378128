// Activations with parameters, which they take from the op's scalars, and fused derivatives. T is float or double.
#pragma once

#include <limits>
#include <type_traits>

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
  NT_INLINE T operator()(T x) const { return x > T(0) ? x : alpha * m::expm1(x) + T(0); }  // -0 gives 0
};

// x for x > 0, alpha (exp(x / alpha) - 1) below.
template <class T>
struct Celu {
  T alpha;
  explicit Celu(const Scalar* p) : alpha(p[0].to<T>()) {}
  NT_INLINE T operator()(T x) const { return x > T(0) ? x : alpha * m::expm1(x / alpha) + T(0); }
};

// Elu with the alpha and the scale that keep a normal distribution's mean and variance.
template <class T>
struct Selu {
  NT_INLINE T operator()(T x) const {
    constexpr T kScale = T(1.0507009873554804934193349852946), kAlpha = T(1.6732632423543772848170429916717);
    return x > T(0) ? x * kScale : (kScale * kAlpha) * m::expm1(x) + T(0);
  }
};

// x beyond [-lambd, lambd], 0 within.
template <class T>
struct Hardshrink {
  T lambd;
  explicit Hardshrink(const Scalar* p) : lambd(p[0].to<T>()) {}
  NT_INLINE T operator()(T x) const { return (x >= -lambd) & (x <= lambd) ? T(0) : x; }
};

// x moved towards 0 by lambd, 0 within; of NaN: 0, as in PyTorch.
template <class T>
struct Softshrink {
  T lambd;
  explicit Softshrink(const Scalar* p) : lambd(p[0].to<T>()) {}
  NT_INLINE T operator()(T x) const { return x > lambd ? x - lambd : x < -lambd ? x + lambd : T(0); }
};

// x limited to [min, max]; T is any number type.
template <class T>
struct Hardtanh {
  T low, high;
  explicit Hardtanh(const Scalar* p) : low(p[0].to<T>()), high(p[1].to<T>()) {}
  NT_INLINE T operator()(T x) const {
    const T above = x < low ? low : x;
    return above > high ? high : above;
  }
};

// value where x <= threshold; T is any number type.
template <class T>
struct Threshold {
  T threshold, value;
  explicit Threshold(const Scalar* p) : threshold(p[0].to<T>()), value(p[1].to<T>()) {}
  NT_INLINE T operator()(T x) const { return x <= threshold ? value : x; }
};

// min(max(x + 3, 0), 6) / 6; NaN stays.
template <class T>
struct Hardsigmoid {
  NT_INLINE T operator()(T x) const {
    const T z = x + T(3), above = z < T(0) ? T(0) : z;
    return (above > T(6) ? T(6) : above) * T(1.0 / 6);
  }
};

// x hardsigmoid(x); of -inf: NaN, as in PyTorch.
template <class T>
struct Hardswish {
  NT_INLINE T operator()(T x) const { return x * Hardsigmoid<T>{}(x); }
};

// x tanh(log(1 + exp(x))) = x n / (n + 2) with n = exp(x) (exp(x) + 2), which is 1 to the last bit from 20 on; of -inf: NaN.
template <class T>
struct Mish {
  NT_INLINE T operator()(T x) const {
    const T e = m::exp(x > T(20) ? T(20) : x), n = e * (e + T(2));
    return x * (n / (n + T(2)));
  }
};

// x - tanh(x).
template <class T>
struct Tanhshrink {
  NT_INLINE T operator()(T x) const { return x - m::tanh(x); }
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

// The normal distribution function.
template <class T>
struct SpecialNdtr {
  NT_INLINE T operator()(T x) const { return m::isnan(x) ? x : m::normal_cdf(x); }
};

// x times the normal distribution function of x, which keeps its digits for large negative x. PyTorch's float gives 0 for -0,
// its double -0.
template <class T>
struct Gelu {
  NT_INLINE T operator()(T x) const {
    const T y = x * m::normal_cdf(x);
    return std::is_same_v<T, float> ? y + T(0) : y;
  }
};

// x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.
template <class T>
struct GeluTanh {
  NT_INLINE T operator()(T x) const {
    const T inner = T(0.79788456080286535588) * (x + T(0.044715) * x * x * x);
    return T(0.5) * x * (T(1) + m::tanh(inner));
  }
};

// log(x / (1 - x)); with a parameter, of x limited to [eps, 1 - eps].
template <class T>
struct Logit {
  T low, high;
  explicit Logit(const Scalar* p)
      : low(p[0].given() ? p[0].to<T>() : -static_cast<T>(__builtin_huge_val())),
        high(p[0].given() ? T(1) - p[0].to<T>() : static_cast<T>(__builtin_huge_val())) {}
  NT_INLINE T operator()(T x) const {
    const T z = x < low ? low : x > high ? high : x;
    return m::log(z / (T(1) - z));
  }
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

// With u = sqrt(2 / pi) (x + 0.044715 x^3) and t = tanh u: (1 + t) / 2 + x (1 - t^2) u' / 2.
template <class T>
struct GeluTanhBackward {
  NT_INLINE T operator()(T g, T x) const {
    const T square = x * x;
    const T t = m::tanh(T(0.79788456080286535588) * (x + T(0.044715) * square * x));
    const T slope = T(0.79788456080286535588) * (T(1) + T(3 * 0.044715) * square);
    return g * (T(0.5) * (T(1) + t) + T(0.5) * x * (T(1) - t * t) * slope);
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
