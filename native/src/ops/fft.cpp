// y_k = Re sum_j w_j X_j exp(+-2 pi i j k / n) along the last transformed dimension, with w = 1 for the first and (for even
// n) the middle j and 2 between, X the complex transform of x along the others. It is linear from real to real, and its
// transpose, the half of a transform with the other sign, is its derivative.
#include "ops/fft.h"

#include <cmath>
#include <complex>

#include "cpu/fft.h"
#include "cpu/parallel.h"
#include "ops/algebra.h"
#include "ops/record.h"

namespace nt {
namespace {

struct Transform {
  Dims dims;  // wrapped, the Hermitian one last
  Dims in;    // the input's sizes
  Dims half;  // of the complex signal between
  Dims out;   // of the result
  bool forward = false;
  double scale = 1;

  int last() const { return static_cast<int>(dims.back()); }
};

// Calls f(line, buffer) with the offset of each line along dim of a dense array of these sizes; buffer has `room` numbers.
template <class T, class F>
void each_line(const Dims& sizes, int dim, int64_t room, F&& f) {
  int64_t inner = 1, outer = 1;
  for (int d = 0; d < sizes.size(); ++d) {
    if (d < dim) outer *= sizes[d];
    if (d > dim) inner *= sizes[d];
  }
  const int64_t grain = std::max<int64_t>(1, cpu::kGrain / (16 * std::max<int64_t>(room, 1)));
  cpu::parallel_for(outer * inner, grain, [&](int64_t begin, int64_t end) {
    std::vector<std::complex<T>> buffer(static_cast<size_t>(room));
    for (int64_t i = begin; i < end; ++i) f(i / inner, i % inner, inner, buffer.data());
  });
}

// The complex transform along one dimension, in place.
template <class T>
void along(std::vector<std::complex<T>>& data, const Dims& sizes, int dim, bool forward) {
  const int64_t n = sizes[dim];
  const cpu::FftPlan<T> plan(n);
  each_line<T>(sizes, dim, n, [&](int64_t outer, int64_t place, int64_t step, std::complex<T>* buffer) {
    std::complex<T>* line = data.data() + outer * n * step + place;
    for (int64_t k = 0; k < n; ++k) buffer[k] = line[k * step];
    plan.run(buffer, forward);
    for (int64_t k = 0; k < n; ++k) line[k * step] = buffer[k];
  });
}

// Copies the part that both have: from real numbers of sizes `from`, or into them.
template <class F>
void over_common(const Dims& a, const Dims& b, F&& f) {
  Dims common = a;
  for (int d = 0; d < a.size(); ++d) common[d] = std::min(a[d], b[d]);
  const Dims sa = contiguous_strides(a), sb = contiguous_strides(b);
  const int64_t count = numel_of(common);
  for (int64_t i = 0; i < count; ++i) {
    int64_t rest = i, at_a = 0, at_b = 0;
    for (int d = a.size() - 1; d >= 0; --d) {
      const int64_t index = rest % common[d];
      rest /= common[d];
      at_a += index * sa[d];
      at_b += index * sb[d];
    }
    f(at_a, at_b);
  }
}

template <class T>
Tensor apply(const Tensor& x, const Transform& t) {
  Tensor y = Tensor::empty(t.out, x.dtype());
  if (y.numel() == 0) return y;
  std::vector<std::complex<T>> half(static_cast<size_t>(numel_of(t.half)));
  const T* from = x.data<T>();
  over_common(t.in, t.half, [&](int64_t a, int64_t b) { half[static_cast<size_t>(b)] = from[a]; });
  for (int i = 0; i + 1 < t.dims.size(); ++i) along(half, t.half, static_cast<int>(t.dims[i]), t.forward);
  const int64_t n = t.out[t.last()], h = t.half[t.last()];
  const cpu::FftPlan<T> plan(n);
  const T scale = static_cast<T>(t.scale);
  T* to = y.data<T>();
  each_line<T>(t.half, t.last(), n, [&](int64_t outer, int64_t place, int64_t step, std::complex<T>* buffer) {
    const std::complex<T>* line = half.data() + outer * h * step + place;
    for (int64_t k = 1; k < h; ++k) {
      buffer[k] = line[k * step];
      buffer[n - k] = std::conj(buffer[k]);
    }
    buffer[0] = line[0].real();
    if (n % 2 == 0) buffer[n / 2] = line[(n / 2) * step].real();
    plan.run(buffer, t.forward);
    for (int64_t k = 0; k < n; ++k) to[(outer * n + k) * step + place] = buffer[k].real() * scale;
  });
  return y;
}

template <class T>
Tensor apply_transposed(const Tensor& g, const Transform& t) {
  Tensor x = zeros(t.in, g.dtype());
  if (x.numel() == 0 || g.numel() == 0) return x;
  std::vector<std::complex<T>> half(static_cast<size_t>(numel_of(t.half)));
  const int64_t n = t.out[t.last()], h = t.half[t.last()];
  const cpu::FftPlan<T> plan(n);
  const T* from = g.data<T>();
  each_line<T>(t.half, t.last(), n, [&](int64_t outer, int64_t place, int64_t step, std::complex<T>* buffer) {
    std::complex<T>* line = half.data() + outer * h * step + place;
    for (int64_t k = 0; k < n; ++k) buffer[k] = from[(outer * n + k) * step + place];
    plan.run(buffer, !t.forward);
    for (int64_t k = 0; k < h; ++k) line[k * step] = buffer[k] * T(k == 0 || 2 * k == n ? 1 : 2);
  });
  for (int i = t.dims.size() - 2; i >= 0; --i) along(half, t.half, static_cast<int>(t.dims[i]), !t.forward);
  const T scale = static_cast<T>(t.scale);
  T* to = x.data<T>();
  over_common(t.in, t.half, [&](int64_t a, int64_t b) { to[a] = half[static_cast<size_t>(b)].real() * scale; });
  return x;
}

Tensor transform(const Tensor& self, const Transform& t, bool transposed) {
  Tensor out;
  {
    GradMode off(false);
    const Tensor x = contiguous(detach(self));
    if (x.dtype() == Dtype::float32) {
      out = transposed ? apply_transposed<float>(x, t) : apply<float>(x, t);
    } else {
      out = transposed ? apply_transposed<double>(x, t) : apply<double>(x, t);
    }
  }
  record(transposed ? "FftR2CBackward0" : "FftC2RBackward0", out, {&self}, {},
         [t, transposed](Backward& b) { b[0] = transform(b.grad(), t, !transposed); });
  return out;
}

Tensor hermitian(const char* op, const Tensor& self, const Dims& s, const Dims& dim, FftNorm norm, bool forward) {
  const Tensor x = is_floating(self.dtype()) ? self : to(self, kDefaultFloat);
  NT_CHECK(x.dtype() == Dtype::float32 || x.dtype() == Dtype::float64, Code::dtype, "[", op, "] not defined for ",
           self.dtype());
  NT_CHECK(x.device().is_cpu(), Code::unsupported, "[", op, "] is not implemented on ", x.device());
  NT_CHECK(dim.empty() || s.empty() || dim.size() == s.size(), Code::shape, "[", op, "] sizes ", s, " and dimensions ",
           dim, " differ in number");
  NT_CHECK(s.size() <= x.dim(), Code::shape, "[", op, "] ", s, " names more dimensions than ", x.sizes(), " has");
  Transform t;
  if (!dim.empty()) {
    for (int64_t d : dim) {
      const int wrapped = wrap_dim(op, d, x.dim());
      NT_CHECK(!t.dims.contains(wrapped), Code::argument, "[", op, "] dimension ", wrapped, " stands twice in ", dim);
      t.dims.push_back(wrapped);
    }
  } else {
    for (int d = s.empty() ? 0 : x.dim() - s.size(); d < x.dim(); ++d) t.dims.push_back(d);
  }
  NT_CHECK(x.dim() > 0 && !t.dims.empty(), Code::shape, "[", op, "] ", x.sizes(),
           ": at least one dimension is transformed");
  t.in = t.half = t.out = x.sizes();
  t.forward = forward;
  double points = 1;
  for (int i = 0; i < t.dims.size(); ++i) {
    const int d = static_cast<int>(t.dims[i]);
    const bool last = i + 1 == t.dims.size();
    const bool given = !s.empty() && s[i] != -1;
    const int64_t n = given ? s[i] : last ? 2 * (x.size(d) - 1) : x.size(d);
    NT_CHECK(n >= 1 && n <= (int64_t{1} << 40), Code::argument, "[", op, "] ", n, " points along dimension ", d);
    t.out[d] = n;
    t.half[d] = last ? n / 2 + 1 : n;
    points *= static_cast<double>(n);
  }
  numel_of(t.half);
  const bool whole = forward ? norm == FftNorm::forward : norm == FftNorm::backward;
  t.scale = norm == FftNorm::ortho ? 1 / std::sqrt(points) : whole ? 1 / points : 1;
  return transform(x, t, false);
}

Tensor one_dim(const char* op, const Tensor& self, const int64_t* n, int64_t dim, FftNorm norm, bool forward) {
  NT_CHECK(!n || *n >= 1, Code::argument, "[", op, "] ", n ? *n : 0, " points");
  return hermitian(op, self, n ? Dims{*n} : Dims{}, {dim}, norm, forward);
}

}  // namespace

Tensor fft_hfft(const Tensor& self, const int64_t* n, int64_t dim, FftNorm norm) {
  return one_dim("fft.hfft", self, n, dim, norm, true);
}
Tensor fft_irfft(const Tensor& self, const int64_t* n, int64_t dim, FftNorm norm) {
  return one_dim("fft.irfft", self, n, dim, norm, false);
}
Tensor fft_hfftn(const char* op, const Tensor& self, const Dims& s, const Dims& dim, FftNorm norm) {
  return hermitian(op, self, s, dim, norm, true);
}
Tensor fft_irfftn(const char* op, const Tensor& self, const Dims& s, const Dims& dim, FftNorm norm) {
  return hermitian(op, self, s, dim, norm, false);
}

}  // namespace nt
