// What recurrent layers do between two products, for one row of n hidden elements: bound by exp and tanh.
#include "cpu/kernels/fill.h"
#include "functors/math.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

// c = f c + i g and h = o tanh(c); the sums that come in `gates` become i, f, g, o.
template <class T>
void lstm(void* gates, void* cell, void* output, int64_t n) {
  T* __restrict i = static_cast<T*>(gates);
  T* __restrict f = i + n;
  T* __restrict g = f + n;
  T* __restrict o = g + n;
  T* __restrict c = static_cast<T*>(cell);
  T* __restrict h = static_cast<T*>(output);
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    const T in = m::sigmoid(i[j]), forget = m::sigmoid(f[j]), candidate = m::tanh(g[j]), out = m::sigmoid(o[j]);
    const T next = forget * c[j] + in * candidate;
    i[j] = in;
    f[j] = forget;
    g[j] = candidate;
    o[j] = out;
    c[j] = next;
    h[j] = out * m::tanh(next);
  }
}

// grad_cell comes as the gradient of this step's cell without its way through h, and leaves as that of the step's before.
template <class T>
void lstm_backward(const void* gates, const void* cell, const void* cell_before, const void* grad_output, void* grad_cell,
                   void* grad_gates, int64_t n) {
  const T* __restrict i = static_cast<const T*>(gates);
  const T* __restrict f = i + n;
  const T* __restrict g = f + n;
  const T* __restrict o = g + n;
  const T* __restrict c = static_cast<const T*>(cell);
  const T* __restrict before = static_cast<const T*>(cell_before);
  const T* __restrict dh = static_cast<const T*>(grad_output);
  T* __restrict dc = static_cast<T*>(grad_cell);
  T* __restrict di = static_cast<T*>(grad_gates);
  T* __restrict df = di + n;
  T* __restrict dg = df + n;
  T* __restrict dout = dg + n;
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    const T t = m::tanh(c[j]);
    const T d = dc[j] + dh[j] * o[j] * (1 - t * t);
    di[j] = d * g[j] * i[j] * (1 - i[j]);
    df[j] = d * before[j] * f[j] * (1 - f[j]);
    dg[j] = d * i[j] * (1 - g[j] * g[j]);
    dout[j] = dh[j] * t * o[j] * (1 - o[j]);
    dc[j] = d * f[j];
  }
}

// h = n + z (h - n) with n = tanh(x_n + r m), m = W h + b. x holds the sums of r, z and n from the input and room for a
// fourth; it becomes r, z, n and m. y holds W h of the three.
template <class T>
void gru(void* x, const void* y, const void* bias_n, void* state, int64_t n) {
  T* __restrict r = static_cast<T*>(x);
  T* __restrict z = r + n;
  T* __restrict c = z + n;
  T* __restrict m = c + n;
  const T* __restrict yr = static_cast<const T*>(y);
  const T* __restrict yz = yr + n;
  const T* __restrict yn = yz + n;
  const T* __restrict b = static_cast<const T*>(bias_n);
  T* __restrict h = static_cast<T*>(state);
  if (b) {
    for (int64_t j = 0; j < n; ++j) m[j] = yn[j] + b[j];
  } else {
    for (int64_t j = 0; j < n; ++j) m[j] = yn[j];
  }
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    const T reset = m::sigmoid(r[j] + yr[j]), update = m::sigmoid(z[j] + yz[j]);
    const T candidate = m::tanh(c[j] + reset * m[j]);
    r[j] = reset;
    z[j] = update;
    c[j] = candidate;
    h[j] = candidate + update * (h[j] - candidate);
  }
}

// grad_state comes as the gradient of h, and leaves as that of the h before without its way through W.
template <class T>
void gru_backward(const void* gates, const void* state_before, void* grad_state, void* grad_x, void* grad_y, int64_t n) {
  const T* __restrict r = static_cast<const T*>(gates);
  const T* __restrict z = r + n;
  const T* __restrict c = z + n;
  const T* __restrict m = c + n;
  const T* __restrict before = static_cast<const T*>(state_before);
  T* __restrict dh = static_cast<T*>(grad_state);
  T* __restrict xr = static_cast<T*>(grad_x);
  T* __restrict xz = xr + n;
  T* __restrict xn = xz + n;
  T* __restrict yr = static_cast<T*>(grad_y);
  T* __restrict yz = yr + n;
  T* __restrict yn = yz + n;
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    const T d = dh[j];
    const T dn = d * (1 - z[j]) * (1 - c[j] * c[j]);
    const T dz = d * (before[j] - c[j]) * z[j] * (1 - z[j]);
    const T dr = dn * m[j] * r[j] * (1 - r[j]);
    xr[j] = yr[j] = dr;
    xz[j] = yz[j] = dz;
    xn[j] = dn;
    yn[j] = dn * r[j];
    dh[j] = d * z[j];
  }
}

template <class T, bool kRelu>
void plain(void* sums, int64_t n) {
  T* h = static_cast<T*>(sums);
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    if (kRelu) {
      h[j] = h[j] < T(0) ? T(0) : h[j];  // NaN stays
    } else {
      h[j] = m::tanh(h[j]);
    }
  }
}

template <class T, bool kRelu>
void plain_backward(const void* output, const void* grad_output, void* grad_sums, int64_t n) {
  const T* h = static_cast<const T*>(output);
  const T* dh = static_cast<const T*>(grad_output);
  T* d = static_cast<T*>(grad_sums);
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    if (kRelu) {
      d[j] = h[j] <= T(0) ? T(0) : dh[j];  // NaN lets the gradient through, as in relu
    } else {
      d[j] = dh[j] * (1 - h[j] * h[j]);
    }
  }
}

template <class T>
constexpr RecurrentLoops kLoops = {lstm<T>,           lstm_backward<T>,         gru<T>,
                                   gru_backward<T>,   plain<T, false>,          plain<T, true>,
                                   plain_backward<T, false>, plain_backward<T, true>};

}  // namespace

void fill_recurrent(Kernels& table) {
  table.recurrent[static_cast<int>(Dtype::float32)] = kLoops<float>;
  table.recurrent[static_cast<int>(Dtype::float64)] = kLoops<double>;
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
