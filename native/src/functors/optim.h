// What a fused optimizer step does to one element: p is the parameter, g its gradient, s the rule's kStates states. The
// operations and their order are PyTorch's. Every member is a constant of this step, of type T, and nothing else is one: the
// rule makes its functor in double, and loops convert it member by member. `sign` is -1 where the loss is maximised.
#pragma once

#include "core/optim_args.h"
#include "functors/math.h"

NT_BEGIN_FUNCTORS

// A functor of T from the members that it had in double.
template <class F, class T>
NT_INLINE F step_functor(const double* constants) {
  static_assert(sizeof(F) % sizeof(T) == 0 && sizeof(F) / sizeof(T) <= kStepConstants);
  T members[sizeof(F) / sizeof(T)];
  for (unsigned i = 0; i < sizeof(F) / sizeof(T); ++i) members[i] = static_cast<T>(constants[i]);
  F functor;
  __builtin_memcpy(&functor, members, sizeof(F));
  return functor;
}

// sign * g + decay * p. Without decay p doesn't count, not even where it is inf.
template <class T>
NT_INLINE T decayed(T p, T g, T sign, T decay) {
  const T d = sign * g;
  return decay != T(0) ? d + decay * p : d;
}

template <class T>
struct Sgd {
  static constexpr int kStates = 0;
  T lr, sign, decay;
  NT_INLINE void operator()(T& p, T g, T*) const { p -= lr * decayed(p, g, sign, decay); }
};

// b = momentum b + (1 - dampening) d, which is d at first.
template <class T>
struct SgdMomentum {
  static constexpr int kStates = 1;
  T lr, sign, decay, momentum, keep, nesterov, first;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] = first != T(0) ? d : momentum * s[0] + keep * d;
    p -= lr * (nesterov != T(0) ? d + momentum * s[0] : s[0]);
  }
};

// The means of gradients and of their squares.
template <class T>
struct Moments {
  T sign, decay, beta1, rest1, beta2, rest2;
  NT_INLINE T update(T p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] = beta1 * s[0] + rest1 * d;
    s[1] = beta2 * s[1] + rest2 * d * d;
    return d;
  }
};

// shrink is 1 - lr * weight decay for AdamW, else 1; root is sqrt(1 - beta2^t).
template <class T>
struct Adam {
  static constexpr int kStates = 2;
  Moments<T> moments;
  T shrink, rate, root, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    p *= shrink;
    moments.update(p, g, s);
    p -= rate * s[0] / (m::sqrt(s[1]) / root + eps);
  }
};

// s[2] is the largest s[1] so far, or NaN.
template <class T>
struct AdamAmsgrad {
  static constexpr int kStates = 3;
  Moments<T> moments;
  T shrink, rate, root, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    p *= shrink;
    moments.update(p, g, s);
    s[2] = s[1] > s[2] || s[1] != s[1] ? s[1] : s[2];
    p -= rate * s[0] / (m::sqrt(s[2]) / root + eps);
  }
};

// s[1] is the larger of beta2 s[1] and |d| + eps, or NaN.
template <class T>
struct Adamax {
  static constexpr int kStates = 2;
  T sign, decay, beta1, rest1, beta2, rate, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] = beta1 * s[0] + rest1 * d;
    const T old = beta2 * s[1], now = m::fabs(d) + eps;
    s[1] = now > old || now != now ? now : old;
    p -= rate * s[0] / s[1];
  }
};

template <class T>
struct NAdam {
  static constexpr int kStates = 2;
  Moments<T> moments;
  T correction, eps, gradient_rate, mean_rate;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = moments.update(p, g, s);
    const T denominator = m::sqrt(s[1] / correction) + eps;
    p -= gradient_rate * d / denominator;
    p -= mean_rate * s[0] / denominator;
  }
};

// Without the denominator while the variance of s[1] is unknown (rectified is 0).
template <class T>
struct RAdam {
  static constexpr int kStates = 2;
  Moments<T> moments;
  T correction, lr, root, eps, rectified;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    moments.update(p, g, s);
    const T step = s[0] / correction * lr;
    p -= rectified != T(0) ? step * (root / (m::sqrt(s[1]) + eps)) * rectified : step;
  }
};

template <class T>
struct Adagrad {
  static constexpr int kStates = 1;
  T sign, decay, rate, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] += d * d;
    p -= rate * d / (m::sqrt(s[0]) + eps);
  }
};

// s[0] is the mean of squared gradients, s[1] that of squared changes.
template <class T>
struct Adadelta {
  static constexpr int kStates = 2;
  T lr, sign, decay, rho, rest, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] = rho * s[0] + rest * d * d;
    const T change = m::sqrt(s[1] + eps) / m::sqrt(s[0] + eps) * d;
    s[1] = rho * s[1] + rest * change * change;
    p -= lr * change;
  }
};

// With the mean of squared gradients in s[0]; Centered takes off the square of their mean, Momentum has a buffer. They come
// in s[1] and s[2], or s[1] alone, the mean before the buffer.
template <class T, bool Centered, bool Momentum>
struct RmsPropOf {
  static constexpr int kStates = 1 + Centered + Momentum;
  T lr, sign, decay, alpha, rest, eps, momentum;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    s[0] = alpha * s[0] + rest * d * d;
    T square = s[0];
    if constexpr (Centered) {
      s[1] = alpha * s[1] + rest * d;
      square -= s[1] * s[1];
    }
    const T root = m::sqrt(square) + eps;
    if constexpr (Momentum) {
      T& buffer = s[1 + Centered];
      buffer = momentum * buffer + d / root;
      p -= lr * buffer;
    } else {
      p -= lr * d / root;
    }
  }
};
template <class T>
using RmsProp = RmsPropOf<T, false, false>;
template <class T>
using RmsPropMomentum = RmsPropOf<T, false, true>;
template <class T>
using RmsPropCentered = RmsPropOf<T, true, false>;
template <class T>
using RmsPropCenteredMomentum = RmsPropOf<T, true, true>;

// s[0] is the gradient before, or 0 behind a change of its sign; s[1] how far this element goes. NaN changes no length.
template <class T>
struct Rprop {
  static constexpr int kStates = 2;
  T sign, shorter, longer, least, most;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T agree = sign * g * s[0];
    const T length = s[1] * (agree > T(0) ? longer : agree < T(0) ? shorter : T(1));
    s[1] = length < least ? least : length > most ? most : length;
    s[0] = agree < T(0) ? T(0) : sign * g;
    p -= s[0] > T(0) ? s[1] : s[0] < T(0) ? -s[1] : T(0);
  }
};

// s[0] is the mean of the parameters, which begins where mu is no longer 1.
template <class T>
struct Asgd {
  static constexpr int kStates = 1;
  T sign, decay, shrink, eta, mu;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = decayed(p, g, sign, decay);
    p = p * shrink - eta * d;
    s[0] = mu != T(1) ? s[0] + (p - s[0]) * mu : p;
  }
};

template <class T>
struct SparseAdam {
  static constexpr int kStates = 2;
  T sign, rest1, rest2, rate, eps;
  NT_INLINE void operator()(T& p, T g, T* s) const {
    const T d = sign * g;
    s[0] += (d - s[0]) * rest1;
    s[1] += (d * d - s[1]) * rest2;
    p -= rate * (s[0] / (m::sqrt(s[1]) + eps));
  }
};

NT_END_FUNCTORS
