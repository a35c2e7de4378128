#include "cpu/fft.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace nt::cpu {
namespace {

constexpr int64_t kLargestRadix = 13;  // larger prime factors cost more by butterflies than by convolution

// exp(-2 pi i k / n), from an angle of at most pi / 4, so that no digits are lost.
template <class T>
std::complex<T> root(int64_t k, int64_t n) {
  const int64_t eighths = 8 * (k % n);
  const int64_t octant = eighths / n;
  const double part = 2 * std::numbers::pi * (static_cast<double>(eighths - octant * n) / 8) / static_cast<double>(n);
  const double turn = std::numbers::pi / 4 - part, c = std::cos(part), s = std::sin(part), ct = std::cos(turn),
               st = std::sin(turn);
  double x = 0, y = 0;
  switch (octant) {
    case 0:
      x = c, y = s;
      break;
    case 1:
      x = st, y = ct;
      break;
    case 2:
      x = -s, y = c;
      break;
    case 3:
      x = -ct, y = st;
      break;
    case 4:
      x = -c, y = -s;
      break;
    case 5:
      x = -st, y = -ct;
      break;
    case 6:
      x = s, y = -c;
      break;
    default:
      x = ct, y = -st;
      break;
  }
  return {static_cast<T>(x), static_cast<T>(-y)};
}

// Plain products: std::complex's own look for infinities.
template <class T>
std::complex<T> times(std::complex<T> a, std::complex<T> b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
template <class T>
std::complex<T> minus_i(std::complex<T> a) {
  return {a.imag(), -a.real()};
}

std::vector<int64_t> factors_of(int64_t n) {
  std::vector<int64_t> factors;
  for (; n % 4 == 0; n /= 4) factors.push_back(4);
  for (int64_t p = 2; p * p <= n; ++p) {
    for (; n % p == 0; n /= p) factors.push_back(p);
  }
  if (n > 1) factors.push_back(n);
  return factors;
}

}  // namespace

template <class T>
struct FftPlan<T>::Parts {
  using C = std::complex<T>;
  int64_t n = 1;
  std::vector<int64_t> factors;
  std::vector<C> roots;  // exp(-2 pi i k / n)
  // Bluestein: jk = (j^2 + k^2 - (k - j)^2) / 2 makes a convolution with chirps of the transform.
  std::vector<C> chirp, filter;
  std::unique_ptr<FftPlan<T>> longer;

  // One pass of Stockham's sort-free scheme: `in` holds `span` transforms of what is done, with stride `span` between.
  void pass(int64_t radix, int64_t span, const C* in, C* out) const;
  void forward(C* line) const;
  void bluestein(C* line) const;
  void prepare_bluestein();
};

template <class T>
void FftPlan<T>::Parts::pass(int64_t radix, int64_t span, const C* in, C* out) const {
  const int64_t groups = n / (radix * span);  // transforms still to be joined
  for (int64_t g = 0; g < groups; ++g) {
    C twiddle[kLargestRadix];
    for (int64_t r = 0; r < radix; ++r) twiddle[r] = roots[static_cast<size_t>(g * r * span)];
    for (int64_t s = 0; s < span; ++s) {
      C x[kLargestRadix];
      for (int64_t r = 0; r < radix; ++r) x[r] = in[s + span * (g + groups * r)];
      C* to = out + s + span * radix * g;
      if (radix == 2) {
        to[0] = x[0] + x[1];
        to[span] = times(x[0] - x[1], twiddle[1]);
      } else if (radix == 4) {
        const C a = x[0] + x[2], b = x[0] - x[2], c = x[1] + x[3], d = minus_i(x[1] - x[3]);
        to[0] = a + c;
        to[span] = times(b + d, twiddle[1]);
        to[2 * span] = times(a - c, twiddle[2]);
        to[3 * span] = times(b - d, twiddle[3]);
      } else {
        const int64_t step = n / radix;
        for (int64_t k = 0; k < radix; ++k) {
          C sum = x[0];
          for (int64_t r = 1; r < radix; ++r) sum += times(x[r], roots[static_cast<size_t>(k * r % radix * step)]);
          to[k * span] = times(sum, twiddle[k]);
        }
      }
    }
  }
}

template <class T>
void FftPlan<T>::Parts::forward(C* line) const {
  if (longer) {
    bluestein(line);
    return;
  }
  std::vector<C> other(static_cast<size_t>(n));
  C *from = line, *to = other.data();
  int64_t span = 1;
  for (int64_t radix : factors) {
    pass(radix, span, from, to);
    std::swap(from, to);
    span *= radix;
  }
  if (from != line) std::copy(from, from + n, line);
}

template <class T>
void FftPlan<T>::Parts::prepare_bluestein() {
  int64_t size = 1;
  while (size < 2 * n - 1) size *= 2;
  longer = std::make_unique<FftPlan<T>>(size);
  chirp.resize(static_cast<size_t>(n));
  // k^2 modulo 2n, kept small.
  for (int64_t k = 0, square = 0; k < n; ++k) {
    chirp[static_cast<size_t>(k)] = root<T>(square, 2 * n);
    square = (square + 2 * k + 1) % (2 * n);
  }
  filter.assign(static_cast<size_t>(size), C(0));
  filter[0] = std::conj(chirp[0]);
  for (int64_t k = 1; k < n; ++k) {
    filter[static_cast<size_t>(k)] = filter[static_cast<size_t>(size - k)] = std::conj(chirp[static_cast<size_t>(k)]);
  }
  longer->run(filter.data(), true);
  for (C& x : filter) x /= static_cast<T>(size);
}

template <class T>
void FftPlan<T>::Parts::bluestein(C* line) const {
  std::vector<C> work(filter.size(), C(0));
  for (int64_t k = 0; k < n; ++k) work[static_cast<size_t>(k)] = times(line[k], chirp[static_cast<size_t>(k)]);
  longer->run(work.data(), true);
  for (size_t i = 0; i < work.size(); ++i) work[i] = times(work[i], filter[i]);
  longer->run(work.data(), false);
  for (int64_t k = 0; k < n; ++k) line[k] = times(work[static_cast<size_t>(k)], chirp[static_cast<size_t>(k)]);
}

template <class T>
FftPlan<T>::FftPlan(int64_t n) : n_(n), parts_(std::make_unique<Parts>()) {
  parts_->n = n;
  parts_->factors = factors_of(n);
  if (!parts_->factors.empty() && *std::max_element(parts_->factors.begin(), parts_->factors.end()) > kLargestRadix) {
    parts_->prepare_bluestein();
    return;
  }
  parts_->roots.resize(static_cast<size_t>(n));
  for (int64_t k = 0; k < n; ++k) parts_->roots[static_cast<size_t>(k)] = root<T>(k, n);
}
template <class T>
FftPlan<T>::~FftPlan() = default;
template <class T>
FftPlan<T>::FftPlan(FftPlan&&) noexcept = default;

// The inverse is the forward transform of the conjugate, conjugated.
template <class T>
void FftPlan<T>::run(std::complex<T>* line, bool forward) const {
  if (!forward) std::for_each(line, line + n_, [](std::complex<T>& x) { x = std::conj(x); });
  parts_->forward(line);
  if (!forward) std::for_each(line, line + n_, [](std::complex<T>& x) { x = std::conj(x); });
}

template class FftPlan<float>;
template class FftPlan<double>;

}  // namespace nt::cpu
